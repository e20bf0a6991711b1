import type { Point, Rect } from "../../board-document/geometry.ts";
import { nearestFree } from "../../board-document/nearest-free.ts";
import { PLACED_GAP } from "../../board-document/place-pictures.ts";

/** A block of rows that grows as pictures come in; what stands in it stays where it is. */
export type GrowingBlock = {
	readonly left: number;
	/** Board units. */
	readonly width: number;
	/** Where the next picture goes. */
	readonly x: number;
	readonly y: number;
};

type Size = { readonly width: number; readonly height: number };

/** Board units, as high as the rows of `placePictures`. */
const ROW_HEIGHT = 240;
/** Width divided by height that the whole aims at. */
const SHAPE = 1.6;
/** To what was there before. */
const CLEARANCE = 48;
/** A banner must not make a row of its own a screen wide, nor a column a hair. */
const MIN_RATIO = 0.2;
const MAX_RATIO = 5;

/**
 * Finds room for so many pictures around a point, where they cover nothing.
 * @param total how many there will be, as far as it is known
 * @param known ratios of the first of them, which the others are taken to be like
 */
export function startBlock(
	at: Point,
	total: number,
	known: readonly number[],
	others: readonly Rect[],
): GrowingBlock {
	const mean =
		known.length === 0 ? 1 : known.reduce((sum, ratio) => sum + bound(ratio), 0) / known.length;
	const each = mean * ROW_HEIGHT + PLACED_GAP;
	const step = ROW_HEIGHT + PLACED_GAP;
	const width = Math.max(each, Math.sqrt(total * each * step * SHAPE));
	const height = Math.max(1, Math.ceil((total * each) / width)) * step;
	const wanted = { x: at.x - width / 2, y: at.y - height / 2, width, height };
	const free = nearestFree(wanted, others, CLEARANCE);
	return { left: free.x, width, x: free.x, y: free.y };
}

/** Where the next picture stands: its middle and size, no larger than its pixels. */
export function nextInBlock(
	block: GrowingBlock,
	pixels: Size,
): { readonly block: GrowingBlock; readonly box: Rect } {
	const width = bound(pixels.width / pixels.height) * ROW_HEIGHT;
	const isFull = block.x > block.left && block.x + width > block.left + block.width;
	const x = isFull ? block.left : block.x;
	const y = isFull ? block.y + ROW_HEIGHT + PLACED_GAP : block.y;
	const scale = Math.min(1, width / pixels.width, ROW_HEIGHT / pixels.height);
	return {
		block: { ...block, x: x + width + PLACED_GAP, y },
		box: {
			x: x + width / 2,
			y: y + ROW_HEIGHT / 2,
			width: pixels.width * scale,
			height: pixels.height * scale,
		},
	};
}

function bound(ratio: number): number {
	return Math.min(MAX_RATIO, Math.max(MIN_RATIO, ratio));
}
