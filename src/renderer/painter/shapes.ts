import type { Canvas, Point } from "./scene.ts";

/** A smooth open line through the middles of the points, begun by `moveTo` or `lineTo`. */
export function smoothLine(ctx: Canvas, points: readonly Point[], start: "move" | "line"): void {
	const [first, ...rest] = points;
	if (first === undefined) return;
	if (start === "move") ctx.moveTo(...first);
	else ctx.lineTo(...first);
	for (const [index, [x, y]] of rest.entries()) {
		const after = rest[index + 1];
		if (after === undefined) ctx.lineTo(x, y);
		else ctx.quadraticCurveTo(x, y, (x + after[0]) / 2, (y + after[1]) / 2);
	}
}

export function disc(ctx: Canvas, x: number, y: number, radius: number): void {
	ctx.beginPath();
	ctx.arc(x, y, Math.max(0, radius), 0, Math.PI * 2);
}

/**
 * A pointed leaf from its stalk at the origin along the x axis.
 * @param fullness half its width as a share of its length
 */
export function leaf(ctx: Canvas, length: number, fullness: number): void {
	const half = length * fullness * 1.33;
	ctx.beginPath();
	ctx.moveTo(0, 0);
	ctx.bezierCurveTo(length * 0.22, -half, length * 0.68, -half, length, 0);
	ctx.bezierCurveTo(length * 0.68, half, length * 0.22, half, 0, 0);
	ctx.closePath();
}

/** Paints with the origin moved, turned and scaled, and puts everything back. */
export function placed(
	ctx: Canvas,
	at: { readonly x: number; readonly y: number; readonly angle?: number; readonly scale?: number },
	paint: () => void,
): void {
	ctx.save();
	ctx.translate(at.x, at.y);
	if (at.angle !== undefined) ctx.rotate(at.angle);
	if (at.scale !== undefined) ctx.scale(at.scale, at.scale);
	paint();
	ctx.restore();
}

/** A vertical run of colours over the whole height between two lines. */
export function verticalFade(
	ctx: Canvas,
	top: number,
	bottom: number,
	stops: readonly (readonly [place: number, colour: string])[],
): CanvasGradient {
	const fade = ctx.createLinearGradient(0, top, 0, bottom);
	for (const [place, colour] of stops) fade.addColorStop(place, colour);
	return fade;
}
