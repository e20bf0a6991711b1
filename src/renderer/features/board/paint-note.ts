import type { NoteItem } from "../../../contract/board.ts";
import { NOTE_LINE_HEIGHT, NOTE_PADDING, wrapLines } from "./note-layout.ts";
import { enterItem, FONT, type Painting } from "./painting.ts";

/** Canvas pixels; below it words are grey mush, and cost as much as if they could be read. */
const LEAST_LEGIBLE = 3;
/** Of the size of the letters; never more than a good part of a small note. */
const CORNER = 0.5;

const wrapped = new WeakMap<NoteItem, readonly string[]>();

/** Draws a note: a card with its text, cut off at the card's lower edge. */
export function paintNote(painting: Painting, note: NoteItem): void {
	const { ctx, colours, scale } = painting;
	const { width, height, fontSize } = note;
	const { card, text } = colours.notes[note.colour];
	enterItem(painting, note);
	ctx.globalAlpha = note.opacity;
	ctx.beginPath();
	ctx.roundRect(-width / 2, -height / 2, width, height, Math.min(fontSize * CORNER, height / 4));
	ctx.fillStyle = card;
	ctx.fill();
	if (note.colour === "plain") {
		ctx.strokeStyle = colours.line;
		ctx.lineWidth = 1 / scale;
		ctx.stroke();
	}
	if (fontSize * scale >= LEAST_LEGIBLE) paintText(ctx, note, text);
	ctx.globalAlpha = 1;
}

function paintText(ctx: CanvasRenderingContext2D, note: NoteItem, colour: string): void {
	const { width, height, fontSize } = note;
	const pad = fontSize * NOTE_PADDING;
	const step = fontSize * NOTE_LINE_HEIGHT;
	ctx.font = `${fontSize}px ${FONT}`;
	ctx.textAlign = "left";
	ctx.textBaseline = "middle";
	ctx.fillStyle = colour;
	let y = -height / 2 + pad + step / 2;
	for (const line of linesOf(ctx, note)) {
		if (y + step / 2 > height / 2) return;
		ctx.fillText(line, -width / 2 + pad, y);
		y += step;
	}
}

function linesOf(ctx: CanvasRenderingContext2D, note: NoteItem): readonly string[] {
	const known = wrapped.get(note);
	if (known !== undefined) return known;
	const room = note.width - 2 * note.fontSize * NOTE_PADDING;
	const lines = wrapLines(note.text, room, (piece) => ctx.measureText(piece).width);
	wrapped.set(note, lines);
	return lines;
}

/**
 * How high a note must be for all of its text, board units.
 * @param width of the card
 */
export function noteHeight(text: string, width: number, fontSize: number): number {
	const ctx = document.createElement("canvas").getContext("2d");
	const room = width - 2 * fontSize * NOTE_PADDING;
	if (ctx === null) return fontSize * (NOTE_LINE_HEIGHT + 2 * NOTE_PADDING);
	ctx.font = `${fontSize}px ${FONT}`;
	const lines = wrapLines(text, room, (piece) => ctx.measureText(piece).width);
	return fontSize * (lines.length * NOTE_LINE_HEIGHT + 2 * NOTE_PADDING);
}
