/** A source of numbers that always gives the same ones for the same seed. */
export type Random = {
	/** From 0 up to, and without, 1. */
	readonly next: () => number;
	readonly between: (low: number, high: number) => number;
	/** A whole number from `low` to `high`, both included. */
	readonly whole: (low: number, high: number) => number;
	readonly chance: (share: number) => boolean;
	readonly pick: <T>(items: readonly [T, ...T[]]) => T;
	readonly shuffle: <T>(items: readonly T[]) => T[];
};

/** @param parts numbers that together name a stream, such as a seed and a frame */
export function createRandom(...parts: number[]): Random {
	let state = parts.reduce((hash, part) => Math.imul(hash ^ part, 0x9e37_79b1) + 0x7f4a_7c15, 1);
	// mulberry32: 32 bits of state are plenty for a picture.
	const next = () => {
		state = (state + 0x6d2b_79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	};
	const between = (low: number, high: number) => low + (high - low) * next();
	const whole = (low: number, high: number) => Math.floor(between(low, high + 1));
	return {
		next,
		between,
		whole,
		chance: (share) => next() < share,
		pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
		shuffle: (items) => {
			const left = [...items];
			return items.flatMap(() => left.splice(whole(0, left.length - 1), 1));
		},
	};
}

/** 32 bits that differ for different texts (FNV-1a). */
export function hashText(text: string): number {
	let hash = 0x811c_9dc5;
	for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x0100_0193);
	return hash >>> 0;
}

/** A rolling line: for any place a height from about -1 to 1, smooth, without end and never repeating. */
export type Terrain = (place: number) => number;

/** @param roughness 0: one long swell; 1: jagged in every size */
export function createTerrain(random: Random, roughness: number): Terrain {
	const waves = [1, 2.03, 4.17, 8.43, 16.9, 34.1].map((frequency, octave) => ({
		frequency,
		height: roughness ** octave,
		salt: random.whole(0, 0xffff),
	}));
	const total = waves.reduce((sum, { height }) => sum + height, 0);
	return (place) =>
		waves.reduce(
			(sum, { frequency, height, salt }) => sum + height * smoothNoise(place * frequency, salt),
			0,
		) / total;
}

function smoothNoise(place: number, salt: number): number {
	const left = Math.floor(place);
	const part = place - left;
	const ease = part * part * (3 - 2 * part);
	return lattice(left, salt) * (1 - ease) + lattice(left + 1, salt) * ease;
}

function lattice(point: number, salt: number): number {
	let hash = Math.imul(point, 0x27d4_eb2d) ^ Math.imul(salt, 0x1656_67b1);
	hash = Math.imul(hash ^ (hash >>> 15), 0x85eb_ca6b);
	hash ^= hash >>> 13;
	return ((hash >>> 0) / 0xffff_ffff) * 2 - 1;
}
