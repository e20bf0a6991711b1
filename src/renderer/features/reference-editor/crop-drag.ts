import { type Point, type Rect, type Size, wholePicture } from "./edit-geometry.ts";

/** Which sides of the crop a handle moves: -1 the left or upper one, 1 the right or lower one, 0 neither. */
export type CropHandle = { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 };

export const cropHandles: readonly (CropHandle & { readonly id: CropHandleId })[] = [
	{ id: "nw", x: -1, y: -1 },
	{ id: "n", x: 0, y: -1 },
	{ id: "ne", x: 1, y: -1 },
	{ id: "e", x: 1, y: 0 },
	{ id: "se", x: 1, y: 1 },
	{ id: "s", x: 0, y: 1 },
	{ id: "sw", x: -1, y: 1 },
	{ id: "w", x: -1, y: 0 },
];
export type CropHandleId = "nw" | "n" | "ne" | "e" | "se" | "s" | "sw" | "w";

/** A crop is at least this many pixels each way: the smallest side any gateway takes (`toapis-models.ts`). */
const MIN_PX = 15;

/** Moves the crop as a whole, no farther than the picture's edges. */
export function moveCrop(crop: Rect, { x, y }: Point): Rect {
	return {
		...crop,
		x: clamp(crop.x + x, 0, 1 - crop.width),
		y: clamp(crop.y + y, 0, 1 - crop.height),
	};
}

/**
 * The crop with one handle moved; the other side stays where it is.
 * @param by fractions of the picture
 * @param picture pixels
 * @param ratio width divided by height to keep; absent: free
 */
export function dragHandle(
	crop: Rect,
	handle: CropHandle,
	by: Point,
	picture: Size,
	ratio: number | undefined,
): Rect {
	const across = dragSide(crop.x, crop.width, handle.x, by.x, MIN_PX / picture.width);
	const down = dragSide(crop.y, crop.height, handle.y, by.y, MIN_PX / picture.height);
	const free = { x: across.from, y: down.from, width: across.length, height: down.length };
	return ratio === undefined ? free : keepRatio(crop, free, handle, picture, ratio);
}

/** The largest part of this ratio, around the middle of what is kept now as far as the edges allow. */
export function cropToRatio(crop: Rect | undefined, picture: Size, ratio: number): Rect {
	const own = picture.width / picture.height;
	const width = ratio >= own ? 1 : ratio / own;
	const height = ratio >= own ? own / ratio : 1;
	const { x, y, width: w, height: h } = crop ?? wholePicture;
	return {
		x: clamp(x + w / 2 - width / 2, 0, 1 - width),
		y: clamp(y + h / 2 - height / 2, 0, 1 - height),
		width,
		height,
	};
}

function dragSide(from: number, length: number, side: -1 | 0 | 1, by: number, least: number) {
	const min = Math.min(least, length);
	if (side === 0) return { from, length };
	if (side === 1) return { from, length: clamp(length + by, min, 1 - from) };
	const next = clamp(from + by, 0, from + length - min);
	return { from: next, length: from + length - next };
}

/** Widest of what the two directions ask for, shrunk until it is inside the picture. */
function keepRatio(
	before: Rect,
	free: Rect,
	handle: CropHandle,
	picture: Size,
	ratio: number,
): Rect {
	// In fractions of the picture, which is not square itself.
	const shape = (ratio * picture.height) / picture.width;
	const byWidth = handle.x !== 0 && (handle.y === 0 || free.width / shape >= free.height);
	const wanted = byWidth ? free.width : free.height * shape;
	const room = Math.min(
		roomFor(before.x, before.width, handle.x),
		roomFor(before.y, before.height, handle.y) * shape,
	);
	const width = Math.min(wanted, room);
	const height = width / shape;
	return {
		x: anchored(before.x, before.width, handle.x, width),
		y: anchored(before.y, before.height, handle.y, height),
		width,
		height,
	};
}

/** How long a side may become when the opposite one, or for the middle handles the middle, stays. */
function roomFor(from: number, length: number, side: -1 | 0 | 1): number {
	if (side === 1) return 1 - from;
	if (side === -1) return from + length;
	const middle = from + length / 2;
	return 2 * Math.min(middle, 1 - middle);
}

function anchored(from: number, length: number, side: -1 | 0 | 1, next: number): number {
	if (side === 1) return from;
	return side === -1 ? from + length - next : from + (length - next) / 2;
}

function clamp(value: number, min: number, max: number): number {
	return Math.min(Math.max(min, value), Math.max(min, max));
}
