import type { PictureRange } from "../../state/library-order.ts";
import { cellsOf, type GalleryLayout, rowOf } from "./justified-layout.ts";
import { rowAt } from "./layout-window.ts";

/** A rectangle between two corners, px from the top left of the whole gallery. */
export type Marquee = {
	readonly fromX: number;
	readonly fromY: number;
	readonly toX: number;
	readonly toY: number;
};

/** The pictures that a rectangle touches, as stretches of the gallery in its order. */
export function stretchesIn(layout: GalleryLayout, marquee: Marquee): readonly PictureRange[] {
	const { left, right, top, bottom } = edgesOf(marquee);
	const stretches: { first: number; end: number }[] = [];
	const last = layout.rowCount === 0 ? -1 : rowAt(layout, bottom);
	for (let at = rowAt(layout, top); at <= last; at += 1) {
		const row = rowOf(layout, at);
		if (row === undefined || row.top > bottom || row.top + row.height < top) continue;
		const hit = cellsOf(layout, row).filter((cell) => touches(cell, left, right));
		const first = hit[0]?.index;
		const end = (hit.at(-1)?.index ?? -1) + 1;
		if (first === undefined) continue;
		const before = stretches.at(-1);
		if (before?.end === first) before.end = end;
		else stretches.push({ first, end });
	}
	return stretches;
}

function touches(
	cell: { readonly left: number; readonly width: number },
	left: number,
	right: number,
): boolean {
	return cell.left < right && cell.left + cell.width > left;
}

export function edgesOf({ fromX, fromY, toX, toY }: Marquee) {
	return {
		left: Math.min(fromX, toX),
		right: Math.max(fromX, toX),
		top: Math.min(fromY, toY),
		bottom: Math.max(fromY, toY),
	};
}

/** Whether a picture is in one of some stretches in ascending order. */
export function isWithin(stretches: readonly PictureRange[], index: number): boolean {
	return stretches.some(({ first, end }) => index >= first && index < end);
}
