import type { BoardItem, PictureItem } from "../../../contract/board.ts";
import type { BoardColours } from "./board-colours.ts";

/** Something to draw a picture with: the sharpest there is at the moment. */
export type Face = {
	readonly bitmap: CanvasImageSource & { readonly width: number; readonly height: number };
	/** It is grey already. */
	readonly isGrey: boolean;
};

/** What stands in a place a job is still to fill. */
export type SlotFace = {
	/** From 1. */
	readonly number: string;
	/** Where the job is, or why there will be no picture. */
	readonly words?: string;
	readonly isTrouble: boolean;
	/** 0 to 1. */
	readonly progress?: number;
};

/** What painters ask for; they know no store. */
export type Faces = {
	readonly faceOf: (item: PictureItem) => Face | undefined;
	/** The file is not there, or is no picture. */
	readonly isMissing: (item: PictureItem) => boolean;
	readonly slotOf: (item: PictureItem) => SlotFace | undefined;
};

/** A canvas, and how a board lies on it. */
export type Painting = {
	readonly ctx: CanvasRenderingContext2D;
	/** Canvas pixels of one board unit, and of one CSS pixel. */
	readonly scale: number;
	readonly dpr: number;
	/** Where the board's origin lies, canvas pixels. */
	readonly originX: number;
	readonly originY: number;
	/** Canvas pixels. */
	readonly width: number;
	readonly height: number;
	readonly colours: BoardColours;
	readonly faces: Faces;
};

export const FONT =
	'"Inter Variable", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';

const DEGREE = Math.PI / 180;

/** Puts the origin into the middle of an item and turns with it; one unit is one of the board's. */
export function enterItem({ ctx, scale, originX, originY }: Painting, item: BoardItem): void {
	const x = originX + item.x * scale;
	const y = originY + item.y * scale;
	if (item.rotation === 0) {
		ctx.setTransform(scale, 0, 0, scale, x, y);
		return;
	}
	const cos = Math.cos(item.rotation * DEGREE) * scale;
	const sin = Math.sin(item.rotation * DEGREE) * scale;
	ctx.setTransform(cos, sin, -sin, cos, x, y);
}

/** One unit is a board unit, the origin the board's. */
export function enterBoard({ ctx, scale, originX, originY }: Painting): void {
	ctx.setTransform(scale, 0, 0, scale, originX, originY);
}

/** Cuts words that are too long, with an ellipsis, by what the context's font takes for them. */
export function fitWords(ctx: CanvasRenderingContext2D, words: string, width: number): string {
	if (ctx.measureText(words).width <= width) return words;
	const letters = [...words];
	let low = 0;
	let high = letters.length;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		const cut = `${letters.slice(0, middle).join("")}…`;
		if (ctx.measureText(cut).width <= width) low = middle;
		else high = middle - 1;
	}
	return low === 0 ? "" : `${letters.slice(0, low).join("")}…`;
}
