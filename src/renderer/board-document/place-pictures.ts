import type { BoardDocument, PictureItem, PictureSource } from "../../contract/board.ts";
import type { ItemId } from "../../contract/ids.ts";
import { type Added, withAdded } from "./duplicate.ts";
import { boundPixels, type Pixels } from "./edit-pictures.ts";
import { boundsOf, middleOf, type Point, type Rect } from "./geometry.ts";
import { boundLength, boundPlace } from "./item-bounds.ts";
import { nearestFree } from "./nearest-free.ts";
import { justifiedRows } from "./rows.ts";

/** A picture on its way to a board. */
export type PlacedPicture = {
	readonly source: PictureSource;
	readonly name: string;
	/** Of the whole picture. */
	readonly pixels: Pixels;
};

/** The longer side of a picture that is put down, board units. */
export const PLACED_SIDE = 320;
/** The longer side of one that has fewer pixels still: what is put down is seen and can be taken hold of. */
const LEAST_SIDE = 16;
const ROW_HEIGHT = 240;
/** What a row of small pictures is high, in heights of the highest. */
export const ROOM = 1.2;
/** Between pictures put down together. */
export const PLACED_GAP = 16;
/** To what was there before. */
const CLEARANCE = 48;
const SHAPE = 1.6;
const MAX_NAME = 255;

/**
 * Puts pictures on top: one around the point; many in rows around it, or at the nearest place where
 * they cover nothing. None is drawn larger than its pixels, but for those of a few.
 */
export function placePictures(
	board: BoardDocument,
	pictures: readonly PlacedPicture[],
	at: Point,
	newId: () => ItemId,
): Added {
	const [first, ...others] = pictures;
	if (first === undefined) return { board, ids: [] };
	if (others.length === 0) {
		return withAdded(board, [pictureItem(first, { ...placedSize(first.pixels), ...at }, newId())]);
	}
	const sizes = pictures.map(({ pixels }) => boundPixels(pixels));
	const rows = justifiedRows(
		sizes.map(({ width, height }) => width / height),
		{ rowHeight: rowHeightOf(sizes), gap: PLACED_GAP, shape: SHAPE },
	);
	const { width, height } = rows;
	const wanted = { x: at.x - width / 2, y: at.y - height / 2, width, height };
	const free = nearestFree(wanted, board.items.map(boundsOf), CLEARANCE);
	const items = pictures.map((picture, index) => {
		const place = rows.places[index] ?? { x: 0, y: 0, width: 1, height: 1 };
		return pictureItem(picture, cellBox(place, picture.pixels, free), newId());
	});
	return withAdded(board, items);
}

/** How large a picture of these pixels is put down, board units. */
export function placedSize(pixels: Pixels, side = PLACED_SIDE): Pixels {
	const { width, height } = boundPixels(pixels);
	const scale = Math.min(mostScale({ width, height }), side / Math.max(width, height));
	return { width: boundLength(width * scale), height: boundLength(height * scale) };
}

/** A picture as it first lies on a board; `box`: its middle and size. */
export function pictureItem(
	{ source, name, pixels }: PlacedPicture,
	box: Point & Pixels,
	id: ItemId,
): PictureItem {
	return {
		id,
		kind: "picture",
		source,
		name: name.slice(0, MAX_NAME),
		pixels: boundPixels(pixels),
		x: boundPlace(box.x),
		y: boundPlace(box.y),
		width: boundLength(box.width),
		height: boundLength(box.height),
		rotation: 0,
		locked: false,
		opacity: 1,
		flipX: false,
		flipY: false,
		grey: false,
	};
}

/** Lower where all are small: they would lie far apart in the middles of their places. */
function rowHeightOf(sizes: readonly Pixels[]): number {
	const highest = sizes.reduce((most, size) => Math.max(most, size.height * mostScale(size)), 1);
	return Math.min(ROW_HEIGHT, highest * ROOM);
}

/** Board units of a pixel at most. */
function mostScale({ width, height }: Pixels): number {
	return Math.max(1, LEAST_SIDE / Math.max(width, height));
}

/** In the middle of its place in the rows, no larger than its pixels allow. */
function cellBox(place: Rect, pixels: Pixels, block: Rect): Point & Pixels {
	const { width, height } = boundPixels(pixels);
	const most = mostScale({ width, height });
	const scale = Math.min(1, (most * width) / place.width, (most * height) / place.height);
	const middle = middleOf(place);
	return {
		x: block.x + middle.x,
		y: block.y + middle.y,
		width: place.width * scale,
		height: place.height * scale,
	};
}
