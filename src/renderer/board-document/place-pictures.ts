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
const ROW_HEIGHT = 240;
/** Between pictures put down together. */
export const PLACED_GAP = 16;
/** To what was there before. */
const CLEARANCE = 48;
const SHAPE = 1.6;
const MAX_NAME = 255;

/**
 * Puts pictures on top: one around the point; many in rows around it, or at the nearest place where
 * they cover nothing. None is drawn larger than its pixels.
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
		{ rowHeight: ROW_HEIGHT, gap: PLACED_GAP, shape: SHAPE },
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
	const scale = Math.min(1, side / Math.max(width, height));
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

/** In the middle of its place in the rows, no larger than its pixels. */
function cellBox(place: Rect, pixels: Pixels, block: Rect): Point & Pixels {
	const { width, height } = boundPixels(pixels);
	const scale = Math.min(1, width / place.width, height / place.height);
	const middle = middleOf(place);
	return {
		x: block.x + middle.x,
		y: block.y + middle.y,
		width: place.width * scale,
		height: place.height * scale,
	};
}
