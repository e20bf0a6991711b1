/** Bounds of `contract/board.ts`: an edit never makes a number that a board may not hold. */
const LEAST_LENGTH = 0.01;
const MOST_LENGTH = 1_000_000;
const FARTHEST = 10_000_000;

/** A width or height as a board may hold it. */
export function boundLength(length: number): number {
	return clamp(length, LEAST_LENGTH, MOST_LENGTH);
}

/** A coordinate as a board may hold it. */
export function boundPlace(place: number): number {
	return clamp(place, -FARTHEST, FARTHEST);
}

/** The same direction, above -180 and up to 180 degrees. */
export function boundTurn(degrees: number): number {
	if (!Number.isFinite(degrees)) return 0;
	const turned = degrees % 360;
	if (turned > 180) return turned - 360;
	// Never -0: it is 0 once the board was written and read.
	return turned <= -180 ? turned + 360 : turned + 0;
}

/** 0 to 1. */
export function boundFraction(fraction: number): number {
	return clamp(fraction, 0, 1);
}

/** The factor nearest to this one that makes none of these lengths too small or too large for a board. */
export function boundFactor(factor: number, lengths: readonly number[]): number {
	const least = Math.max(...lengths.map((length) => LEAST_LENGTH / length));
	const most = Math.min(...lengths.map((length) => MOST_LENGTH / length));
	return lengths.length === 0 ? factor : clamp(factor, least, Math.max(least, most));
}

/** What is no number becomes the bound nearest to 0. */
export function clamp(value: number, min: number, max: number): number {
	const known = Number.isNaN(value) ? 0 : value;
	return Math.min(Math.max(known, min), max) + 0;
}
