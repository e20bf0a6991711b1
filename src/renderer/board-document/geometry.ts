import type { ArrowItem, BoardItem } from "../../contract/board.ts";

/** Board units, y downwards. */
export type Point = { readonly x: number; readonly y: number };
/** `x` and `y` are the upper left corner, unlike those of an item. */
export type Rect = Point & { readonly width: number; readonly height: number };

type Box = Point & { readonly width: number; readonly height: number; readonly rotation: number };

/** The smallest upright box around an item as it is turned. */
export function boundsOf(item: Box): Rect {
	const { sin, cos } = turnOf(item.rotation);
	const width = Math.abs(item.width * cos) + Math.abs(item.height * sin);
	const height = Math.abs(item.width * sin) + Math.abs(item.height * cos);
	return { x: item.x - width / 2, y: item.y - height / 2, width, height };
}

/** The smallest upright box around all of them; undefined when there are none. */
export function boundsOfAll(items: readonly Box[]): Rect | undefined {
	return rectAround(items.map(boundsOf));
}

/** The smallest rect around all of them; undefined when there are none. */
export function rectAround(rects: readonly Rect[]): Rect | undefined {
	if (rects.length === 0) return undefined;
	let left = Number.POSITIVE_INFINITY;
	let top = Number.POSITIVE_INFINITY;
	let right = Number.NEGATIVE_INFINITY;
	let bottom = Number.NEGATIVE_INFINITY;
	for (const rect of rects) {
		left = Math.min(left, rect.x);
		top = Math.min(top, rect.y);
		right = Math.max(right, rect.x + rect.width);
		bottom = Math.max(bottom, rect.y + rect.height);
	}
	return { x: left, y: top, width: right - left, height: bottom - top };
}

export function middleOf(rect: Rect): Point {
	return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}

/** Clockwise from the corner that is upper left before the item is turned. */
export function cornersOf(item: Box): [Point, Point, Point, Point] {
	const corner = (x: number, y: number) =>
		turnAbout({ x: item.x + x * item.width, y: item.y + y * item.height }, item.rotation, item);
	return [corner(-0.5, -0.5), corner(0.5, -0.5), corner(0.5, 0.5), corner(-0.5, 0.5)];
}

/** A point carried around another, degrees clockwise. */
export function turnAbout(point: Point, degrees: number, about: Point): Point {
	const { sin, cos } = turnOf(degrees);
	const x = point.x - about.x;
	const y = point.y - about.y;
	return { x: about.x + x * cos - y * sin, y: about.y + x * sin + y * cos };
}

/** Where an arrow begins and ends on the board. */
export function arrowEnds(arrow: ArrowItem): { readonly from: Point; readonly to: Point } {
	const end = ({ x, y }: Point) =>
		turnAbout(
			{ x: arrow.x + (x - 0.5) * arrow.width, y: arrow.y + (y - 0.5) * arrow.height },
			arrow.rotation,
			arrow,
		);
	return { from: end(arrow.from), to: end(arrow.to) };
}

/**
 * Whether the point is on the item: of an arrow on its line, of all others in their box.
 * @param reach how far beside it the point may be, board units
 */
export function holds(item: BoardItem, point: Point, reach = 0): boolean {
	if (item.kind === "arrow") {
		const { from, to } = arrowEnds(item);
		return distanceToLine(point, from, to) <= item.thickness / 2 + reach;
	}
	const upright = turnAbout(point, -item.rotation, item);
	return (
		Math.abs(upright.x - item.x) <= item.width / 2 + reach &&
		Math.abs(upright.y - item.y) <= item.height / 2 + reach
	);
}

/** The uppermost item under a point; undefined over the empty board. Locked ones too. */
export function topItemAt(
	items: readonly BoardItem[],
	point: Point,
	reach = 0,
): BoardItem | undefined {
	return items.findLast((item) => holds(item, point, reach));
}

/** Items any part of which lies in the rect, as they are turned; of arrows the line counts, not the box. */
export function itemsTouching(items: readonly BoardItem[], rect: Rect): BoardItem[] {
	const corners = cornersOf({ ...middleOf(rect), ...sizeOf(rect), rotation: 0 });
	return items.filter((item) => {
		if (!rectsTouch(boundsOf(item), rect)) return false;
		if (item.kind !== "arrow" && item.rotation % 90 === 0) return true;
		return shapesTouch(
			corners,
			item.kind === "arrow" ? Object.values(arrowEnds(item)) : cornersOf(item),
		);
	});
}

/** Whether they share a point; edges count. */
export function rectsTouch(a: Rect, b: Rect): boolean {
	return (
		a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
	);
}

function sizeOf({ width, height }: Rect) {
	return { width, height };
}

function turnOf(degrees: number): { readonly sin: number; readonly cos: number } {
	// Quarter turns are exact, so that upright things stay upright.
	switch (((degrees % 360) + 360) % 360) {
		case 0:
			return { sin: 0, cos: 1 };
		case 90:
			return { sin: 1, cos: 0 };
		case 180:
			return { sin: 0, cos: -1 };
		case 270:
			return { sin: -1, cos: 0 };
		default: {
			const radians = (degrees * Math.PI) / 180;
			return { sin: Math.sin(radians), cos: Math.cos(radians) };
		}
	}
}

function distanceToLine(point: Point, from: Point, to: Point): number {
	const dx = to.x - from.x;
	const dy = to.y - from.y;
	const length = dx * dx + dy * dy;
	const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
	const nearest = Math.min(1, Math.max(0, along));
	return Math.hypot(point.x - from.x - nearest * dx, point.y - from.y - nearest * dy);
}

/** Convex shapes, or lines, are apart exactly when some side of one has all of the other beyond it. */
function shapesTouch(a: readonly Point[], b: readonly Point[]): boolean {
	return ![...sidesOf(a), ...sidesOf(b)].some(({ x, y }) => {
		const along = (points: readonly Point[]) => points.map((point) => point.x * x + point.y * y);
		const [first, second] = [along(a), along(b)];
		return Math.max(...first) < Math.min(...second) || Math.max(...second) < Math.min(...first);
	});
}

/** What stands square on each side. */
function sidesOf(points: readonly Point[]): Point[] {
	return points.map((point, at) => {
		const next = points[(at + 1) % points.length] ?? point;
		return { x: next.y - point.y, y: point.x - next.x };
	});
}
