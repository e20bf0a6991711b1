import { blockTop, type GalleryLayout, rowOf } from "./justified-layout.ts";

/** Rows `first` to `end` (one past the last). */
export type RowRange = { readonly first: number; readonly end: number };

/** The most pictures alive at once, as long as the window itself shows fewer. */
const LIVE_PICTURES = 140;
/** Where small pictures fill the window with more than that, some are still drawn beyond its edges. */
const MORE_THAN_SEEN = 1.25;

/** Index of the last row whose block begins at or above `y`; 0 when all begin below. */
export function rowAt(layout: GalleryLayout, y: number): number {
	// A header is lower than a row and its gap: at most the row found is one too early.
	const at = lastWhere(layout.rowCount, (row) => (layout.tops[row] ?? 0) <= y);
	const next = rowOf(layout, at + 1);
	return next !== undefined && blockTop(layout, next) <= y ? at + 1 : at;
}

/** Index of the row that holds a picture. */
export function rowOfPicture(layout: GalleryLayout, picture: number): number {
	return lastWhere(layout.rowCount, (at) => (layout.firsts[at] ?? 0) <= picture);
}

/** The rows that can be seen between `top` and `bottom`. */
export function rowsBetween(layout: GalleryLayout, top: number, bottom: number): RowRange {
	if (layout.rowCount === 0) return { first: 0, end: 0 };
	return { first: rowAt(layout, top), end: rowAt(layout, bottom) + 1 };
}

/**
 * The rows to draw for a window: all that can be seen, and then rows after and before in turn, up to
 * `overscan` pixels away and as long as there are not too many pictures.
 */
export function rowsToDraw(
	layout: GalleryLayout,
	view: { readonly top: number; readonly height: number },
	overscan: number,
): RowRange {
	const bottom = view.top + view.height;
	const seen = rowsBetween(layout, view.top, bottom);
	const far = rowsBetween(layout, view.top - overscan, bottom + overscan);
	let { first, end } = seen;
	let live = picturesIn(layout, seen).count;
	const most = Math.max(LIVE_PICTURES, live * MORE_THAN_SEEN);
	let grew = true;
	while (grew) {
		grew = false;
		const after = picturesIn(layout, { first: end, end: end + 1 }).count;
		if (end < far.end && live + after <= most) {
			live += after;
			end += 1;
			grew = true;
		}
		const before = picturesIn(layout, { first: first - 1, end: first }).count;
		if (first > far.first && live + before <= most) {
			live += before;
			first -= 1;
			grew = true;
		}
	}
	return { first, end };
}

/** The pictures of some rows: index of the first, one past the last, and how many. */
export function picturesIn(
	layout: GalleryLayout,
	rows: RowRange,
): { readonly first: number; readonly end: number; readonly count: number } {
	const first = rowOf(layout, rows.first)?.first ?? 0;
	const end = rowOf(layout, rows.end - 1)?.end ?? first;
	return { first, end, count: Math.max(0, end - first) };
}

/** The last of `count` places for which a statement holds that holds for a leading part only; 0 for none. */
export function lastWhere(count: number, holds: (at: number) => boolean): number {
	let low = 0;
	let high = count - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (holds(middle)) low = middle;
		else high = middle - 1;
	}
	return low;
}
