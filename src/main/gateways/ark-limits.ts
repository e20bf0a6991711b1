import type { Capability, ReferenceRules, Shape } from "../../contract/capability.ts";

/**
 * What Volcengine Ark itself takes for Seedream, which is what every gateway passes on to:
 * gateway reference 5.2 to 5.4, read 2026-11-21. A gateway's own page wins where it differs.
 */

const shapes = (rows: readonly (readonly [string, number, number])[]): Shape[] =>
	rows.map(([ratio, width, height]) => ({ ratio, width, height }));

/** The pixel sizes Ark names for its tiers. */
export const arkShapes = {
	"1K": shapes([
		["1:1", 1024, 1024],
		["4:3", 1152, 864],
		["3:4", 864, 1152],
		["16:9", 1280, 720],
		["9:16", 720, 1280],
		["3:2", 1248, 832],
		["2:3", 832, 1248],
		["21:9", 1512, 648],
	]),
	"2K": shapes([
		["1:1", 2048, 2048],
		["4:3", 2304, 1728],
		["3:4", 1728, 2304],
		["16:9", 2848, 1600],
		["9:16", 1600, 2848],
		["3:2", 2496, 1664],
		["2:3", 1664, 2496],
		["21:9", 3136, 1344],
	]),
	"3K": shapes([
		["1:1", 3072, 3072],
		["4:3", 3456, 2592],
		["3:4", 2592, 3456],
		["16:9", 4096, 2304],
		["9:16", 2304, 4096],
		["3:2", 3744, 2496],
		["2:3", 2496, 3744],
		["21:9", 4704, 2016],
	]),
	"4K": shapes([
		["1:1", 4096, 4096],
		["4:3", 4704, 3520],
		["3:4", 3520, 4704],
		["16:9", 5504, 3040],
		["9:16", 3040, 5504],
		["3:2", 4992, 3328],
		["2:3", 3328, 4992],
		["21:9", 6240, 2656],
	]),
} as const satisfies Record<string, Shape[]>;

const MAX_RATIO = 16;
const MAX_PIXELS = 4096 * 4096;

/**
 * Free sizes between 1:16 and 16:1.
 * @param maxPixels today's limit of all three models unless another is given
 */
export function arkFreeSize(
	minPixels: number,
	maxPixels: number = MAX_PIXELS,
): NonNullable<Capability["size"]["free"]> {
	return {
		minPixels,
		maxPixels,
		minRatio: 1 / MAX_RATIO,
		maxRatio: MAX_RATIO,
		// The longest side that a picture of 16:1 can have within the pixels.
		maxSide: Math.floor(Math.sqrt(maxPixels * MAX_RATIO)),
	};
}

/** 2560 x 1440, the least Seedream 5.0 lite and 4.5 draw. */
export const MIN_PIXELS_2K = 2560 * 1440;
/** 1280 x 720, the least Seedream 4.0 draws. */
export const MIN_PIXELS_1K = 1280 * 720;
/** The most Seedream 5.0 lite drew in early 2026 (reference 5.3); today's pages allow 4096 x 4096. */
export const EARLY_MAX_PIXELS_LITE = 10_404_496;

/** The limits of early 2026, which relays copied: stricter than today's, so they hold everywhere. */
export const arkReferences: ReferenceRules = {
	max: 14,
	formats: ["jpeg", "png", "webp", "gif", "tiff", "bmp"],
	maxBytes: 10_000_000,
	maxPixels: 36_000_000,
	// "More than 14 px".
	minSide: 15,
	minRatio: 1 / MAX_RATIO,
	maxRatio: MAX_RATIO,
	by: ["inline", "link"],
};

/** References and pictures of one request together. */
export const ARK_REFERENCES_PLUS_IMAGES = 15;

/** Above this the model overlooks parts of the prompt. */
export const arkAdvisedPrompt = { cjkChars: 300, words: 600 };
