import { type Colour, css, lighter, mix } from "./oklch.ts";
import type { Composition, Point, Scene } from "./scene.ts";
import { quietTones, toneAt } from "./scheme.ts";
import { type Species, seedHeads } from "./seed-heads.ts";
import { disc, leaf, placed } from "./shapes.ts";

type LeafShape = { readonly length: number; readonly fullness: number; readonly pairs: number };

/** Willow, olive, bay and eucalyptus: the rounder a leaf, the smaller it is and the fewer there are. */
const leafShapes: readonly [LeafShape, ...LeafShape[]] = [
	{ length: 22, fullness: 0.11, pairs: 7 },
	{ length: 16, fullness: 0.18, pairs: 7 },
	{ length: 15, fullness: 0.28, pairs: 5 },
	{ length: 10, fullness: 0.42, pairs: 6 },
];

/** Stems with leaves and seed heads before a plain disc, like a lino print. A set shows one species. */
export const paintSeedPods: Composition = (scene) => {
	const { ctx, width, height, unit, scheme, series, own, progress } = scene;
	const ground = scheme.night ? mix(scheme.ink, toneAt(scheme, 0.9), 0.4) : scheme.paper;
	ctx.fillStyle = css(ground);
	ctx.fillRect(0, 0, width, height);
	const radius = Math.min(width, height) * series.between(0.27, 0.34);
	// Half-way between blue and yellow lies mud: at night the disc keeps its colour.
	const discColour = mix(ground, scheme.accent, scheme.night ? 0.92 : series.between(0.6, 0.95));
	const tallest = Math.min(height * 0.84, unit * 150);
	const rise = Math.sin(Math.PI * progress) * unit * 4;
	const discY = Math.max(radius + unit * 6, height - tallest * 0.7 - rise);
	disc(ctx, width * (0.4 + 0.2 * progress), discY, radius);
	ctx.fillStyle = css(discColour);
	ctx.fill();
	const species = speciesOf(scene, discColour);
	const stems = stemCount(scene, species);
	const spread = Math.min(width * 0.78, width - unit * 36, unit * 34 * stems);
	const order = own.shuffle(Array.from({ length: stems }, (_, index) => index));
	for (const index of order) {
		const place = stems === 1 ? 0 : index / (stems - 1) - 0.5;
		const foot: Point = [width / 2 + place * spread * 0.62, height + unit * 2];
		const lean = place * spread * 0.34 + unit * own.between(-5, 5);
		const reach = tallest * (1 - Math.abs(place) * 0.36 - own.between(0, 0.16));
		paintStem(scene, species, foot, [foot[0] + lean, height - reach]);
	}
};

/** As many as there is room for: large leaves need more of it. */
function stemCount({ width, unit, series, own }: Scene, { leafLength, opposite }: Species): number {
	const each = leafLength * (opposite ? 1.75 : 1.35);
	const room = Math.min(9, (width * 0.8) / (unit * each));
	return Math.max(
		1,
		Math.round(
			Math.min(room, series.whole(3, 5) * (width / (unit * 100))) + own.between(-0.4, 0.4),
		),
	);
}

function speciesOf({ scheme, series }: Scene, behind: Colour): Species {
	const tones = series.shuffle(quietTones(scheme)).sort((one, other) => one.l - other.l);
	const dark = scheme.night ? toneAt(scheme, 0.25) : (tones[0] ?? scheme.ink);
	const shape = series.pick(leafShapes);
	const away =
		Math.abs(dark.l - behind.l) < 0.16 ? lighter(dark, behind.l > 0.5 ? -0.2 : 0.22) : dark;
	return {
		leafLength: shape.length * series.between(0.88, 1.12),
		fullness: shape.fullness,
		pairs: shape.pairs,
		opposite: series.chance(0.5),
		head: series.pick(["poppy", "honesty", "umbel", "bud"]),
		leafColour: away,
		headColour: series.chance(0.5) ? toneAt(scheme, 0.12) : mix(away, scheme.accent, 0.25),
	};
}

function paintStem(scene: Scene, species: Species, foot: Point, top: Point): void {
	const { ctx, unit, own } = scene;
	const bend: Point = [foot[0] + (top[0] - foot[0]) * 0.1, (foot[1] + top[1] * 1.2) / 2.2];
	ctx.strokeStyle = css(species.leafColour);
	ctx.lineWidth = unit * 0.62;
	ctx.lineCap = "round";
	ctx.beginPath();
	ctx.moveTo(...foot);
	ctx.quadraticCurveTo(...bend, ...top);
	ctx.stroke();
	for (let pair = 0; pair < species.pairs; pair++) {
		const way = 0.2 + (0.66 * (pair + 0.5)) / species.pairs;
		const sides = species.opposite ? [-1, 1] : [pair % 2 === 0 ? -1 : 1];
		for (const side of sides) {
			const { point, angle } = along(foot, bend, top, way);
			const length = unit * species.leafLength * (1.15 - way * 0.7) * own.between(0.85, 1.12);
			const turn = angle + side * (0.85 - way * 0.3 + own.between(-0.12, 0.12));
			placed(ctx, { x: point[0], y: point[1], angle: turn }, () =>
				paintLeaf(scene, species, length, side),
			);
		}
	}
	const { angle } = along(foot, bend, top, 1);
	placed(ctx, { x: top[0], y: top[1], angle: angle + Math.PI / 2 }, () =>
		seedHeads[species.head](scene, species),
	);
}

/** Two halves, one in shade, and the veins left open as a knife would. */
function paintLeaf({ ctx, unit }: Scene, species: Species, length: number, side: number): void {
	leaf(ctx, length, species.fullness);
	ctx.fillStyle = css(species.leafColour);
	ctx.fill();
	ctx.save();
	ctx.clip();
	ctx.fillStyle = css(lighter(species.leafColour, 0.055));
	ctx.fillRect(0, side > 0 ? -length : 0, length, length);
	ctx.strokeStyle = css(lighter(species.leafColour, 0.2), 0.75);
	ctx.lineWidth = Math.max(1, unit * 0.16);
	ctx.beginPath();
	ctx.moveTo(length * 0.06, 0);
	ctx.lineTo(length * 0.93, 0);
	for (let vein = 0.2; vein < 0.8; vein += 0.12) {
		const out = length * species.fullness * 0.8 * Math.sin(Math.PI * (vein + 0.06));
		ctx.moveTo(length * vein, 0);
		ctx.lineTo(length * (vein + 0.13), -out);
		ctx.moveTo(length * vein, 0);
		ctx.lineTo(length * (vein + 0.13), out);
	}
	ctx.stroke();
	ctx.restore();
}

/** A point of the stem and the direction it grows in there. */
function along(foot: Point, bend: Point, top: Point, way: number) {
	const back = 1 - way;
	const at = (axis: 0 | 1) =>
		back * back * foot[axis] + 2 * back * way * bend[axis] + way * way * top[axis];
	const slope = (axis: 0 | 1) =>
		2 * back * (bend[axis] - foot[axis]) + 2 * way * (top[axis] - bend[axis]);
	return { point: [at(0), at(1)] as Point, angle: Math.atan2(slope(1), slope(0)) };
}
