export type Point = { readonly x: number; readonly y: number };
/** From and to along one horizontal line, px; never empty. */
export type Span = readonly [from: number, to: number];

/** A filled outline, asked for line by line. All coordinates are pixels; 0.5 is the middle of the first. */
export type Shape = {
	readonly top: number;
	readonly bottom: number;
	/** The spans inside the shape at height `y`, in order, not touching each other. */
	readonly spansAt: (y: number) => Span[];
};

/** Points nearer to each other than this, of the line's width, change nothing that can be seen. */
const THINNING = 0.01;
const BANDS = 256;

/** A line of round ends and joints through the points; one point is a dot. */
export function strokeShape(points: readonly Point[], width: number): Shape {
	const radius = width / 2;
	const path = thinned(points, Math.max(0.5, width * THINNING));
	const segments = path.map((from, at) => ({ from, to: path[at + 1] ?? from }));
	const sausages = segments.slice(0, Math.max(1, segments.length - 1)).map(({ from, to }) => ({
		...{ from, to },
		top: Math.min(from.y, to.y) - radius,
		bottom: Math.max(from.y, to.y) + radius,
	}));
	const { near, ...reach } = inBands(sausages);
	return {
		...reach,
		spansAt: (y) => {
			const spans: Span[] = [];
			for (const { from, to, top, bottom } of near(y)) {
				const span = top > y || bottom < y ? undefined : sausageAt(from, to, radius, y);
				if (span !== undefined) spans.push(span);
			}
			return merged(spans);
		},
	};
}

/** A closed area; where its edge crosses itself, everything it goes around is inside. */
export function areaShape(points: readonly Point[]): Shape {
	const edges = points
		.map((from, at) => {
			const to = points[(at + 1) % points.length] ?? from;
			const [upper, lower] = from.y < to.y ? [from, to] : [to, from];
			return { upper, lower, top: upper.y, bottom: lower.y, winds: from.y < to.y ? 1 : -1 };
		})
		.filter(({ top, bottom }) => top < bottom);
	const { near, ...reach } = inBands(edges);
	return {
		...reach,
		spansAt: (y) => {
			const crossings: { readonly x: number; readonly winds: number }[] = [];
			for (const { upper, lower, top, bottom, winds } of near(y)) {
				if (top <= y && bottom > y) crossings.push({ x: crossing(upper, lower, y), winds });
			}
			return woundAround(crossings);
		},
	};
}

/** The spans between crossings where the edge has gone around more one way than the other. */
function woundAround(crossings: { readonly x: number; readonly winds: number }[]): Span[] {
	crossings.sort((a, b) => a.x - b.x);
	const spans: Span[] = [];
	let around = 0;
	let from = 0;
	for (const { x, winds } of crossings) {
		if (around === 0) from = x;
		around += winds;
		if (around === 0 && x > from) spans.push([from, x]);
	}
	return merged(spans);
}

type Part = { readonly top: number; readonly bottom: number };

/** How far parts reach, and which of them may lie at a height, so that a line asks few of thousands. */
function inBands<P extends Part>(parts: readonly P[]) {
	const top = parts.reduce((least, part) => Math.min(least, part.top), Number.POSITIVE_INFINITY);
	const bottom = parts.reduce(
		(most, part) => Math.max(most, part.bottom),
		Number.NEGATIVE_INFINITY,
	);
	const height = Math.max(1, (bottom - top) / BANDS);
	const bandAt = (y: number) => Math.floor((y - top) / height);
	const bands: P[][] = [];
	for (const part of parts) {
		for (let band = bandAt(part.top); band <= bandAt(part.bottom); band += 1) {
			bands[band] ??= [];
			bands[band]?.push(part);
		}
	}
	return { top, bottom, near: (y: number): readonly P[] => bands[bandAt(y)] ?? [] };
}

/** Where a line of round ends from one point to another is cut; convex, so that it is one span. */
function sausageAt(from: Point, to: Point, radius: number, y: number): Span | undefined {
	let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	const note = (x: number) => {
		least = Math.min(least, x);
		most = Math.max(most, x);
	};
	for (const end of [from, to]) {
		const half = Math.sqrt(radius * radius - (y - end.y) ** 2);
		if (Number.isNaN(half)) continue;
		note(end.x - half);
		note(end.x + half);
	}
	const length = Math.hypot(to.x - from.x, to.y - from.y);
	if (length > 0) {
		const across = {
			x: (-(to.y - from.y) / length) * radius,
			y: ((to.x - from.x) / length) * radius,
		};
		for (const side of [1, -1]) {
			const one = { x: from.x + across.x * side, y: from.y + across.y * side };
			const other = { x: to.x + across.x * side, y: to.y + across.y * side };
			const crosses =
				one.y !== other.y && Math.min(one.y, other.y) <= y && Math.max(one.y, other.y) >= y;
			if (crosses) note(crossing(one, other, y));
		}
	}
	return least < most ? [least, most] : undefined;
}

function crossing(one: Point, other: Point, y: number): number {
	return one.x + ((y - one.y) / (other.y - one.y)) * (other.x - one.x);
}

function merged(spans: Span[]): Span[] {
	spans.sort((a, b) => a[0] - b[0]);
	const apart: [number, number][] = [];
	for (const [from, to] of spans) {
		const last = apart.at(-1);
		if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
		else apart.push([from, to]);
	}
	return apart;
}

/** Keeps the first and the last point. */
function thinned(points: readonly Point[], gap: number): Point[] {
	const kept: Point[] = [];
	for (const [at, point] of points.entries()) {
		const last = kept.at(-1);
		const far = last === undefined || Math.hypot(point.x - last.x, point.y - last.y) >= gap;
		if (far || at === points.length - 1) kept.push(point);
	}
	return kept;
}
