import type { PictureItem } from "../../../contract/board.ts";
import { type Crop, wholeBox } from "../../board-document/edit-pictures.ts";
import { type Frame, fromFrame, withinFrame } from "./frame.ts";

/** A part of a picture as it is seen, flipped: fractions of the whole, from its upper left corner. */
export type SeenPart = Crop;

const all: SeenPart = { x: 0, y: 0, width: 1, height: 1 };

/** The whole picture as it would lie without a crop. */
export function wholeFrame(item: PictureItem): Frame {
	return { ...wholeBox(item), rotation: item.rotation };
}

/** The part that is shown, as it is seen. */
export function seenPart(item: PictureItem): SeenPart {
	return mirrored(item.crop ?? all, item);
}

/** What the document keeps for a part that is seen; undefined when it is all of the picture. */
export function cropOf(part: SeenPart, item: PictureItem): Crop | undefined {
	const isAll = part.x <= 0 && part.y <= 0 && part.width >= 1 && part.height >= 1;
	return isAll ? undefined : mirrored(part, item);
}

/** Where a part lies on the board. */
export function partFrame(whole: Frame, part: SeenPart): Frame {
	const x = (part.x + part.width / 2 - 0.5) * whole.width;
	const y = (part.y + part.height / 2 - 0.5) * whole.height;
	return {
		...fromFrame(whole, { x, y }),
		width: part.width * whole.width,
		height: part.height * whole.height,
		rotation: whole.rotation,
	};
}

/** The part a frame on the board cuts out; what reaches beyond the picture is cut off. */
export function partWithin(whole: Frame, frame: Frame): SeenPart {
	const middle = withinFrame(whole, frame);
	const left = (middle.x - frame.width / 2) / whole.width + 0.5;
	const top = (middle.y - frame.height / 2) / whole.height + 0.5;
	const right = left + frame.width / whole.width;
	const bottom = top + frame.height / whole.height;
	const x = Math.min(1, Math.max(0, left));
	const y = Math.min(1, Math.max(0, top));
	return {
		x,
		y,
		width: Math.max(0, Math.min(1, right) - x),
		height: Math.max(0, Math.min(1, bottom) - y),
	};
}

/** The part as large as it is, elsewhere, inside the picture. */
export function movedPart(part: SeenPart, dx: number, dy: number): SeenPart {
	return {
		...part,
		x: Math.min(1 - part.width, Math.max(0, part.x + dx)),
		y: Math.min(1 - part.height, Math.max(0, part.y + dy)),
	};
}

function mirrored(part: Crop, { flipX, flipY }: Pick<PictureItem, "flipX" | "flipY">): Crop {
	return {
		...part,
		x: flipX ? 1 - part.x - part.width : part.x,
		y: flipY ? 1 - part.y - part.height : part.y,
	};
}
