import type { PictureItem } from "../../../contract/board.ts";
import { paintSlot } from "./paint-slot.ts";
import { enterItem, type Face, FONT, fitWords, type Painting } from "./painting.ts";

/** CSS px. */
const NAME_SIZE = 12;
/** CSS px; a smaller frame has no room for a name. */
const LEAST_FOR_NAME = 72;

/** Draws a picture as the board shows it, or what stands in for it while there is none. */
export function paintPicture(painting: Painting, item: PictureItem): void {
	const { ctx, faces, colours } = painting;
	if (item.source.kind === "slot") {
		paintSlot(painting, item, faces.slotOf(item));
		return;
	}
	enterItem(painting, item);
	ctx.globalAlpha = item.opacity;
	const face = faces.faceOf(item);
	if (face !== undefined) paintFace(ctx, item, face);
	else if (faces.isMissing(item)) paintMissing(painting, item);
	else {
		ctx.fillStyle = item.tint ?? colours.skeleton;
		ctx.fillRect(-item.width / 2, -item.height / 2, item.width, item.height);
	}
	ctx.globalAlpha = 1;
}

function paintFace(ctx: CanvasRenderingContext2D, item: PictureItem, face: Face): void {
	const { bitmap } = face;
	const { crop, width, height } = item;
	if (item.flipX || item.flipY) ctx.scale(item.flipX ? -1 : 1, item.flipY ? -1 : 1);
	// A filter is slow; it only bridges the moment until a grey bitmap is there.
	const filters = item.grey && !face.isGrey;
	if (filters) ctx.filter = "grayscale(1)";
	if (crop === undefined) ctx.drawImage(bitmap, -width / 2, -height / 2, width, height);
	else {
		const { width: w, height: h } = bitmap;
		ctx.drawImage(
			bitmap,
			...([crop.x * w, crop.y * h, crop.width * w, crop.height * h] as const),
			...([-width / 2, -height / 2, width, height] as const),
		);
	}
	if (filters) ctx.filter = "none";
}

/** A quiet crossed frame with the name of what should be there. */
function paintMissing({ ctx, colours, scale, dpr }: Painting, item: PictureItem): void {
	const { width, height } = item;
	const [left, top] = [-width / 2, -height / 2];
	ctx.fillStyle = colours.skeleton;
	ctx.fillRect(left, top, width, height);
	ctx.strokeStyle = colours.edge;
	ctx.lineWidth = dpr / scale;
	ctx.strokeRect(left, top, width, height);
	ctx.beginPath();
	ctx.moveTo(left, top);
	ctx.lineTo(-left, -top);
	ctx.moveTo(-left, top);
	ctx.lineTo(left, -top);
	ctx.stroke();
	const unit = dpr / scale;
	if (width / unit < LEAST_FOR_NAME) return;
	ctx.font = `${NAME_SIZE * unit}px ${FONT}`;
	ctx.textAlign = "center";
	ctx.textBaseline = "middle";
	const name = fitWords(ctx, item.name, width - 24 * unit);
	const room = ctx.measureText(name).width + 12 * unit;
	ctx.fillStyle = colours.skeleton;
	ctx.fillRect(-room / 2, -12 * unit, room, 24 * unit);
	ctx.fillStyle = colours.quietText;
	ctx.fillText(name, 0, 0);
}
