import { type Colour, css, lighter, mix } from "./oklch.ts";
import type { Composition, Point, Scene } from "./scene.ts";
import { toneAt } from "./scheme.ts";
import { disc, smoothLine } from "./shapes.ts";

/** Sheets of paper laid over each other, each with its shadow: waves below a sun, or the slopes of a valley. */
export const paintCutPaper: Composition = (scene) => {
	if (scene.series.chance(0.5)) paintWaves(scene);
	else paintValley(scene);
};

function paintWaves(scene: Scene): void {
	const { ctx, width, height, unit, scheme, series, progress, frame } = scene;
	const sky = scheme.night ? mix(scheme.ink, toneAt(scheme, 0.85), 0.5) : toneAt(scheme, 0.06);
	ctx.fillStyle = css(mix(sky, scheme.paper, scheme.night ? 0 : 0.6));
	ctx.fillRect(0, 0, width, height);
	const radius = unit * series.between(17, 23);
	const sunX = width * (0.28 + 0.44 * progress);
	const sunY = height * series.between(0.3, 0.36) - Math.sin(progress * Math.PI) * unit * 6;
	for (const [share, strength] of [
		[1.5, 0.3],
		[1.24, 0.5],
		[1, 1],
	] as const) {
		withShadow(scene, 0.6, () => {
			disc(ctx, sunX, sunY, radius * share);
			ctx.fillStyle = css(mix(sky, scheme.accent, strength));
			ctx.fill();
		});
	}
	const sheets = series.whole(7, 9);
	for (let sheet = 0; sheet < sheets; sheet++) {
		const depth = sheet / (sheets - 1);
		const base = height * (0.38 + 0.53 * depth);
		const swing = unit * series.between(4, 7.5);
		const length = unit * series.between(44, 80);
		const phase = series.between(0, Math.PI * 2) + frame * (0.9 + depth);
		const edge: Point[] = [];
		for (let x = -unit * 4; x <= width + unit * 4; x += unit * 3) {
			const turn = (x / length) * Math.PI * 2 + phase;
			edge.push([x, base + swing * (Math.sin(turn) + 0.34 * Math.sin(turn * 2.3 + phase))]);
		}
		const near = scheme.night ? 1 - depth * 0.75 : depth;
		paintSheet(scene, toneAt(scheme, 0.08 + 0.92 * near), () => {
			ctx.moveTo(-unit * 4, height + unit * 9);
			smoothLine(ctx, edge, "line");
			ctx.lineTo(width + unit * 4, height + unit * 9);
			ctx.closePath();
		});
	}
}

/** Slopes falling from left and right in turn, the far ones pale, with the sun where they meet. */
function paintValley(scene: Scene): void {
	const { ctx, width, height, unit, scheme, series, progress, frame } = scene;
	const sky = scheme.night ? mix(scheme.ink, toneAt(scheme, 0.8), 0.6) : scheme.paper;
	ctx.fillStyle = css(mix(sky, scheme.accent, 0.12));
	ctx.fillRect(0, 0, width, height);
	const meeting = width * (0.4 + 0.2 * progress);
	const radius = unit * series.between(12, 16);
	withShadow(scene, 0.7, () => {
		disc(ctx, meeting, height * 0.34 - Math.sin(progress * Math.PI) * unit * 5, radius);
		ctx.fillStyle = css(scheme.night ? mix(scheme.paper, scheme.accent, 0.35) : scheme.accent);
		ctx.fill();
	});
	const sheets = series.whole(8, 10);
	const firstSide = series.pick([-1, 1]);
	for (let sheet = 0; sheet < sheets; sheet++) {
		const depth = sheet / (sheets - 1);
		const side = sheet % 2 === 0 ? firstSide : -firstSide;
		const high = height * (0.34 + 0.36 * depth) - unit * series.between(0, 9);
		const low = height * (0.56 + 0.42 * depth);
		const steps = series.between(0.05, 0.08);
		const phase = series.between(0, Math.PI * 2) + frame * 0.7;
		const edge: Point[] = [];
		for (let x = -unit * 4; x <= width + unit * 4; x += unit * 2) {
			// From 0 at the side it falls from to 1 across the valley, steep first and then running out.
			const across = (side < 0 ? x : width - x) / width;
			const fall = 1 - (1 - Math.min(1, Math.max(0, across))) ** 1.8;
			const rock =
				Math.sin((x / unit) * steps + phase) + 0.5 * Math.sin((x / unit) * steps * 2.7 + phase * 2);
			edge.push([x, high + (low - high) * fall + unit * 3.4 * rock * (1 - fall * 0.5)]);
		}
		const near = scheme.night ? 1 - depth * 0.8 : depth;
		paintSheet(scene, toneAt(scheme, 0.06 + 0.94 * near), () => {
			ctx.moveTo(-unit * 4, height + unit * 9);
			smoothLine(ctx, edge, "line");
			ctx.lineTo(width + unit * 4, height + unit * 9);
			ctx.closePath();
		});
	}
}

/** One sheet with the shadow it throws on those below, and light on its cut edge. */
function paintSheet(scene: Scene, colour: Colour, outline: () => void): void {
	const { ctx, unit } = scene;
	ctx.beginPath();
	outline();
	withShadow(scene, 1, () => {
		ctx.fillStyle = css(colour);
		ctx.fill();
	});
	ctx.strokeStyle = css(lighter(colour, 0.07), 0.8);
	ctx.lineWidth = Math.max(1, unit * 0.14);
	ctx.stroke();
}

function withShadow({ ctx, unit, scheme }: Scene, height: number, paint: () => void): void {
	ctx.save();
	ctx.shadowColor = css(lighter(scheme.ink, -0.12), 0.42);
	ctx.shadowBlur = unit * 3.4 * height;
	ctx.shadowOffsetY = unit * 0.7 * height;
	paint();
	ctx.restore();
}
