import { RATIO_UNIT } from "../../../contract/library-query.ts";

/** Px. */
export const TRAY_PICTURE_HEIGHT = 72;
export const TRAY_GAP = 4;
/** A column must stay wide enough to be taken hold of, a banner must leave room for others. */
const MIN_RATIO = 0.5;
const MAX_RATIO = 2.4;
/** Px; browsers lay nothing out beyond 2²⁵. The pictures past it are found by searching. */
const MAX_WIDTH = 30_000_000;

/** Where pictures stand in one row, from the left. */
export type TrayLayout = {
	/** Px, the left edge of each, and at the end the width of all. */
	readonly lefts: Float64Array;
	/** How many stand in it. */
	readonly count: number;
	readonly width: number;
};

/**
 * Lays pictures into one row; linear in them.
 * @param ratios width divided by height, in steps of `RATIO_UNIT`
 */
export function trayLayout(ratios: Uint16Array): TrayLayout {
	const lefts = new Float64Array(ratios.length + 1);
	let left = 0;
	let count = 0;
	for (const steps of ratios) {
		const ratio = steps / RATIO_UNIT;
		const width = Math.round(Math.min(MAX_RATIO, Math.max(MIN_RATIO, ratio)) * TRAY_PICTURE_HEIGHT);
		if (left + width > MAX_WIDTH) break;
		lefts[count] = left;
		count += 1;
		left += width + TRAY_GAP;
	}
	const width = Math.max(0, left - TRAY_GAP);
	lefts[count] = left;
	return { lefts, count, width };
}

/** The place and width of one picture, px. */
export function placeInTray(
	{ lefts }: TrayLayout,
	index: number,
): { readonly left: number; readonly width: number } {
	const left = lefts[index] ?? 0;
	return { left, width: Math.max(1, (lefts[index + 1] ?? left) - left - TRAY_GAP) };
}

/** Which pictures lie within a stretch, from the first to one past the last. */
export function picturesWithin(
	layout: TrayLayout,
	from: number,
	to: number,
): { readonly first: number; readonly end: number } {
	const first = Math.max(0, firstAfter(layout, from) - 1);
	return { first, end: Math.min(layout.count, firstAfter(layout, to)) };
}

/** The first picture whose left edge lies beyond a place. */
function firstAfter({ lefts, count }: TrayLayout, place: number): number {
	let low = 0;
	let high = count;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((lefts[middle] ?? 0) > place) high = middle;
		else low = middle + 1;
	}
	return low;
}
