import { type Colour, css, lighter, mix } from "./oklch.ts";
import { createTerrain } from "./random.ts";
import type { Composition, Point, Scene } from "./scene.ts";
import { quietTones, toneAt } from "./scheme.ts";
import { disc, verticalFade } from "./shapes.ts";

type Edge = (x: number) => number;
type Layer = { readonly top: Edge; readonly bottom: Edge; readonly colour: Colour };
type Texture = (scene: Scene, layer: Layer) => void;

/** A sun over a cut through the ground, layer by layer. A set goes on where the last picture ended. */
export const paintStrata: Composition = (scene) => {
	const { ctx, width, height, unit, scheme, series, progress, frame } = scene;
	const sky = scheme.night
		? mix(scheme.ink, toneAt(scheme, 0.8), 0.5)
		: mix(scheme.paper, toneAt(scheme, 0), 0.35);
	ctx.fillStyle = verticalFade(ctx, 0, height * 0.6, [
		[0, css(sky)],
		[1, css(mix(sky, scheme.accent, 0.16))],
	]);
	ctx.fillRect(0, 0, width, height);
	const surface = height * series.between(0.44, 0.52);
	const rise = Math.sin(Math.PI * (0.2 + 0.6 * progress));
	paintSun(scene, surface - unit * (6 + 16 * rise));
	const count = series.whole(7, 9);
	const walked = (frame * width) / unit;
	const edges = Array.from({ length: count + 1 }, (_, index): Edge => {
		const terrain = createTerrain(series, 0.32);
		const base = surface + (height - surface) * (index / count) ** 1.12;
		const swing = unit * (7 - 4.5 * (index / count));
		return (x) =>
			index === count ? height + unit : base + swing * terrain((x / unit + walked) * 0.011);
	});
	const colours = layerColours(scene, count);
	const fault = series.chance(0.6) ? width * series.between(0.3, 0.7) : undefined;
	const slip = unit * series.between(3, 6);
	for (let layer = 0; layer < count; layer++) {
		const [upper, lower] = [edges[layer], edges[layer + 1]];
		const colour = colours[layer];
		if (upper === undefined || lower === undefined || colour === undefined) continue;
		const texture = series.pick(textures);
		const slipped = (edge: Edge): Edge =>
			fault === undefined
				? edge
				: (x) => edge(x) + (x > fault + (edge(x) - surface) * 0.25 ? slip : 0);
		const cut: Layer = { top: slipped(upper), bottom: slipped(lower), colour };
		ctx.save();
		ctx.beginPath();
		trace(scene, cut);
		ctx.fillStyle = css(colour);
		ctx.fill();
		ctx.clip();
		texture(scene, cut);
		ctx.restore();
	}
};

function paintSun({ ctx, width, unit, scheme, series, progress }: Scene, y: number): void {
	const radius = unit * series.between(15, 20);
	const x = width * (0.3 + 0.4 * progress);
	const body = scheme.night ? mix(scheme.paper, scheme.accent, 0.25) : scheme.accent;
	disc(ctx, x, y, radius);
	ctx.fillStyle = css(body);
	ctx.fill();
	ctx.strokeStyle = css(body, 0.75);
	ctx.lineWidth = unit * 0.22;
	for (let ring = 1; ring <= 4; ring++) {
		disc(ctx, x, y, radius + unit * (1.4 + ring * 1.9));
		ctx.globalAlpha = 1 - ring * 0.2;
		ctx.stroke();
	}
	ctx.globalAlpha = 1;
}

/** Quiet tones in turn, never the same twice, with one vein of the accent. */
function layerColours({ scheme, series }: Scene, count: number): Colour[] {
	const tones = series.shuffle(quietTones(scheme));
	const vein = series.whole(2, Math.max(2, count - 3));
	return Array.from({ length: count }, (_, index) => {
		if (index === vein) return scheme.accent;
		const tone = tones[index % tones.length] ?? scheme.ink;
		return lighter(tone, index >= tones.length ? (index % 2 === 0 ? -0.07 : 0.05) : 0);
	});
}

function trace({ ctx, width, unit }: Scene, { top, bottom }: Layer): void {
	const step = unit * 0.9;
	for (let x = -step; x <= width + step; x += step) ctx.lineTo(x, top(x));
	// A little below, so that no line of sky shows between two layers.
	for (let x = width + step; x >= -step; x -= step) ctx.lineTo(x, bottom(x) + unit * 0.3);
	ctx.closePath();
}

const lines: Texture = (scene, { top, bottom, colour }) => {
	const { ctx, width, unit } = scene;
	ctx.strokeStyle = css(lighter(colour, colour.l > 0.5 ? -0.09 : 0.09));
	ctx.lineWidth = unit * 0.26;
	const count = 6;
	ctx.beginPath();
	for (let line = 1; line < count; line++) {
		const share = line / count;
		const points: Point[] = [];
		for (let x = -unit; x <= width + unit; x += unit * 1.2) {
			points.push([x, top(x) + (bottom(x) - top(x)) * share]);
		}
		for (const [index, point] of points.entries()) {
			if (index === 0) ctx.moveTo(...point);
			else ctx.lineTo(...point);
		}
	}
	ctx.stroke();
};

const pebbles: Texture = (scene, { top, bottom, colour }) => {
	const { ctx, width, unit, own } = scene;
	ctx.fillStyle = css(lighter(colour, colour.l > 0.5 ? -0.1 : 0.1));
	ctx.beginPath();
	for (let x = 0; x < width; x += unit * 2.1) {
		for (let y = top(x) + unit; y < bottom(x); y += unit * 2.3) {
			const [dx, dy] = [own.between(-0.8, 0.8) * unit, own.between(-0.8, 0.8) * unit];
			const size = unit * own.between(0.18, 0.48);
			ctx.moveTo(x + dx + size * 1.5, y + dy);
			ctx.ellipse(x + dx, y + dy, size * 1.5, size, 0, 0, Math.PI * 2);
		}
	}
	ctx.fill();
};

const dashes: Texture = (scene, { top, bottom, colour }) => {
	const { ctx, width, unit, own } = scene;
	ctx.strokeStyle = css(lighter(colour, colour.l > 0.5 ? -0.11 : 0.11));
	ctx.lineWidth = unit * 0.3;
	ctx.lineCap = "round";
	ctx.beginPath();
	for (let x = 0; x < width; x += unit * 3.4) {
		let row = 0;
		for (let y = top(x) + unit * 1.2; y < bottom(x); y += unit * 1.7) {
			row++;
			const from = x + (row % 2) * unit * 1.7 + own.between(-0.3, 0.3) * unit;
			const slope = top(from + unit * 1.4) - top(from);
			ctx.moveTo(from, y);
			ctx.lineTo(from + unit * 1.4, y + slope);
		}
	}
	ctx.stroke();
};

const bare: Texture = () => {};

const textures = [lines, pebbles, dashes, bare, bare] as const;
