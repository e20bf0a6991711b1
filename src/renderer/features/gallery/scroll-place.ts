import { blockTop, cellsOf, type GalleryLayout } from "./justified-layout.ts";
import { rowAt, rowOfPicture } from "./layout-window.ts";

/**
 * A place in the gallery that outlives a new layout: a picture, named by how many are older than it
 * (new pictures come in before it and change no one's age), and how far its row stands from the top
 * of the window.
 */
export type ScrollPlace = { readonly older: number; readonly offset: number };

/** @returns undefined at the very top, where the newest pictures are to be seen as they come */
export function placeAt(layout: GalleryLayout, scrollTop: number): ScrollPlace | undefined {
	if (scrollTop <= 0) return undefined;
	const at = rowAt(layout, scrollTop);
	const row = layout.rows[at];
	if (row === undefined) return undefined;
	return { older: layout.ratios.length - 1 - row.first, offset: row.top - scrollTop };
}

/** The scroll position that puts a place where it was. */
export function scrollTopOf(layout: GalleryLayout, place: ScrollPlace | undefined): number {
	if (place === undefined) return 0;
	const picture = Math.max(0, layout.ratios.length - 1 - place.older);
	const row = layout.rows[rowOfPicture(layout, picture)];
	return row === undefined ? 0 : Math.max(0, row.top - place.offset);
}

/** The smallest scroll that shows a picture whole, with the name of its day when it is in the first row. */
export function scrollTopToShow(
	layout: GalleryLayout,
	picture: number,
	view: { readonly top: number; readonly height: number },
): number {
	const row = layout.rows[rowOfPicture(layout, picture)];
	if (row === undefined) return view.top;
	// A gap beyond the row, where the ring of the focus is drawn.
	const top = Math.max(0, blockTop(layout, row) - layout.gap);
	const bottom = row.top + row.height + layout.gap;
	if (top < view.top) return top;
	if (bottom > view.top + view.height) return Math.max(0, Math.min(top, bottom - view.height));
	return view.top;
}

export type GalleryMove =
	| "left"
	| "right"
	| "up"
	| "down"
	| "first"
	| "last"
	| "page-up"
	| "page-down";

/**
 * The picture that a key leads to. Up and down keep to the middle of the picture they leave; at an
 * edge the picture stays the same.
 * @param pageHeight how far a page key goes
 */
export function pictureAfterMove(
	layout: GalleryLayout,
	picture: number,
	move: GalleryMove,
	pageHeight: number,
): number {
	const last = layout.ratios.length - 1;
	switch (move) {
		case "left":
			return Math.max(0, picture - 1);
		case "right":
			return Math.min(last, picture + 1);
		case "first":
			return 0;
		case "last":
			return last;
		case "up":
			return nearest(layout, picture, rowOfPicture(layout, picture) - 1);
		case "down":
			return nearest(layout, picture, rowOfPicture(layout, picture) + 1);
		case "page-up":
			return nearest(layout, picture, pageAway(layout, picture, -pageHeight));
		case "page-down":
			return nearest(layout, picture, pageAway(layout, picture, pageHeight));
	}
}

/** The row about a page away, and always at least one row on. */
function pageAway(layout: GalleryLayout, picture: number, distance: number): number {
	const from = rowOfPicture(layout, picture);
	const row = layout.rows[from];
	if (row === undefined) return from;
	const to = rowAt(layout, row.top + distance);
	const step = Math.sign(distance);
	const moved = step > 0 ? Math.max(to, from + 1) : Math.min(to, from - 1);
	return Math.min(layout.rows.length - 1, Math.max(0, moved));
}

function nearest(layout: GalleryLayout, picture: number, rowIndex: number): number {
	const from = layout.rows[rowOfPicture(layout, picture)];
	const to = layout.rows[rowIndex];
	if (from === undefined || to === undefined) return picture;
	const here = cellsOf(layout, from).find((cell) => cell.index === picture);
	if (here === undefined) return picture;
	const middle = here.left + here.width / 2;
	const cells = cellsOf(layout, to);
	const hit = cells.find((cell) => middle < cell.left + cell.width + layout.gap / 2);
	return hit?.index ?? to.end - 1;
}
