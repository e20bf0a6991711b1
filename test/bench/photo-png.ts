import { encodePng } from "../simulator/png.ts";
import { repeatableRandom } from "./measure.ts";

const CHANNELS = 3;
const FILTER_SUB = 1;
/** Grain of ±8 packs to about 0.6 bytes a sample: 2048 × 2048 px are 7.5 MB, 4096 × 4096 px 30 MB. */
const GRAIN = 8;
/** Long enough for no pattern that a packer could find again in its window of 32 KB. */
const NOISE_LENGTH = 1 << 20;

/**
 * A PNG that is as much work as a photograph: soft shapes with grain over all of it.
 * @param size pixels; every seed gives another picture
 */
export function photoPng(size: {
	readonly width: number;
	readonly height: number;
	readonly seed?: number;
}): Buffer {
	const { width, height, seed = 1 } = size;
	return encodePng(width, height, scanLines(width, height, seed));
}

/** Lines as differences to the pixel on their left, which is how encoders write photographs. */
function scanLines(width: number, height: number, seed: number): Buffer {
	const noise = grain(seed);
	const wave = Float32Array.from(
		{ length: width * CHANNELS },
		(_, at) => 90 * Math.sin((Math.floor(at / CHANNELS) / width + (at % CHANNELS)) * 4 + seed),
	);
	const lines = Buffer.alloc(height * (1 + width * CHANNELS));
	const left = new Uint8Array(CHANNELS);
	let to = 0;
	let from = 0;
	for (let y = 0; y < height; y += 1) {
		lines[to] = FILTER_SUB;
		to += 1;
		left.fill(0);
		const fade = 1 - y / height;
		for (let x = 0; x < width; x += 1) {
			for (let channel = 0; channel < CHANNELS; channel += 1) {
				const shade = 128 + (wave[x * CHANNELS + channel] ?? 0) * fade;
				const value = Math.round(shade + (noise[from & (NOISE_LENGTH - 1)] ?? 0));
				lines[to] = (value - (left[channel] ?? 0)) & 255;
				left[channel] = value;
				to += 1;
				from += 1;
			}
		}
		from += 7919;
	}
	return lines;
}

function grain(seed: number): Int8Array {
	const random = repeatableRandom(seed);
	return Int8Array.from({ length: NOISE_LENGTH }, () => Math.round((random() * 2 - 1) * GRAIN));
}
