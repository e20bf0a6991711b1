import type { BoardItem } from "../../../contract/board.ts";
import { boundsOfAll, type Rect } from "../../board-document/geometry.ts";

/** Px; more than any screen shows, and what a canvas can be without fail. */
export const MAX_EXPORT_SIDE = 8_192;
/** Sides on offer, px, as far as there is detail for them. */
const SIDES = [1_024, 2_048, 4_096, MAX_EXPORT_SIDE] as const;
/** Notes and arrows are sharp at any size; a board of these alone is drawn this many times as large. */
const PLAIN_SCALE = 3;
/** Around everything, of the longer side. */
const MARGIN = 0.02;

export type ExportFrame = {
	/** What is drawn, board units. */
	readonly rect: Rect;
	/** The longest side at which no picture is drawn larger than its own pixels, at most `MAX_EXPORT_SIDE`. */
	readonly mostSide: number;
	/** In order; the last one is `mostSide`. */
	readonly sides: readonly number[];
};

/** How large a picture of these items can be; undefined when there are none. */
export function exportFrame(items: readonly BoardItem[]): ExportFrame | undefined {
	const bounds = boundsOfAll(items);
	if (bounds === undefined) return undefined;
	const margin = Math.max(bounds.width, bounds.height) * MARGIN;
	const rect = {
		x: bounds.x - margin,
		y: bounds.y - margin,
		width: bounds.width + 2 * margin,
		height: bounds.height + 2 * margin,
	};
	const longest = Math.max(rect.width, rect.height);
	const detail = Math.max(0, ...items.map(detailOf)) || PLAIN_SCALE;
	const mostSide = Math.max(1, Math.min(MAX_EXPORT_SIDE, Math.round(longest * detail)));
	return { rect, mostSide, sides: [...SIDES.filter((side) => side < mostSide), mostSide] };
}

/** Whole pixels of the export, at least one each way. */
export function exportSize(
	{ width, height }: Rect,
	side: number,
): { readonly width: number; readonly height: number; readonly scale: number } {
	const scale = side / Math.max(width, height);
	return {
		scale,
		width: Math.max(1, Math.round(width * scale)),
		height: Math.max(1, Math.round(height * scale)),
	};
}

/** Pixels a picture has for one board unit; nothing for what has none. */
function detailOf(item: BoardItem): number {
	if (item.kind !== "picture" || item.source.kind === "slot") return 0;
	const { crop, pixels } = item;
	return Math.max(
		(pixels.width * (crop?.width ?? 1)) / item.width,
		(pixels.height * (crop?.height ?? 1)) / item.height,
	);
}
