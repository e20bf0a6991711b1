import { blockTop, cellsOf, type GalleryLayout, rowOf } from "./justified-layout.ts";
import { rowAt, rowOfPicture } from "./layout-window.ts";

/**
 * A place in the gallery that outlives a new layout and new pictures: a picture by its name (its place
 * less the gallery's `shift`, which stays while others come and go above it), and where in the window
 * a part of its row stands.
 */
export type ScrollPlace = {
	readonly name: number;
	/** The part of the row: 0 its upper edge, 1 its lower one. */
	readonly fraction: number;
	/** Px from the top of the window. */
	readonly offset: number;
};

/** @returns undefined at the very top, where the newest pictures are to be seen as they come */
export function placeAt(
	layout: GalleryLayout,
	shift: number,
	scrollTop: number,
): ScrollPlace | undefined {
	if (scrollTop <= 0) return undefined;
	const row = rowOf(layout, rowAt(layout, scrollTop));
	if (row === undefined) return undefined;
	return { name: row.first - shift, fraction: 0, offset: row.top - scrollTop };
}

/** The place of one picture in the window, to be held while the size of all of them changes. */
export function placeOfRow(
	layout: GalleryLayout,
	shift: number,
	picture: number,
	view: { readonly top: number; readonly y: number },
): ScrollPlace | undefined {
	const row = rowOf(layout, rowOfPicture(layout, picture));
	if (row === undefined) return undefined;
	const fraction = Math.min(1, Math.max(0, (view.top + view.y - row.top) / row.height));
	return {
		name: picture - shift,
		fraction,
		offset: row.top + fraction * row.height - view.top,
	};
}

/** The scroll position that puts a place where it was. */
export function scrollTopOf(
	layout: GalleryLayout,
	shift: number,
	place: ScrollPlace | undefined,
): number {
	if (place === undefined) return 0;
	const picture = Math.min(layout.ratios.length - 1, Math.max(0, place.name + shift));
	const row = rowOf(layout, rowOfPicture(layout, picture));
	if (row === undefined) return 0;
	return Math.max(0, Math.round(row.top + place.fraction * row.height - place.offset));
}

/** The picture at a point of the gallery, or the nearest of its row. */
export function pictureAtPoint(
	layout: GalleryLayout,
	{ x, y }: { readonly x: number; readonly y: number },
): number | undefined {
	const row = rowOf(layout, rowAt(layout, y));
	if (row === undefined) return undefined;
	const cells = cellsOf(layout, row);
	return (cells.find(({ left, width }) => x < left + width + layout.gap / 2) ?? cells.at(-1))
		?.index;
}

/** The smallest scroll that shows a picture whole, with the name of its day when it is in the first row. */
export function scrollTopToShow(
	layout: GalleryLayout,
	picture: number,
	view: { readonly top: number; readonly height: number },
): number {
	const row = rowOf(layout, rowOfPicture(layout, picture));
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
	const row = rowOf(layout, from);
	if (row === undefined) return from;
	const to = rowAt(layout, row.top + distance);
	const step = Math.sign(distance);
	const moved = step > 0 ? Math.max(to, from + 1) : Math.min(to, from - 1);
	return Math.min(layout.rowCount - 1, Math.max(0, moved));
}

function nearest(layout: GalleryLayout, picture: number, rowIndex: number): number {
	const from = rowOf(layout, rowOfPicture(layout, picture));
	const to = rowOf(layout, rowIndex);
	if (from === undefined || to === undefined) return picture;
	const here = cellsOf(layout, from).find((cell) => cell.index === picture);
	if (here === undefined) return picture;
	const middle = here.left + here.width / 2;
	const cells = cellsOf(layout, to);
	const hit = cells.find((cell) => middle < cell.left + cell.width + layout.gap / 2);
	return hit?.index ?? to.end - 1;
}
