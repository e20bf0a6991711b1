import type { Capability } from "./capability.ts";

/** Bounds of free sizes, px; a ratio is width divided by height. */
export type FreeSize = NonNullable<Capability["size"]["free"]>;
export type PixelSize = { readonly width: number; readonly height: number };

/** What an exact size breaks, the first of: too stretched, a side too long, too few or too many pixels. */
export type SizeBreach = "ratio" | "side" | "too-small" | "too-large";

/** Says which bound a size breaks, or nothing when it fits. */
export function sizeBreach({ width, height }: PixelSize, free: FreeSize): SizeBreach | undefined {
	const ratio = width / height;
	if (ratio < free.minRatio || ratio > free.maxRatio) return "ratio";
	if (Math.max(width, height) > free.maxSide) return "side";
	if (width * height < free.minPixels) return "too-small";
	if (width * height > free.maxPixels) return "too-large";
	return undefined;
}

/** Steps of the grid a suggestion is sought on: round numbers first. */
const GRIDS = [16, 8, 4, 2, 1] as const;
/** How far a rounder number may bend the proportions: below what the eye sees. */
const TOLERATED_BEND = 0.002;

/**
 * The size nearest to a wanted one that fits: the same proportions where they are allowed, the
 * nearest allowed area, on round numbers where that does not bend the picture.
 * @returns nothing when no whole-number size near the wanted proportions fits the bounds
 */
export function nearestFreeSize(wanted: PixelSize, free: FreeSize): PixelSize | undefined {
	const ratio = nearestRatio(wanted.width / wanted.height, free);
	if (ratio === undefined) return undefined;
	// The longest side caps the area: of two sides of this ratio, the longer may be `maxSide`.
	const cappedPixels = free.maxSide ** 2 * Math.min(ratio, 1 / ratio);
	const pixels = clamp(
		wanted.width * wanted.height,
		free.minPixels,
		Math.min(free.maxPixels, cappedPixels),
	);
	const ideal = { width: Math.sqrt(pixels * ratio), height: Math.sqrt(pixels / ratio) };
	for (const grid of GRIDS) {
		const best = bestOnGrid(ideal, grid, free);
		if (best !== undefined && (grid === 1 || bend(best, ratio) <= TOLERATED_BEND)) return best;
	}
	return undefined;
}

/** The allowed ratio nearest to this one, minding that a very long side leaves too few pixels. */
function nearestRatio(ratio: number, free: FreeSize): number | undefined {
	const longest = free.maxSide ** 2 / free.minPixels;
	const min = Math.max(free.minRatio, 1 / longest);
	const max = Math.min(free.maxRatio, longest);
	return min > max ? undefined : clamp(ratio, min, max);
}

/** The fitting size nearest to the ideal whose sides are multiples of `grid`. */
function bestOnGrid(ideal: PixelSize, grid: number, free: FreeSize): PixelSize | undefined {
	const ratio = ideal.width / ideal.height;
	const area = ideal.width * ideal.height;
	// A pixel of the shorter side bends the picture most, so that side is tried and the other follows.
	const shorter = Math.round(Math.min(ideal.width, ideal.height) / grid);
	const candidates = [-2, -1, 0, 1, 2].flatMap((step) => {
		const side = (shorter + step) * grid;
		return ratio >= 1
			? widthsBeside(side, ratio, grid, free).map((width) => ({ width, height: side }))
			: widthsBeside(side, 1 / ratio, grid, transposed(free)).map((height) => ({
					width: side,
					height,
				}));
	});
	// Proportions first: a designer sees a bent shape before a percent of area.
	const distance = (size: PixelSize) =>
		10 * bend(size, ratio) + Math.abs(Math.log((size.width * size.height) / area));
	return candidates.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** The multiple of `grid` nearest to `ratio * height` that fits beside this height, if there is one. */
function widthsBeside(height: number, ratio: number, grid: number, free: FreeSize): number[] {
	if (height <= 0) return [];
	const least = Math.ceil(Math.max(free.minRatio * height, free.minPixels / height) / grid);
	const most = Math.floor(
		Math.min(free.maxRatio * height, free.maxPixels / height, free.maxSide) / grid,
	);
	const width = clamp(Math.round((ratio * height) / grid), least, most) * grid;
	return sizeBreach({ width, height }, free) === undefined ? [width] : [];
}

function transposed(free: FreeSize): FreeSize {
	return { ...free, minRatio: 1 / free.maxRatio, maxRatio: 1 / free.minRatio };
}

function bend(size: PixelSize, ratio: number): number {
	return Math.abs(Math.log(size.width / size.height) - Math.log(ratio));
}

function clamp(value: number, min: number, max: number): number {
	return Math.min(Math.max(value, min), max);
}
