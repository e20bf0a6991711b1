import type { ArrowItem } from "../../../contract/board.ts";
import { enterItem, type Painting } from "./painting.ts";

/** Of the line's thickness. */
const HEAD_LENGTH = 4.5;
const HEAD_HALF_WIDTH = 2.4;

/** Draws an arrow with a filled head; a very short one is all head. */
export function paintArrow(painting: Painting, arrow: ArrowItem): void {
	const { ctx, colours } = painting;
	const { from, to, width, height, thickness } = arrow;
	enterItem(painting, arrow);
	const x1 = (from.x - 0.5) * width;
	const y1 = (from.y - 0.5) * height;
	const x2 = (to.x - 0.5) * width;
	const y2 = (to.y - 0.5) * height;
	const length = Math.hypot(x2 - x1, y2 - y1);
	if (length === 0) return;
	const ux = (x2 - x1) / length;
	const uy = (y2 - y1) / length;
	const head = Math.min(length, thickness * HEAD_LENGTH);
	const side = (head / HEAD_LENGTH) * HEAD_HALF_WIDTH;
	const neckX = x2 - ux * head;
	const neckY = y2 - uy * head;
	ctx.globalAlpha = arrow.opacity;
	ctx.strokeStyle = colours.notes[arrow.colour].arrow;
	ctx.fillStyle = ctx.strokeStyle;
	ctx.lineWidth = thickness;
	ctx.lineCap = "round";
	ctx.beginPath();
	ctx.moveTo(x1, y1);
	ctx.lineTo(neckX, neckY);
	ctx.stroke();
	ctx.beginPath();
	ctx.moveTo(x2, y2);
	ctx.lineTo(neckX - uy * side, neckY + ux * side);
	ctx.lineTo(neckX + uy * side, neckY - ux * side);
	ctx.closePath();
	ctx.fill();
	ctx.lineCap = "butt";
	ctx.globalAlpha = 1;
}
