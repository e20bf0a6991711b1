import type { Painting } from "./painting.ts";

/** Board units between two dots; doubled as often as it takes to stay apart on screen. */
const SPACING = 32;
/** CSS px: nearer than this the grid doubles, and beyond this zoom it is gone. */
const NEAREST = 20;
const FADES_BELOW_ZOOM = 0.3;
const GONE_BELOW_ZOOM = 0.12;
/** CSS px. */
const DOT = 2;
/** Quiet beside any picture. */
const STRENGTH = 0.35;

type Tile = { readonly pattern: CanvasPattern; readonly side: number };

/** By everything they are made of. While one zooms a new one is wanted with every frame, but of few sizes. */
const tiles = new Map<string, Tile>();

/** Fills the canvas with the ground and its dots, which fade as one looks from further away. */
export function paintGround({ ctx, colours, ...painting }: Painting): void {
	const { width, height, scale, dpr, originX, originY } = painting;
	ctx.setTransform(1, 0, 0, 1, 0, 0);
	ctx.fillStyle = colours.ground;
	ctx.fillRect(0, 0, width, height);
	const zoom = scale / dpr;
	const strength = (zoom - GONE_BELOW_ZOOM) / (FADES_BELOW_ZOOM - GONE_BELOW_ZOOM);
	if (strength <= 0) return;
	let spacing = SPACING * scale;
	while (spacing < NEAREST * dpr) spacing *= 2;
	const dots = dotTile(ctx, Math.round(spacing), DOT * dpr, colours.dot);
	if (dots === undefined) return;
	const stretch = spacing / dots.side;
	const shiftX = (((originX - spacing / 2) % spacing) + spacing) % spacing;
	const shiftY = (((originY - spacing / 2) % spacing) + spacing) % spacing;
	dots.pattern.setTransform(new DOMMatrix([stretch, 0, 0, stretch, shiftX, shiftY]));
	ctx.globalAlpha = STRENGTH * Math.min(1, strength);
	ctx.fillStyle = dots.pattern;
	ctx.fillRect(0, 0, width, height);
	ctx.globalAlpha = 1;
}

/** A square with one dot in its middle. */
function dotTile(
	ctx: CanvasRenderingContext2D,
	side: number,
	dot: number,
	colour: string,
): Tile | undefined {
	const key = `${side} ${dot} ${colour}`;
	const known = tiles.get(key);
	if (known !== undefined) return known;
	const canvas = new OffscreenCanvas(side, side);
	const on = canvas.getContext("2d");
	if (on === null) return undefined;
	on.fillStyle = colour;
	on.beginPath();
	on.arc(side / 2, side / 2, dot / 2, 0, 2 * Math.PI);
	on.fill();
	const pattern = ctx.createPattern(canvas, "repeat");
	if (pattern === null) return undefined;
	const tile = { pattern, side };
	tiles.set(key, tile);
	return tile;
}
