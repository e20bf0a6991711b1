import type { Point, Rect } from "../../board-document/geometry.ts";
import { nearestFree } from "../../board-document/nearest-free.ts";
import { PLACED_GAP, ROOM } from "../../board-document/place-pictures.ts";

/** A block of rows that grows as pictures come in; what stands in it stays where it is. */
export type GrowingBlock = {
	readonly left: number;
	/** Board units. */
	readonly width: number;
	/** Where the next picture goes. */
	readonly x: number;
	readonly y: number;
	/** Of what stands in the row so far. */
	readonly rowHeight: number;
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
 * @param known pixels of the first of them, which the others are taken to be like
 */
export function startBlock(
	at: Point,
	total: number,
	known: readonly Size[],
	others: readonly Rect[],
): GrowingBlock {
	const cells =
		known.length === 0 ? [{ width: ROW_HEIGHT, height: ROW_HEIGHT }] : known.map(cellOf);
	const each = meanOf(cells.map(({ width }) => width)) + PLACED_GAP;
	const step = meanOf(cells.map(({ height }) => height)) + PLACED_GAP;
	const width = Math.max(each, Math.sqrt(total * each * step * SHAPE));
	const height = Math.max(1, Math.ceil((total * each) / width)) * step;
	const wanted = { x: at.x - width / 2, y: at.y - height / 2, width, height };
	const free = nearestFree(wanted, others, CLEARANCE);
	return { left: free.x, width, x: free.x, y: free.y, rowHeight: 0 };
}

/** Where the next picture stands, at the top of its row: its middle and size, no larger than its pixels. */
export function nextInBlock(
	block: GrowingBlock,
	pixels: Size,
): { readonly block: GrowingBlock; readonly box: Rect } {
	const { width, height } = cellOf(pixels);
	const isFull = block.x > block.left && block.x + width > block.left + block.width;
	const x = isFull ? block.left : block.x;
	const y = isFull ? block.y + block.rowHeight + PLACED_GAP : block.y;
	const rowHeight = Math.max(height, isFull ? 0 : block.rowHeight);
	const scale = Math.min(1, width / pixels.width, height / pixels.height);
	return {
		block: { ...block, x: x + width + PLACED_GAP, y, rowHeight },
		box: {
			x: x + width / 2,
			y: y + height / 2,
			width: pixels.width * scale,
			height: pixels.height * scale,
		},
	};
}

/** What a picture takes of the block; a small one only as much as it has pixels. */
function cellOf({ width, height }: Size): Size {
	const scale = Math.min(1, (height * ROOM) / ROW_HEIGHT);
	return { width: bound(width / height) * ROW_HEIGHT * scale, height: ROW_HEIGHT * scale };
}

function meanOf(numbers: readonly number[]): number {
	return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function bound(ratio: number): number {
	return Math.min(MAX_RATIO, Math.max(MIN_RATIO, ratio));
}
