import { type Colour, css, difference } from "./oklch.ts";
import type { Canvas, Composition, Scene } from "./scene.ts";
import { quietTones } from "./scheme.ts";
import { disc } from "./shapes.ts";

type Motif = (ctx: Canvas, side: number, colours: readonly [Colour, Colour]) => void;
type Tile = {
	readonly column: number;
	readonly row: number;
	/** In cells. */
	readonly span: number;
	readonly motif: Motif;
	readonly colours: readonly [ground: Colour, figure: Colour, second: Colour];
	readonly turns: number;
};

/** A wall of geometric tiles in the manner of the 1920s. A set turns and recolours the same wall. */
export const paintTiles: Composition = (scene) => {
	const { ctx, width, height, scheme, series } = scene;
	const across = Math.min(width, height) / series.whole(4, 5);
	const columns = Math.max(1, Math.round(width / across));
	const rows = Math.max(1, Math.round(height / across));
	const [cellWidth, cellHeight] = [width / columns, height / rows];
	ctx.fillStyle = css(scheme.paper);
	ctx.fillRect(0, 0, width, height);
	for (const tile of layTiles(scene, columns, rows)) {
		ctx.save();
		ctx.translate(
			(tile.column + tile.span / 2) * cellWidth,
			(tile.row + tile.span / 2) * cellHeight,
		);
		// Cells are nearly square; the last per cent is stretched away. Half a pixel more hides seams.
		ctx.scale((cellWidth * tile.span + 1) / 100, (cellHeight * tile.span + 1) / 100);
		ctx.rotate((tile.turns * Math.PI) / 2);
		ctx.beginPath();
		ctx.rect(-50, -50, 100, 100);
		ctx.clip();
		ctx.fillStyle = css(tile.colours[0]);
		ctx.fillRect(-50, -50, 100, 100);
		ctx.translate(-50, -50);
		tile.motif(ctx, 100, [tile.colours[1], tile.colours[2]]);
		ctx.restore();
	}
};

function layTiles(scene: Scene, columns: number, rows: number): Tile[] {
	const { series, own, scheme } = scene;
	const tiles: Tile[] = [];
	const apart = quietTones(scheme).filter(
		(tone) => difference(tone, scheme.paper) > 0.12 && difference(tone, scheme.ink) > 0.12,
	);
	const grounds = [scheme.paper, ...apart, scheme.ink] as const;
	const groundAt = new Map<string, Colour>();
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			if (groundAt.has(`${column},${row}`)) continue;
			const fits = column + 1 < columns && row + 1 < rows && !groundAt.has(`${column + 1},${row}`);
			const span = fits && series.chance(0.16) ? 2 : 1;
			// A large field with nothing on it would look like a tile that fell off.
			const motif = series.pick(span === 2 ? strongMotifs : motifs);
			const neighbours = [
				groundAt.get(`${column - 1},${row}`),
				groundAt.get(`${column},${row - 1}`),
			];
			const ground = pickApart(() => series.pick(grounds), neighbours, 0.15);
			for (let cell = 0; cell < span * span; cell++) {
				groundAt.set(`${column + (cell % span)},${row + Math.floor(cell / span)}`, ground);
			}
			const figure = pickApart(
				() => (own.chance(0.34) ? scheme.accent : own.pick(grounds)),
				[ground],
				0.22,
			);
			const second = pickApart(() => own.pick(grounds), [figure], 0.15);
			tiles.push({
				column,
				row,
				span,
				motif,
				colours: [ground, figure, second],
				turns: own.whole(0, 3),
			});
		}
	}
	return tiles;
}

/** A colour that stands off from its neighbours; after a few tries, whatever comes. */
function pickApart(
	pick: () => Colour,
	from: readonly (Colour | undefined)[],
	least: number,
): Colour {
	let colour = pick();
	for (let tries = 0; tries < 12; tries++) {
		if (from.every((other) => other === undefined || difference(colour, other) >= least)) break;
		colour = pick();
	}
	return colour;
}

const quarter: Motif = (ctx, side, [figure]) => {
	ctx.fillStyle = css(figure);
	ctx.beginPath();
	ctx.moveTo(0, 0);
	ctx.arc(0, 0, side, 0, Math.PI / 2);
	ctx.fill();
};

const petal: Motif = (ctx, side, [figure]) => {
	ctx.fillStyle = css(figure);
	ctx.beginPath();
	ctx.arc(0, side, side, -Math.PI / 2, 0);
	ctx.arc(side, 0, side, Math.PI / 2, Math.PI);
	ctx.fill();
};

const halves: Motif = (ctx, side, [figure, second]) => {
	for (const [y, colour] of [
		[0, figure],
		[side / 2, second],
	] as const) {
		ctx.fillStyle = css(colour);
		ctx.beginPath();
		ctx.arc(side / 2, y + side / 2, side / 2, Math.PI, 0);
		ctx.fill();
	}
};

const target: Motif = (ctx, side, [figure, second]) => {
	for (const [share, colour] of [
		[0.42, figure],
		[0.24, second],
	] as const) {
		disc(ctx, side / 2, side / 2, side * share);
		ctx.fillStyle = css(colour);
		ctx.fill();
	}
};

const arches: Motif = (ctx, side, [figure]) => {
	ctx.strokeStyle = css(figure);
	ctx.lineWidth = side / 9;
	for (const share of [0.94, 0.72, 0.5, 0.28]) {
		ctx.beginPath();
		ctx.arc(0, side, side * share, -Math.PI / 2, 0);
		ctx.stroke();
	}
};

const diagonal: Motif = (ctx, side, [figure]) => {
	ctx.fillStyle = css(figure);
	ctx.beginPath();
	ctx.moveTo(0, 0);
	ctx.lineTo(side, 0);
	ctx.lineTo(0, side);
	ctx.fill();
};

const bars: Motif = (ctx, side, [figure]) => {
	ctx.fillStyle = css(figure);
	for (let bar = 0; bar < 4; bar++) ctx.fillRect(0, ((bar * 2 + 0.5) * side) / 8, side, side / 8);
};

const dots: Motif = (ctx, side, [figure]) => {
	ctx.fillStyle = css(figure);
	for (let dot = 0; dot < 16; dot++) {
		disc(
			ctx,
			((dot % 4) + 0.5) * (side / 4),
			(Math.floor(dot / 4) + 0.5) * (side / 4),
			side * 0.06,
		);
		ctx.fill();
	}
};

const sunrise: Motif = (ctx, side, [figure, second]) => {
	ctx.fillStyle = css(second);
	ctx.fillRect(0, side / 2, side, side / 2);
	ctx.fillStyle = css(figure);
	ctx.beginPath();
	ctx.arc(side / 2, side / 2, side * 0.36, Math.PI, 0);
	ctx.fill();
};

const plain: Motif = () => {};

const strongMotifs = [quarter, petal, halves, target, arches, sunrise] as const;
const motifs = [...strongMotifs, quarter, petal, diagonal, bars, dots, plain] as const;
