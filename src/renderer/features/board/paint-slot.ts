import type { PictureItem } from "../../../contract/board.ts";
import { wrapLines } from "./note-layout.ts";
import { enterItem, FONT, fitWords, type Painting, type SlotFace } from "./painting.ts";

/** CSS px. */
const NUMBER_SIZE = 13;
const WORDS_SIZE = 12;
const LINE = 16;
const PADDING = 12;
const BAR = 3;
const LEAST_FOR_NUMBER = 28;
const LEAST_FOR_WORDS = 110;
const MOST_LINES = 4;

/** Draws the place of a picture that is still to come: its number, and how it stands with it. */
export function paintSlot(painting: Painting, item: PictureItem, face: SlotFace | undefined): void {
	const { ctx, colours, scale, dpr } = painting;
	const { width, height } = item;
	const unit = dpr / scale;
	const isTrouble = face?.isTrouble === true;
	enterItem(painting, item);
	ctx.globalAlpha = item.opacity;
	ctx.fillStyle = isTrouble ? colours.dangerSoft : colours.skeleton;
	ctx.fillRect(-width / 2, -height / 2, width, height);
	ctx.strokeStyle = isTrouble ? colours.danger : colours.edge;
	ctx.lineWidth = unit;
	ctx.setLineDash([4 * unit, 4 * unit]);
	ctx.strokeRect(-width / 2, -height / 2, width, height);
	ctx.setLineDash([]);
	if (face !== undefined) {
		paintNumber(painting, item, face, unit);
		if (width / unit >= LEAST_FOR_WORDS && height / unit >= LEAST_FOR_WORDS / 2) {
			paintWords(painting, item, face, unit);
		}
		if (face.progress !== undefined) paintBar(painting, item, face.progress, unit);
	}
	ctx.globalAlpha = 1;
}

function paintNumber(
	{ ctx, colours }: Painting,
	{ width, height }: PictureItem,
	face: SlotFace,
	unit: number,
): void {
	if (Math.min(width, height) / unit < LEAST_FOR_NUMBER) return;
	ctx.font = `600 ${NUMBER_SIZE * unit}px ${FONT}`;
	ctx.textAlign = "left";
	ctx.textBaseline = "top";
	ctx.fillStyle = face.isTrouble ? colours.danger : colours.quietText;
	ctx.fillText(
		face.number,
		-width / 2 + PADDING * unit * 0.75,
		-height / 2 + PADDING * unit * 0.75,
	);
}

function paintWords(
	{ ctx, colours }: Painting,
	{ width, height }: PictureItem,
	{ words = "", isTrouble }: SlotFace,
	unit: number,
): void {
	const room = width - 2 * PADDING * unit;
	ctx.font = `${WORDS_SIZE * unit}px ${FONT}`;
	ctx.textAlign = "center";
	ctx.textBaseline = "middle";
	ctx.fillStyle = isTrouble ? colours.text : colours.quietText;
	const fitting = Math.floor((height / unit - 2 * PADDING - LINE) / LINE);
	const most = Math.min(MOST_LINES, fitting);
	if (most < 1 || words === "") return;
	const lines = wrapLines(words, room, (piece) => ctx.measureText(piece).width);
	const shown = lines.slice(0, most);
	if (lines.length > most) {
		shown[most - 1] = fitWords(ctx, lines.slice(most - 1).join(" "), room);
	}
	let y = (-(shown.length - 1) * LINE * unit) / 2;
	for (const line of shown) {
		ctx.fillText(line, 0, y);
		y += LINE * unit;
	}
}

function paintBar(
	{ ctx, colours }: Painting,
	{ width, height }: PictureItem,
	progress: number,
	unit: number,
): void {
	ctx.fillStyle = colours.line;
	ctx.fillRect(-width / 2, height / 2 - BAR * unit, width, BAR * unit);
	ctx.fillStyle = colours.accent;
	ctx.fillRect(-width / 2, height / 2 - BAR * unit, width * progress, BAR * unit);
}
