import { rectsTouch } from "../../board-document/geometry.ts";
import { enterBoard, type Painting } from "./painting.ts";
import type { SceneContent } from "./scene-items.ts";

/** CSS px. */
const THICKNESS = 1.25;
/** Board units. */
const LEAST_BEND = 8;
/** From so many on they are drawn fainter. */
const MANY = 16;

/** Draws the thin curves between references and results; those whose pictures lie aside are left out. */
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
	for (const { from, to, near } of links) {
		if (!near.some((rect) => rectsTouch(rect, seen))) continue;
		const way = to.x >= from.x ? 1 : -1;
		const bend = Math.max(Math.abs(to.x - from.x) / 2, LEAST_BEND) * way;
		ctx.moveTo(from.x, from.y);
		ctx.bezierCurveTo(from.x + bend, from.y, to.x - bend, to.y, to.x, to.y);
	}
	ctx.stroke();
	ctx.globalAlpha = 1;
}
