import { appError } from "../../contract/errors.ts";
import type { ReferenceEdit } from "../../contract/reference-edit.ts";

type Size = { readonly width: number; readonly height: number };
type Place = { readonly left: number; readonly top: number };

/** An edit in whole pixels. */
export type EditPlan = {
	/** False: the result would be the picture itself. */
	readonly changes: boolean;
	/** The part kept, of the picture as it was turned and flipped. */
	readonly part: Size & Place;
	/** The result, and where the part stands in it. */
	readonly frame: Size & Place;
};

const MAX_RESULT_PIXELS = 100_000_000;
/** What every format written can hold but WebP, which has a limit of its own. */
const MAX_RESULT_SIDE = 65_000;

/**
 * @param picture upright
 * @param name for sentences
 * @throws AppError `edit-empty`, `edit-too-large`
 */
export function planEdit(picture: Size, edit: ReferenceEdit, name: string): EditPlan {
	const whole = sideways(edit) ? { width: picture.height, height: picture.width } : picture;
	const part = keptPart(whole, edit, name);
	const frame = framed(part, edit.pad?.ratio);
	refuseHuge(frame, name);
	const changes =
		!isUpright(edit) || edit.marks.length > 0 || !sameSize(part, whole) || !sameSize(frame, part);
	return { changes, part, frame };
}

const sideways = ({ turn }: ReferenceEdit) => turn === 90 || turn === 270;
const sameSize = (one: Size, other: Size) =>
	one.width === other.width && one.height === other.height;

/** Flipped both ways after half a turn is the picture as it was. */
function isUpright({ turn, flipX, flipY }: ReferenceEdit): boolean {
	return turn === 180 ? flipX && flipY : turn === 0 && !flipX && !flipY;
}

function keptPart(whole: Size, { crop }: ReferenceEdit, name: string): Size & Place {
	if (crop === undefined) return { ...whole, left: 0, top: 0 };
	const left = Math.round(crop.x * whole.width);
	const top = Math.round(crop.y * whole.height);
	const width = Math.min(Math.round(crop.width * whole.width), whole.width - left);
	const height = Math.min(Math.round(crop.height * whole.height), whole.height - top);
	if (width < 1 || height < 1) throw appError("edit-empty", { name });
	return { left, top, width, height };
}

/** The smallest frame of this ratio around a part, which stands in its middle. */
function framed({ width, height }: Size, ratio: number | undefined): Size & Place {
	if (ratio === undefined) return { width, height, left: 0, top: 0 };
	const frame =
		ratio > width / height
			? { width: Math.max(width, Math.round(height * ratio)), height }
			: { width, height: Math.max(height, Math.round(width / ratio)) };
	const left = Math.floor((frame.width - width) / 2);
	const top = Math.floor((frame.height - height) / 2);
	return { ...frame, left, top };
}

function refuseHuge({ width, height }: Size, name: string): void {
	const have = `${width} × ${height} px`;
	if (Math.max(width, height) > MAX_RESULT_SIDE) {
		throw appError("edit-too-large", { name, have, limit: `${MAX_RESULT_SIDE} px` });
	}
	if (width * height > MAX_RESULT_PIXELS) {
		throw appError("edit-too-large", { name, have, limit: `${MAX_RESULT_PIXELS / 1e6} MP` });
	}
}
