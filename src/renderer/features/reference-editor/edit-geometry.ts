import type { ReferenceEdit } from "../../../contract/reference-edit.ts";

export type Point = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };
/** Fractions of a picture. */
export type Rect = Point & Size;
export type Turn = ReferenceEdit["turn"];

export const wholePicture: Rect = { x: 0, y: 0, width: 1, height: 1 };

/** The picture's size after it was turned. */
export function turnedSize({ width, height }: Size, turn: Turn): Size {
	return turn === 90 || turn === 270 ? { width: height, height: width } : { width, height };
}

/** Whole pixels of a part of a picture, at least one each way. */
export function croppedSize({ width, height }: Size, crop: Rect | undefined): Size {
	if (crop === undefined) return { width, height };
	return {
		width: Math.max(1, Math.round(crop.width * width)),
		height: Math.max(1, Math.round(crop.height * height)),
	};
}

/** The frame of this ratio that a picture just fits into; the picture itself is never scaled. */
export function paddedSize(picture: Size, ratio: number | undefined): Size {
	if (ratio === undefined) return picture;
	return ratio > picture.width / picture.height
		? { width: Math.max(picture.width, Math.round(picture.height * ratio)), height: picture.height }
		: { width: picture.width, height: Math.max(picture.height, Math.round(picture.width / ratio)) };
}

/** How large everything is in the end: pixels of the part that is kept, and of the frame around it. */
export function resultSize(
	original: Size,
	{ turn, crop, pad }: Pick<ReferenceEdit, "turn" | "crop" | "pad">,
): { readonly picture: Size; readonly frame: Size } {
	const picture = croppedSize(turnedSize(original, turn), crop);
	return { picture, frame: paddedSize(picture, pad?.ratio) };
}

/** A quarter to the right, seen from the whole. */
export function turnPoint({ x, y }: Point): Point {
	return { x: 1 - y, y: x };
}

export function turnRect({ x, y, width, height }: Rect): Rect {
	return { x: 1 - y - height, y: x, width: height, height: width };
}

export function mirrorPoint({ x, y }: Point, axis: "x" | "y"): Point {
	return axis === "x" ? { x: 1 - x, y } : { x, y: 1 - y };
}

export function mirrorRect({ x, y, width, height }: Rect, axis: "x" | "y"): Rect {
	const mirrored = axis === "x" ? { x: 1 - x - width, y } : { x, y: 1 - y - height };
	return { ...mirrored, width, height };
}

/** From fractions of the whole to fractions of a part of it. */
export function intoPart({ x, y }: Point, part: Rect): Point {
	return { x: (x - part.x) / part.width, y: (y - part.y) / part.height };
}

/** From fractions of a part to fractions of the whole. */
export function outOfPart({ x, y }: Point, part: Rect): Point {
	return { x: part.x + x * part.width, y: part.y + y * part.height };
}

/** The largest place for `inner` in the middle of a box, both in px. */
export function fitInto(inner: Size, box: Size): Rect {
	const scale = Math.min(box.width / inner.width, box.height / inner.height);
	const width = inner.width * scale;
	const height = inner.height * scale;
	return { x: (box.width - width) / 2, y: (box.height - height) / 2, width, height };
}

/**
 * The matrix that draws the original, as it lies on disk, turned and then flipped into the unit
 * square; `a` to `f` as `CanvasRenderingContext2D.transform` takes them.
 */
export function uprightMatrix(
	turn: Turn,
	flipX: boolean,
	flipY: boolean,
): readonly [number, number, number, number, number, number] {
	const at = (point: Point) => {
		let moved = point;
		for (let done = 0; done < turn; done += 90) moved = turnPoint(moved);
		if (flipX) moved = mirrorPoint(moved, "x");
		return flipY ? mirrorPoint(moved, "y") : moved;
	};
	const origin = at({ x: 0, y: 0 });
	const right = at({ x: 1, y: 0 });
	const down = at({ x: 0, y: 1 });
	return [
		right.x - origin.x,
		right.y - origin.y,
		down.x - origin.x,
		down.y - origin.y,
		origin.x,
		origin.y,
	];
}
