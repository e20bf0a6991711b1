import { rectsTouch } from "../../board-document/geometry.ts";
import { enterBoard, type Painting } from "./painting.ts";
import type { SceneContent } from "./scene-items.ts";

/** CSS px. */
const THICKNESS = 1.25;
/** From so many on they are drawn fainter: three references of a set of six make eighteen. */
const MANY = 8;

/** Draws the thin curves between references and results; those that lie wholly aside are left out. */
export function paintLinks(painting: Painting, links: SceneContent["links"]): void {
	if (links.length === 0) return;
	const { ctx, colours, scale, dpr, originX, originY, width, height } = painting;
	const seen = {
		x: -originX / scale,
		y: -originY / scale,
		width: width / scale,
		height: height / scale,
	};
	enterBoard(painting);
	ctx.strokeStyle = colours.edge;
	ctx.lineWidth = (THICKNESS * dpr) / scale;
	ctx.globalAlpha = links.length > MANY ? 0.4 : 0.8;
	ctx.beginPath();
	for (const [{ item: from, bounds: start }, { item: to, bounds: end }] of links) {
		if (!rectsTouch(start, seen) && !rectsTouch(end, seen)) continue;
		const goesRight = to.x >= from.x;
		const x1 = goesRight ? start.x + start.width : start.x;
		const x2 = goesRight ? end.x : end.x + end.width;
		const bend = Math.max(Math.abs(x2 - x1) / 2, 24) * (goesRight ? 1 : -1);
		ctx.moveTo(x1, from.y);
		ctx.bezierCurveTo(x1 + bend, from.y, x2 - bend, to.y, x2, to.y);
	}
	ctx.stroke();
	ctx.globalAlpha = 1;
}
