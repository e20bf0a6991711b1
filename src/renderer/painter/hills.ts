import { type Colour, css, lighter, mix } from "./oklch.ts";
import { createTerrain, type Terrain } from "./random.ts";
import type { Composition, Point, Scene } from "./scene.ts";
import { toneAt } from "./scheme.ts";
import { disc, verticalFade } from "./shapes.ts";

type Air = { readonly high: Colour; readonly low: Colour; readonly near: Colour };

/** Ranges of hills behind each other in haze. A set is one long view, walked along from left to right. */
export const paintHills: Composition = (scene) => {
	const { ctx, width, height, series } = scene;
	const air = airOf(scene);
	const horizon = height * series.between(0.4, 0.52);
	ctx.fillStyle = verticalFade(ctx, 0, horizon * 1.25, [
		[0, css(air.high)],
		[1, css(air.low)],
	]);
	ctx.fillRect(0, 0, width, height);
	paintSun(scene, air, horizon);
	paintBirds(scene, horizon);
	const ranges = series.whole(6, 8);
	for (let range = 0; range < ranges; range++) {
		const depth = range / (ranges - 1);
		const terrain = createTerrain(series, 0.36 + 0.16 * (1 - depth));
		paintRange(scene, { air, depth, horizon, terrain });
	}
};

function airOf({ scheme, series }: Scene): Air {
	if (scheme.night) {
		const dark = mix(scheme.ink, toneAt(scheme, 0.9), 0.55);
		return {
			high: lighter(dark, -0.02),
			low: mix(toneAt(scheme, 0.45), scheme.accent, 0.18),
			near: lighter(scheme.ink, -0.08),
		};
	}
	const warm = mix(scheme.paper, scheme.accent, series.between(0.16, 0.3));
	return { high: mix(scheme.paper, toneAt(scheme, 0.2), 0.55), low: warm, near: scheme.ink };
}

function paintSun(scene: Scene, air: Air, horizon: number): void {
	const { ctx, width, unit, scheme, series, progress } = scene;
	const radius = unit * series.between(8, 13);
	const x = width * (0.24 + 0.52 * progress);
	const y = horizon - unit * 13 - Math.sin(Math.PI * (0.15 + progress * 0.7)) * horizon * 0.38;
	const body = scheme.night ? scheme.paper : scheme.accent;
	const glow = ctx.createRadialGradient(x, y, radius * 0.9, x, y, radius * 4.2);
	glow.addColorStop(0, css(mix(body, air.low, 0.35), 0.5));
	glow.addColorStop(1, css(air.low, 0));
	ctx.fillStyle = glow;
	ctx.fillRect(x - radius * 4.2, y - radius * 4.2, radius * 8.4, radius * 8.4);
	disc(ctx, x, y, radius);
	ctx.fillStyle = css(body);
	ctx.fill();
}

/** A few strokes of life in the sky, on the side away from the sun. */
function paintBirds({ ctx, width, unit, scheme, own, progress }: Scene, horizon: number): void {
	const [left, top] = [width * (progress > 0.5 ? 0.24 : 0.72), horizon * own.between(0.42, 0.56)];
	ctx.strokeStyle = css(scheme.night ? scheme.paper : scheme.ink, 0.62);
	ctx.lineWidth = unit * 0.24;
	ctx.lineCap = "round";
	ctx.beginPath();
	for (let bird = 0; bird < own.whole(3, 6); bird++) {
		const [x, y] = [left + unit * own.between(-9, 9), top + unit * own.between(-5, 5)];
		const wing = unit * own.between(0.8, 1.5);
		ctx.moveTo(x - wing, y - wing * 0.45);
		ctx.quadraticCurveTo(x - wing * 0.35, y - wing * 0.5, x, y);
		ctx.quadraticCurveTo(x + wing * 0.35, y - wing * 0.5, x + wing, y - wing * 0.45);
	}
	ctx.stroke();
}

type Range = {
	readonly air: Air;
	/** 0: the farthest; 1: at our feet. */
	readonly depth: number;
	readonly horizon: number;
	readonly terrain: Terrain;
};

function paintRange(scene: Scene, { air, depth, horizon, terrain }: Range): void {
	const { ctx, width, height, unit, frame, scheme } = scene;
	const base = horizon + (height * 0.95 - horizon) * depth ** 1.2;
	const swing = unit * (24 - 14 * depth);
	// Near hills pass faster than far ones.
	const walked = frame * (0.5 + depth * 0.9);
	const crest = (x: number) =>
		base - swing * (0.55 + terrain(walked + (x / unit) * (0.011 + 0.006 * depth)));
	const hazy = mix(
		mix(air.low, toneAt(scheme, 0.25 + 0.6 * depth), 0.32 + 0.68 * depth),
		air.near,
		depth ** 3 * 0.55,
	);
	// A range of the sky's own colour would only bite a piece out of the sun.
	const tooFaint = Math.abs(hazy.l - air.low.l) < 0.045;
	const body = tooFaint ? lighter(hazy, scheme.night ? 0.05 : -0.05) : hazy;
	const edge: Point[] = [];
	for (let x = -unit; x <= width + unit; x += unit * 0.6) edge.push([x, crest(x)]);
	ctx.beginPath();
	ctx.moveTo(-unit, height);
	for (const point of edge) ctx.lineTo(...point);
	ctx.lineTo(width + unit, height);
	ctx.closePath();
	ctx.fillStyle = verticalFade(ctx, base - swing * 1.4, base + swing * 2.2, [
		[0, css(body)],
		[1, css(mix(body, air.low, 0.5 * (1 - depth)))],
	]);
	ctx.fill();
	if (depth > 0.62) paintTrees(scene, crest, { body, depth });
}

/** Firs along a crest, in groups with clearings between them. */
function paintTrees(
	scene: Scene,
	crest: (x: number) => number,
	{ body, depth }: { readonly body: Colour; readonly depth: number },
): void {
	const { ctx, width, unit, own } = scene;
	const groves = createTerrain(own, 0.5);
	ctx.fillStyle = css(lighter(body, -0.035));
	ctx.beginPath();
	for (let x = -unit * 2; x < width + unit * 2; x += unit * own.between(0.7, 1.9)) {
		const dense = groves((x / unit) * 0.045);
		if (dense < 0.12 - depth * 0.1) continue;
		const tall = unit * (1.6 + 3.4 * depth) * own.between(0.55, 1.2) * (0.7 + dense);
		const foot = crest(x) + unit * 0.6;
		const half = tall * own.between(0.17, 0.24);
		ctx.moveTo(x - half, foot);
		ctx.lineTo(x - half * 0.45, foot - tall * 0.45);
		ctx.lineTo(x - half * 0.62, foot - tall * 0.45);
		ctx.lineTo(x, foot - tall);
		ctx.lineTo(x + half * 0.62, foot - tall * 0.45);
		ctx.lineTo(x + half * 0.45, foot - tall * 0.45);
		ctx.lineTo(x + half, foot);
		ctx.closePath();
	}
	ctx.fill();
}
