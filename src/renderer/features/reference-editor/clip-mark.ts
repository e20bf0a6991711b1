import type { PaintedMark } from "../../../contract/reference-edit.ts";
import { intoPart, type Point, type Rect } from "./edit-geometry.ts";

/** Finer than any screen shows, coarse enough to keep the request small. */
const PRECISION = 1e-5;

/**
 * What of a mark lies in a part of the picture, in fractions of that part. A stroke that leaves the
 * part and comes back becomes several.
 * @param widthScale longer side of the whole divided by longer side of the part, px
 */
export function clipMark(
	mark: PaintedMark,
	part: Rect,
	widthScale: number,
): readonly PaintedMark[] {
	const points = mark.points.map((point) => intoPart(point, part));
	if (mark.kind === "area") {
		const inside = clipArea(points).map(rounded);
		return inside.length < 3 ? [] : [{ ...mark, points: inside }];
	}
	const width = Math.min(0.5, Math.max(0.001, mark.width * widthScale));
	return clipLine(points).map((line) => ({ ...mark, width, points: line.map(rounded) }));
}

/** The pieces of a line inside the unit square (Liang and Barsky, 1984, one stretch after another). */
function clipLine(points: readonly Point[]): readonly (readonly Point[])[] {
	const [first] = points;
	if (points.length === 1 && first !== undefined) return isInside(first) ? [[first]] : [];
	const pieces: Point[][] = [];
	let open: Point[] | undefined;
	for (let at = 1; at < points.length; at++) {
		const from = points[at - 1];
		const to = points[at];
		const span = from && to && spanInside(from, to);
		if (from === undefined || to === undefined || span === undefined) {
			open = undefined;
			continue;
		}
		if (open === undefined || span.start > 0) {
			open = [between(from, to, span.start)];
			pieces.push(open);
		}
		open.push(between(from, to, span.end));
		if (span.end < 1) open = undefined;
	}
	return pieces;
}

/** Which stretch of a line, 0 to 1, lies inside the unit square. */
function spanInside(from: Point, to: Point): { start: number; end: number } | undefined {
	let start = 0;
	let end = 1;
	const dx = to.x - from.x;
	const dy = to.y - from.y;
	const edges = [
		[-dx, from.x],
		[dx, 1 - from.x],
		[-dy, from.y],
		[dy, 1 - from.y],
	] as const;
	for (const [towards, room] of edges) {
		if (towards === 0 && room < 0) return undefined;
		if (towards < 0) start = Math.max(start, room / towards);
		if (towards > 0) end = Math.min(end, room / towards);
	}
	return start > end ? undefined : { start, end };
}

/** The part of a closed area inside the unit square (Sutherland and Hodgman, 1974). */
function clipArea(points: readonly Point[]): readonly Point[] {
	const edges: readonly ((point: Point) => number)[] = [
		({ x }) => x,
		({ x }) => 1 - x,
		({ y }) => y,
		({ y }) => 1 - y,
	];
	return edges.reduce<readonly Point[]>((area, room) => {
		return area.flatMap((to, at) => {
			const from = area.at(at - 1) ?? to;
			const [before, after] = [room(from), room(to)];
			const crossing =
				before >= 0 === after >= 0 ? [] : [between(from, to, before / (before - after))];
			return after >= 0 ? [...crossing, to] : crossing;
		});
	}, points);
}

function between(from: Point, to: Point, share: number): Point {
	return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function isInside({ x, y }: Point): boolean {
	return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

function rounded({ x, y }: Point): Point {
	return { x: round(x), y: round(y) };
}

function round(fraction: number): number {
	return Math.min(1, Math.max(0, Math.round(fraction / PRECISION) * PRECISION));
}
