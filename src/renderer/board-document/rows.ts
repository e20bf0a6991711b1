import type { Rect } from "./geometry.ts";

type Size = { readonly width: number; readonly height: number };

/** `places`: in the order given, from the upper left corner of the whole. */
export type Rows = Size & { readonly places: readonly Rect[] };

export type RowOptions = {
	/** What rows aim at, board units; a full row is a little lower or higher. */
	readonly rowHeight: number;
	/** Between rows and within them. */
	readonly gap: number;
	/** Width divided by height that the whole aims at. */
	readonly shape: number;
};

/** A last row at least this full is stretched to the edge like the others. */
const NEARLY_FULL = 0.8;
/** Bounds of how far a row's height may leave its aim, so that a banner makes no thread of its row. */
const LOWEST = 0.5;
const HIGHEST = 1.5;
/** Times the shape of the whole that the widest picture may be before it is drawn lower instead. */
const WIDEST = 2;

/**
 * Lays pictures of these proportions into rows of equal width, every picture of a row as high as
 * the others. Linear in the pictures.
 */
export function justifiedRows(ratios: readonly number[], options: RowOptions): Rows {
	const { rowHeight, gap } = options;
	const width = aimedWidth(ratios, options);
	const places: Rect[] = [];
	let y = 0;
	let start = 0;
	while (start < ratios.length) {
		const stop = rowEnd(ratios, start, width, options);
		const row = ratios.slice(start, stop);
		const sum = row.reduce((all, ratio) => all + ratio, 0);
		const full = (width - gap * (row.length - 1)) / sum;
		const isFull = stop < ratios.length || full <= rowHeight / NEARLY_FULL;
		// A strip that has a row to itself makes a thread of nothing but itself.
		const lowest = row.length > 1 ? rowHeight * LOWEST : 0;
		const height = isFull ? Math.min(Math.max(full, lowest), rowHeight * HIGHEST) : rowHeight;
		let x = 0;
		for (const ratio of row) {
			places.push({ x, y, width: ratio * height, height });
			x += ratio * height + gap;
		}
		y += height + gap;
		start = stop;
	}
	return { places, ...sizeOf(places) };
}

/**
 * What a picture of this proportion takes of a row, in heights of the row: a strip a thousand times
 * as wide as high must not make everything else small.
 */
export function rowShare(ratio: number, shape: number): number {
	return Math.min(ratio, shape * WIDEST);
}

/** Lays boxes into rows as they are, each row as high as its highest. */
export function plainRows(sizes: readonly Size[], width: number, gap: number): Rows {
	const places: Rect[] = [];
	let x = 0;
	let y = 0;
	let height = 0;
	for (const size of sizes) {
		if (x > 0 && x + size.width > width) {
			x = 0;
			y += height + gap;
			height = 0;
		}
		places.push({ x, y, width: size.width, height: size.height });
		x += size.width + gap;
		height = Math.max(height, size.height);
	}
	return { places, ...sizeOf(places) };
}

function aimedWidth(ratios: readonly number[], { rowHeight, gap, shape }: RowOptions): number {
	const shares = ratios.map((ratio) => rowShare(ratio, shape));
	const sum = shares.reduce((all, share) => all + share * rowHeight + gap, 0);
	const widest = shares.reduce((most, share) => Math.max(most, share), 0) * rowHeight;
	return Math.max(Math.sqrt(sum * (rowHeight + gap) * shape), widest);
}

/** Takes pictures until the row is full, then keeps or gives back the last one, whichever comes nearer. */
function rowEnd(
	ratios: readonly number[],
	start: number,
	width: number,
	{ rowHeight, gap }: RowOptions,
): number {
	let filled = 0;
	for (let at = start; at < ratios.length; at++) {
		const next = filled + (at > start ? gap : 0) + (ratios[at] ?? 1) * rowHeight;
		if (next >= width) {
			const takesLast = at === start || next - width <= width - filled;
			return takesLast ? at + 1 : at;
		}
		filled = next;
	}
	return ratios.length;
}

function sizeOf(places: readonly Rect[]): Size {
	let width = 0;
	let height = 0;
	for (const place of places) {
		width = Math.max(width, place.x + place.width);
		height = Math.max(height, place.y + place.height);
	}
	return { width, height };
}
