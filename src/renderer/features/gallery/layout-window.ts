import { blockTop, type GalleryLayout, type LayoutRow } from "./justified-layout.ts";

/** Rows `first` to `end` (one past the last). */
export type RowRange = { readonly first: number; readonly end: number };

/** The most pictures alive at once, as long as the window itself shows fewer. */
const LIVE_PICTURES = 140;

/** Index of the last row whose block begins at or above `y`; 0 when all begin below. */
export function rowAt(layout: GalleryLayout, y: number): number {
	return lastWhere(layout.rows, (row) => blockTop(layout, row) <= y);
}

/** Index of the row that holds a picture. */
export function rowOfPicture(layout: GalleryLayout, picture: number): number {
	return lastWhere(layout.rows, (row) => row.first <= picture);
}

/** The rows that can be seen between `top` and `bottom`. */
export function rowsBetween(layout: GalleryLayout, top: number, bottom: number): RowRange {
	if (layout.rows.length === 0) return { first: 0, end: 0 };
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
	let grew = true;
	while (grew) {
		grew = false;
		const after = layout.rows[end];
		if (end < far.end && after !== undefined && live + lengthOf(after) <= LIVE_PICTURES) {
			live += lengthOf(after);
			end += 1;
			grew = true;
		}
		const before = layout.rows[first - 1];
		if (first > far.first && before !== undefined && live + lengthOf(before) <= LIVE_PICTURES) {
			live += lengthOf(before);
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
	const first = layout.rows[rows.first]?.first ?? 0;
	const end = layout.rows[rows.end - 1]?.end ?? first;
	return { first, end, count: end - first };
}

function lengthOf(row: LayoutRow): number {
	return row.end - row.first;
}

/** Index of the last item for which a statement holds that holds for a leading part of the list only; 0 for none. */
function lastWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
	let low = 0;
	let high = items.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		const item = items[middle];
		if (item !== undefined && holds(item)) low = middle;
		else high = middle - 1;
	}
	return low;
}
