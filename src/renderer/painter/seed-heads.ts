import { type Colour, css, lighter, mix } from "./oklch.ts";
import type { Scene } from "./scene.ts";
import { disc, leaf, placed } from "./shapes.ts";

/** What all plants of a set have in common. */
export type Species = {
	readonly leafLength: number;
	readonly fullness: number;
	readonly pairs: number;
	readonly opposite: boolean;
	readonly head: "poppy" | "honesty" | "umbel" | "bud";
	readonly leafColour: Colour;
	readonly headColour: Colour;
};

/** The top of a stem, growing towards negative y. */
export const seedHeads = {
	poppy: paintPoppy,
	honesty: paintHonesty,
	umbel: paintUmbel,
	bud: paintBud,
} as const satisfies Record<Species["head"], (scene: Scene, species: Species) => void>;

function paintPoppy({ ctx, unit, own }: Scene, { headColour, leafColour }: Species): void {
	const size = unit * own.between(3.6, 5);
	ctx.fillStyle = css(headColour);
	ctx.beginPath();
	ctx.ellipse(0, -size * 0.9, size * 0.82, size, 0, 0, Math.PI * 2);
	ctx.fill();
	ctx.strokeStyle = css(lighter(headColour, -0.14));
	ctx.lineWidth = unit * 0.22;
	ctx.beginPath();
	for (const bow of [-0.5, 0, 0.5]) {
		ctx.moveTo(0, -size * 1.85);
		ctx.quadraticCurveTo(size * bow * 2, -size * 0.9, 0, size * 0.05);
	}
	ctx.stroke();
	ctx.fillStyle = css(leafColour);
	ctx.beginPath();
	for (let tooth = 0; tooth <= 8; tooth++) {
		const x = -size * 0.85 + (size * 1.7 * tooth) / 8;
		ctx.lineTo(x, -size * (tooth % 2 === 0 ? 2.16 : 1.95) + (Math.abs(tooth - 4) * size) / 20);
	}
	ctx.lineTo(size * 0.4, -size * 1.72);
	ctx.lineTo(-size * 0.4, -size * 1.72);
	ctx.closePath();
	ctx.fill();
}

function paintHonesty(
	{ ctx, unit, own, scheme }: Scene,
	{ headColour, leafColour }: Species,
): void {
	for (let coin = 0; coin < 7; coin++) {
		const side = coin % 2 === 0 ? -1 : 1;
		const y = -unit * (coin * 3.1 - 4);
		const size = unit * own.between(2.5, 3.3) * (1.15 - coin * 0.06);
		placed(ctx, { x: side * unit * (coin === 6 ? 0 : 3.1), y, angle: side * 0.5 }, () => {
			ctx.beginPath();
			ctx.ellipse(0, 0, size, size * 1.22, 0, 0, Math.PI * 2);
			ctx.fillStyle = css(mix(headColour, scheme.paper, scheme.night ? 0 : 0.55));
			ctx.fill();
			ctx.strokeStyle = css(leafColour);
			ctx.lineWidth = unit * 0.26;
			ctx.stroke();
			ctx.fillStyle = css(leafColour, 0.35);
			for (const [x, seedY] of [
				[-0.25, -0.2],
				[0.22, 0.1],
				[-0.1, 0.42],
			] as const) {
				disc(ctx, x * size, seedY * size, size * 0.13);
				ctx.fill();
			}
		});
	}
}

function paintUmbel({ ctx, unit, own }: Scene, { headColour, leafColour }: Species): void {
	const rays = 11;
	for (let ray = 0; ray < rays; ray++) {
		const angle = -Math.PI / 2 + (ray / (rays - 1) - 0.5) * 2.1;
		const length =
			unit * 12.5 * (0.86 + 0.14 * Math.cos(angle + Math.PI / 2)) * own.between(0.93, 1.05);
		const [x, y] = [Math.cos(angle) * length, Math.sin(angle) * length];
		ctx.strokeStyle = css(leafColour);
		ctx.lineWidth = unit * 0.3;
		ctx.beginPath();
		ctx.moveTo(0, 0);
		ctx.quadraticCurveTo(x * 0.35, y * 0.65, x, y);
		ctx.stroke();
		ctx.fillStyle = css(headColour);
		for (let seed = 0; seed < 7; seed++) {
			const around = (seed / 7) * Math.PI * 2;
			const out = seed === 6 ? 0 : unit * 1.15;
			disc(
				ctx,
				x + Math.cos(around) * out,
				y + Math.sin(around) * out,
				unit * own.between(0.5, 0.78),
			);
			ctx.fill();
		}
	}
}

function paintBud({ ctx, unit, own }: Scene, { headColour, leafColour }: Species): void {
	const length = unit * own.between(9, 12);
	for (const [turn, colour] of [
		[-0.42, lighter(headColour, -0.07)],
		[0.42, lighter(headColour, -0.03)],
		[0, headColour],
	] as const) {
		placed(ctx, { x: 0, y: 0, angle: -Math.PI / 2 + turn }, () => {
			leaf(ctx, length * (turn === 0 ? 1 : 0.86), 0.3);
			ctx.fillStyle = css(colour);
			ctx.fill();
		});
	}
	for (const turn of [-0.7, 0.7]) {
		placed(ctx, { x: 0, y: unit * 0.4, angle: -Math.PI / 2 + turn }, () => {
			leaf(ctx, length * 0.5, 0.22);
			ctx.fillStyle = css(leafColour);
			ctx.fill();
		});
	}
}
