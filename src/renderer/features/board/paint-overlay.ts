import type { BoardItem } from "../../../contract/board.ts";
import type { Point } from "../../board-document/geometry.ts";
import { partFrame, type SeenPart } from "./crop.ts";
import { corners, type Frame, handlePlace, sides } from "./frame.ts";
import type { GestureMarks } from "./gesture.ts";
import { enterBoard, FONT, type Painting } from "./painting.ts";
import type { PlacedHold } from "./selection-frame.ts";

/** What is drawn over a board about what is chosen and what is being done. */
export type Overlay = {
	readonly chosen: readonly BoardItem[];
	/** Around all that is chosen; absent: nothing is, or a gesture hides it. */
	readonly frame?: Frame;
	readonly holds: readonly PlacedHold[];
	/** What the pointer is on. */
	readonly hovered?: BoardItem;
	readonly marks: GestureMarks;
	readonly crop?: { readonly whole: Frame; readonly part: SeenPart };
};

/** CSS px. */
const HANDLE = 9;
const KNOB = 5;

/** Draws frames, handles, guides, the marquee, and the darkened rest of a picture that is cropped. */
export function paintOverlay(painting: Painting, overlay: Overlay): void {
	const { ctx, scale, dpr, colours } = painting;
	const unit = dpr / scale;
	enterBoard(painting);
	ctx.lineWidth = unit;
	if (overlay.crop !== undefined) {
		paintCrop(painting, overlay.crop, unit);
		return;
	}
	ctx.strokeStyle = colours.accent;
	if (overlay.hovered !== undefined) {
		ctx.globalAlpha = 0.6;
		strokeFrame(ctx, overlay.hovered);
		ctx.globalAlpha = 1;
	}
	paintChosen(painting, overlay, unit);
	paintMarks(painting, overlay.marks, unit);
}

function paintChosen({ ctx, colours }: Painting, overlay: Overlay, unit: number): void {
	const { chosen, frame, holds } = overlay;
	ctx.lineWidth = chosen.length > 1 ? unit : 1.5 * unit;
	for (const item of chosen) {
		if (item.kind === "arrow" && chosen.length === 1) continue;
		ctx.setLineDash(item.locked ? [4 * unit, 3 * unit] : []);
		strokeFrame(ctx, item);
	}
	ctx.setLineDash([]);
	if (frame === undefined) return;
	ctx.lineWidth = 1.5 * unit;
	if (chosen.length > 1) strokeFrame(ctx, frame);
	ctx.fillStyle = colours.onAccent;
	for (const { hold, at } of holds) {
		if (hold.kind === "pull") paintHandle(ctx, at, frame.rotation, unit);
		else {
			if (hold.kind === "turn") {
				const top = handlePlace(frame, "n");
				ctx.beginPath();
				ctx.moveTo(top.x, top.y);
				ctx.lineTo(at.x, at.y);
				ctx.stroke();
			}
			ctx.beginPath();
			ctx.arc(at.x, at.y, KNOB * unit, 0, 2 * Math.PI);
			ctx.fill();
			ctx.stroke();
		}
	}
}

function paintMarks(painting: Painting, marks: GestureMarks, unit: number): void {
	const { ctx, colours } = painting;
	ctx.lineWidth = unit;
	ctx.strokeStyle = colours.danger;
	ctx.beginPath();
	for (const { along, at, from, to } of marks.guides ?? []) {
		ctx.moveTo(along === "x" ? from : at, along === "x" ? at : from);
		ctx.lineTo(along === "x" ? to : at, along === "x" ? at : to);
	}
	ctx.stroke();
	const { marquee, says } = marks;
	if (marquee !== undefined) {
		ctx.strokeStyle = colours.accent;
		ctx.fillStyle = colours.accent;
		ctx.globalAlpha = 0.12;
		ctx.fillRect(marquee.x, marquee.y, marquee.width, marquee.height);
		ctx.globalAlpha = 1;
		ctx.strokeRect(marquee.x, marquee.y, marquee.width, marquee.height);
	}
	if (says !== undefined) paintWords(painting, says);
}

/** Beside the pointer, as large as the words of the window. */
function paintWords(
	{ ctx, dpr, colours }: Painting,
	{ at, words }: { readonly at: Point; readonly words: string },
): void {
	ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
	ctx.font = `12px ${FONT}`;
	ctx.textAlign = "left";
	ctx.textBaseline = "middle";
	const width = ctx.measureText(words).width + 12;
	ctx.fillStyle = colours.accent;
	ctx.beginPath();
	ctx.roundRect(at.x + 14, at.y + 14, width, 20, 6);
	ctx.fill();
	ctx.fillStyle = colours.onAccent;
	ctx.fillText(words, at.x + 20, at.y + 24.5);
}

function paintCrop(
	{ ctx, colours }: Painting,
	{ whole, part }: { readonly whole: Frame; readonly part: SeenPart },
	unit: number,
): void {
	const frame = partFrame(whole, part);
	ctx.fillStyle = colours.scrim;
	ctx.beginPath();
	addFrame(ctx, whole);
	addFrame(ctx, frame);
	// Twice over, for one scrim is made for panels and leaves too much of a bright picture.
	ctx.fill("evenodd");
	ctx.fill("evenodd");
	ctx.strokeStyle = colours.accent;
	ctx.lineWidth = 1.5 * unit;
	strokeFrame(ctx, frame);
	ctx.fillStyle = colours.onAccent;
	for (const handle of [...corners, ...sides]) {
		paintHandle(ctx, handlePlace(frame, handle), frame.rotation, unit);
	}
}

function paintHandle(
	ctx: CanvasRenderingContext2D,
	{ x, y }: Point,
	rotation: number,
	unit: number,
): void {
	const side = HANDLE * unit;
	ctx.save();
	ctx.translate(x, y);
	ctx.rotate((rotation * Math.PI) / 180);
	ctx.beginPath();
	ctx.roundRect(-side / 2, -side / 2, side, side, 2 * unit);
	ctx.fill();
	ctx.stroke();
	ctx.restore();
}

function strokeFrame(ctx: CanvasRenderingContext2D, frame: Frame): void {
	ctx.beginPath();
	addFrame(ctx, frame);
	ctx.stroke();
}

function addFrame(ctx: CanvasRenderingContext2D, frame: Frame): void {
	for (const [at, corner] of corners.entries()) {
		const { x, y } = handlePlace(frame, corner);
		if (at === 0) ctx.moveTo(x, y);
		else ctx.lineTo(x, y);
	}
	ctx.closePath();
}
