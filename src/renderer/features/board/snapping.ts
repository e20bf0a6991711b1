import { type Rect, rectAround } from "../../board-document/geometry.ts";

/** A line that shows what an edge or a middle came to lie on. */
export type Guide = {
	/** The axis it runs along. */
	readonly along: "x" | "y";
	/** Where it stands on the other axis, board units. */
	readonly at: number;
	readonly from: number;
	readonly to: number;
};

/** How far to go on to lie in line; 0 where nothing is near. */
export type Snap = { readonly dx: number; readonly dy: number; readonly guides: readonly Guide[] };

/** Which lines of a rect may come to lie on others, by where they are in it: 0 first edge, ½ middle, 1 last edge. */
export type Movable = { readonly x: readonly number[]; readonly y: readonly number[] };

export const wholeRect: Movable = { x: [0, 0.5, 1], y: [0, 0.5, 1] };

const PLACES = wholeRect.x;
/** Of the place itself: nearer than this two lines are one, for floating point leaves dust. */
const SAME = 1e-6;

type Axis = "x" | "y";

/**
 * Lets a rect come to lie in line with the edges and middles of others.
 * @param reach board units within which it is drawn to a line
 * @param movable all lines when the rect is moved; one edge when it is pulled
 */
export function snapRect(
	rect: Rect,
	others: readonly Rect[],
	reach: number,
	movable: Movable = wholeRect,
): Snap {
	const dx = nearest(rect, others, reach, "x", movable.x);
	const dy = nearest(rect, others, reach, "y", movable.y);
	const snapped = { ...rect, x: rect.x + dx, y: rect.y + dy };
	const guides = [
		...guidesAcross(snapped, others, "x", movable.x),
		...guidesAcross(snapped, others, "y", movable.y),
	];
	return { dx, dy, guides };
}

function lineAt(rect: Rect, axis: Axis, place: number): number {
	return rect[axis] + place * (axis === "x" ? rect.width : rect.height);
}

/** The shortest way that brings one of the lines onto one of the others; 0 when none is within reach. */
function nearest(
	rect: Rect,
	others: readonly Rect[],
	reach: number,
	axis: Axis,
	movable: readonly number[],
): number {
	const own = movable.map((place) => lineAt(rect, axis, place));
	let best = Number.POSITIVE_INFINITY;
	for (const other of others) {
		for (const place of PLACES) {
			const line = lineAt(other, axis, place);
			for (const from of own) {
				if (Math.abs(line - from) < Math.abs(best)) best = line - from;
			}
		}
	}
	return Math.abs(best) <= reach ? best : 0;
}

/** For each line of the rect that others lie on, one guide as long as all of them together. */
function guidesAcross(
	rect: Rect,
	others: readonly Rect[],
	axis: Axis,
	movable: readonly number[],
): readonly Guide[] {
	return movable.flatMap((place): Guide[] => {
		const at = lineAt(rect, axis, place);
		const isOn = (other: Rect) =>
			PLACES.some(
				(own) => Math.abs(lineAt(other, axis, own) - at) < SAME * Math.max(1, Math.abs(at)),
			);
		const on = others.filter(isOn);
		if (on.length === 0) return [];
		const around = rectAround([rect, ...on]);
		if (around === undefined) return [];
		const along = axis === "x" ? "y" : "x";
		return [{ along, at, from: lineAt(around, along, 0), to: lineAt(around, along, 1) }];
	});
}
