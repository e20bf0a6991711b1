import type { PaintedMark, ReferenceEdit } from "../../../contract/reference-edit.ts";
import { clipMark } from "./clip-mark.ts";
import {
	croppedSize,
	mirrorPoint,
	mirrorRect,
	type Point,
	type Rect,
	type Size,
	type Turn,
	turnedSize,
	turnPoint,
	turnRect,
	wholePicture,
} from "./edit-geometry.ts";

export type Pad = NonNullable<ReferenceEdit["pad"]>;

/**
 * An edit as it is being made. Crop and marks are both fractions of the whole picture as it was
 * turned and flipped, so that a mark stays where it is when the crop changes; `toReferenceEdit`
 * puts the marks into the cropped part.
 */
export type Edit = {
	readonly turn: Turn;
	readonly flipX: boolean;
	readonly flipY: boolean;
	readonly crop: Rect | undefined;
	readonly marks: readonly PaintedMark[];
	readonly pad: Pad | undefined;
};

export const untouched: Edit = {
	turn: 0,
	flipX: false,
	flipY: false,
	crop: undefined,
	marks: [],
	pad: undefined,
};

/** Most marks of one edit (`ReferenceEdit`). */
export const MAX_MARKS = 200;
/** Most points of one mark. */
const MAX_POINTS = 5_000;

const rightTurns: Readonly<Record<Turn, Turn>> = { 0: 90, 90: 180, 180: 270, 270: 0 };

/** Turns what is seen, crop and marks with it, a quarter to the right. */
export function turnedRight({ turn, flipX, flipY, crop, marks, pad }: Edit): Edit {
	return {
		turn: rightTurns[turn],
		// Turning what is flipped sideways is the same as flipping upside down what is turned.
		flipX: flipY,
		flipY: flipX,
		crop: crop && turnRect(crop),
		marks: marks.map((mark) => moved(mark, turnPoint)),
		pad,
	};
}

export function turnedLeft(edit: Edit): Edit {
	return turnedRight(turnedRight(turnedRight(edit)));
}

/** Mirrors what is seen, crop and marks with it. */
export function flipped(edit: Edit, axis: "x" | "y"): Edit {
	const { crop, marks } = edit;
	return {
		...edit,
		...(axis === "x" ? { flipX: !edit.flipX } : { flipY: !edit.flipY }),
		crop: crop && mirrorRect(crop, axis),
		marks: marks.map((mark) => moved(mark, (point) => mirrorPoint(point, axis))),
	};
}

/** Keeps a part; the whole picture is no crop at all. */
export function cropped(edit: Edit, crop: Rect | undefined): Edit {
	const isWhole = crop === undefined || (crop.width >= 1 && crop.height >= 1);
	return { ...edit, crop: isWhole ? undefined : crop };
}

export function padded(edit: Edit, pad: Pad | undefined): Edit {
	return { ...edit, pad };
}

/** Adds a mark on top; one of too many points is thinned, an area of fewer than three is none. */
export function painted(edit: Edit, mark: PaintedMark): Edit {
	if (mark.kind === "area" && mark.points.length < 3) return edit;
	return { ...edit, marks: [...edit.marks, { ...mark, points: thinned(mark.points) }] };
}

/** True when there is nothing to apply. */
export function isUntouched({ turn, flipX, flipY, crop, marks, pad }: Edit): boolean {
	// Flipped both ways after half a turn is the picture as it was.
	const isUpright = (turn === 0 && !flipX && !flipY) || (turn === 180 && flipX && flipY);
	return isUpright && crop === undefined && marks.length === 0 && pad === undefined;
}

/** The edit as main carries it out. `original`: pixels before it was turned. */
export function toReferenceEdit(edit: Edit, original: Size): ReferenceEdit {
	const { turn, flipX, flipY, crop, marks, pad } = edit;
	const whole = turnedSize(original, turn);
	const part = croppedSize(whole, crop);
	const widthScale = longer(whole) / longer(part);
	return {
		turn,
		flipX,
		flipY,
		...(crop !== undefined && { crop }),
		marks: marks.flatMap((mark) => clipMark(mark, crop ?? wholePicture, widthScale)),
		...(pad !== undefined && { pad }),
	};
}

export function longer({ width, height }: Size): number {
	return Math.max(width, height);
}

function moved(mark: PaintedMark, move: (point: Point) => Point): PaintedMark {
	return { ...mark, points: mark.points.map(move) };
}

function thinned(points: readonly Point[]): Point[] {
	const stride = Math.ceil(points.length / MAX_POINTS);
	return points.filter((_, at) => at % stride === 0);
}
