import { createRandom } from "./random.ts";
import type { Canvas } from "./scene.ts";

const TILE_PX = 256;
/** Of 255: enough to take the plastic look away, too little to be seen as noise. */
const STRENGTH = 9;

/** Lays the tooth of paper over everything. */
export function paintGrain(ctx: Canvas, width: number, height: number): void {
	const tile = document.createElement("canvas");
	tile.width = TILE_PX;
	tile.height = TILE_PX;
	const tileCtx = tile.getContext("2d");
	if (tileCtx === null) return;
	const pixels = tileCtx.createImageData(TILE_PX, TILE_PX);
	const random = createRandom(0x9a17);
	for (let at = 0; at < pixels.data.length; at += 4) {
		// Two random numbers added are nearer to film than one.
		const grain = random.next() + random.next() - 1;
		pixels.data.fill(grain > 0 ? 255 : 0, at, at + 3);
		pixels.data[at + 3] = Math.abs(grain) * STRENGTH;
	}
	tileCtx.putImageData(pixels, 0, 0);
	const pattern = ctx.createPattern(tile, "repeat");
	if (pattern === null) return;
	ctx.fillStyle = pattern;
	ctx.fillRect(0, 0, width, height);
}
