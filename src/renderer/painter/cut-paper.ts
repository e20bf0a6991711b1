import { type Colour, css, lighter, mix } from "./oklch.ts";
import type { Composition, Point, Scene } from "./scene.ts";
import { toneAt } from "./scheme.ts";
import { disc, smoothLine, smoothOutline } from "./shapes.ts";

/** Sheets of paper laid over each other, each with its shadow: waves below a sun, or a glowing hollow. */
export const paintCutPaper: Composition = (scene) => {
	if (scene.series.chance(0.5)) paintWaves(scene);
	else paintHollow(scene);
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

function paintHollow(scene: Scene): void {
	const { ctx, width, height, unit, scheme, series, progress } = scene;
	const glow = mix(scheme.paper, scheme.accent, scheme.night ? 0.42 : 0.22);
	ctx.fillStyle = css(glow);
	ctx.fillRect(0, 0, width, height);
	const centre: Point = [width * (0.5 + (progress - 0.5) * 0.14), height * 0.5];
	const rise = Math.sin(Math.PI * (0.15 + progress * 0.7));
	withShadow(scene, 0.7, () => {
		disc(
			ctx,
			centre[0] + unit * 3,
			centre[1] + unit * (4 - 8 * rise),
			unit * series.between(9, 11),
		);
		ctx.fillStyle = css(scheme.accent);
		ctx.fill();
	});
	paintFarHills(scene, centre, glow);
	const sheets = series.whole(6, 7);
	const lobes = [2, 3, 5].map((count) => ({
		count,
		depth: series.between(0.3, 1) / count,
		phase: series.between(0, Math.PI * 2),
		turn: series.between(-0.5, 0.5),
	}));
	for (let sheet = 0; sheet < sheets; sheet++) {
		const out = sheet / (sheets - 1);
		const reach = 0.2 + 0.27 * out;
		const hole: Point[] = [];
		const corners = 48;
		for (let corner = 0; corner < corners; corner++) {
			const angle = (corner / corners) * Math.PI * 2;
			// The lobes wander from sheet to sheet and picture to picture, so that sheets peep out.
			const wave = lobes.reduce(
				(sum, { count, depth, phase, turn }) =>
					sum + depth * Math.sin(count * angle + phase + turn * sheet * 1.6 + scene.frame * 0.5),
				0,
			);
			const far = reach * (1 + wave * 0.3);
			hole.push([
				centre[0] + Math.cos(angle) * far * width,
				centre[1] + Math.sin(angle) * far * height,
			]);
		}
		paintSheet(scene, toneAt(scheme, 0.1 + 0.9 * out), () => {
			smoothOutline(ctx, hole);
			ctx.rect(-unit * 9, -unit * 9, width + unit * 18, height + unit * 18);
		});
	}
}

/** What is seen through the hollow: two low hills below the sun. */
function paintFarHills(scene: Scene, centre: Point, glow: Colour): void {
	const { ctx, width, height, unit, scheme, series, frame } = scene;
	for (const [level, strength] of [
		[0.05, 0.35],
		[0.11, 0.7],
	] as const) {
		const phase = series.between(0, 6) + frame;
		const edge: Point[] = [];
		for (let x = -unit; x <= width + unit; x += unit * 3) {
			const swell = Math.sin((x / unit) * 0.09 + phase) + 0.4 * Math.sin((x / unit) * 0.21 + phase);
			edge.push([x, centre[1] + height * level + unit * 2.6 * swell]);
		}
		paintSheet(scene, mix(glow, toneAt(scheme, 0.35), strength), () => {
			ctx.moveTo(-unit, height);
			smoothLine(ctx, edge, "line");
			ctx.lineTo(width + unit, height);
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
		ctx.fill("evenodd");
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
