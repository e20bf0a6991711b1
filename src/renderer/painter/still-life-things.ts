import { type Colour, css, lighter, mix } from "./oklch.ts";
import type { Point, Scene } from "./scene.ts";
import { toneAt } from "./scheme.ts";
import { disc, leaf, placed } from "./shapes.ts";

type Detail = (scene: Scene, size: number, colour: Colour) => void;

/** A thing that stands on the table, measured in hundredths of the picture's shorter side. */
export type Thing = {
	/** Its right side from the foot up: distance from the middle, height. */
	readonly profile: readonly Point[];
	/** Half of its widest part. */
	readonly width: number;
	readonly tall: boolean;
	/** Half the width of its opening. */
	readonly mouth?: number;
	/** Painted before its body, on it, and after it; the origin is the middle of its foot. */
	readonly behind?: Detail;
	readonly pattern?: Detail;
	readonly front?: Detail;
};

const branch: Detail = ({ ctx, unit, scheme, own }, size, colour) => {
	const leafColour = scheme.night ? toneAt(scheme, 0.25) : mix(toneAt(scheme, 0.85), colour, 0.1);
	for (const bend of [-1, 0.25, 1.1]) {
		const top: Point = [bend * size * own.between(7, 11), -size * own.between(50, 58)];
		ctx.strokeStyle = css(leafColour);
		ctx.lineWidth = unit * 0.4;
		ctx.beginPath();
		ctx.moveTo(0, -size * 26);
		ctx.quadraticCurveTo(0, -size * 42, ...top);
		ctx.stroke();
		for (let step = 0; step < 6; step++) {
			const way = 0.3 + step * 0.14;
			const x = top[0] * way * way;
			const y = -size * 26 + (top[1] + size * 26) * way;
			const angle = -Math.PI / 2 + bend * 0.5 * way + (step % 2 === 0 ? -0.85 : 0.85);
			placed(ctx, { x, y, angle }, () => {
				leaf(ctx, size * own.between(6.5, 9), 0.24);
				ctx.fillStyle = css(lighter(leafColour, step % 2 === 0 ? 0 : 0.06));
				ctx.fill();
			});
		}
	}
};

const bands: Detail = ({ ctx }, size, colour) => {
	ctx.fillStyle = css(lighter(colour, 0.13), 0.9);
	for (const height of [13, 16, 19])
		ctx.fillRect(-size * 20, -size * height, size * 40, size * 1.1);
};

const glaze: Detail = ({ ctx, scheme }, size, colour) => {
	ctx.fillStyle = css(mix(scheme.paper, colour, 0.2), 0.85);
	ctx.fillRect(-size * 30, -size * 60, size * 60, size * 42);
};

const shine: Detail = ({ ctx, unit }, size, colour) => {
	ctx.strokeStyle = css(lighter(colour, 0.18), 0.8);
	ctx.lineWidth = unit * 0.7;
	ctx.lineCap = "round";
	ctx.beginPath();
	ctx.moveTo(-size * 3.6, -size * 6);
	ctx.lineTo(-size * 3.6, -size * 19);
	ctx.stroke();
};

const fruitIn: Detail = ({ ctx, scheme }, size) => {
	for (const [x, y, radius, shade] of [
		[-6.5, 13.5, 5.4, -0.02],
		[5.8, 13.2, 5.8, -0.06],
		[-0.4, 15.4, 5.6, 0.03],
	] as const) {
		disc(ctx, x * size, -y * size, radius * size);
		ctx.fillStyle = css(lighter(scheme.accent, shade));
		ctx.fill();
	}
};

const stalk: Detail = ({ ctx, unit, scheme }, size) => {
	ctx.strokeStyle = css(scheme.night ? toneAt(scheme, 0.3) : scheme.ink);
	ctx.lineWidth = unit * 0.55;
	ctx.lineCap = "round";
	ctx.beginPath();
	ctx.moveTo(0, -size * 17.6);
	ctx.quadraticCurveTo(size * 0.3, -size * 20, size * 1.8, -size * 21.5);
	ctx.stroke();
};

const navel: Detail = ({ ctx }, size, colour) => {
	ctx.fillStyle = css(lighter(colour, -0.18));
	disc(ctx, size * 1.2, -size * 11.6, size * 0.55);
	ctx.fill();
};

/** In the order a small table would be laid. */
export const things: readonly [Thing, ...Thing[]] = [
	{
		profile: [
			[5.4, 0],
			[9.5, 4],
			[11.2, 11],
			[8.6, 19],
			[4, 24],
			[3.6, 27],
			[4.6, 30],
		],
		width: 11,
		tall: true,
		mouth: 4.6,
		behind: branch,
		pattern: bands,
	},
	{
		profile: [
			[6, 0],
			[7.6, 2.8],
			[7.8, 6.5],
			[6.2, 10.5],
			[3.6, 13],
			[3, 16.5],
			[1.6, 18.2],
			[0.2, 18.6],
		],
		width: 7.8,
		tall: false,
		front: stalk,
	},
	{
		profile: [
			[5.6, 0],
			[5.9, 1],
			[5.9, 20],
			[5.6, 24],
			[2.2, 28],
			[2, 33],
			[2, 39],
			[2.5, 40],
		],
		width: 6,
		tall: true,
		mouth: 2.5,
		front: shine,
	},
	{
		profile: [
			[5, 0],
			[5.2, 1.6],
			[10, 4.5],
			[14, 9],
			[15.2, 13],
		],
		width: 15,
		tall: false,
		behind: fruitIn,
	},
	{
		profile: [
			[3, 0.2],
			[6, 2],
			[7.2, 6.2],
			[6, 10.4],
			[3, 12.3],
			[0.2, 12.5],
		],
		width: 7.2,
		tall: false,
		front: navel,
	},
	{
		profile: [
			[8.4, 0],
			[9.6, 3],
			[10.8, 12],
			[9, 22],
			[7.6, 27],
			[8.6, 31],
		],
		width: 10,
		tall: true,
		mouth: 8.6,
		pattern: glaze,
	},
];
