import type { Result } from "./benchmark.ts";

/** One measurement; most give milliseconds. */
export type Side = (round: number) => number | Promise<number>;

export type Medians = { readonly ours: number; readonly floor: number; readonly n: number };

/**
 * Measures both sides in turn, round after round, so that whatever else the machine does falls on
 * both. Every other round begins with the floor: neither side always finds the caches the other left.
 * @param sides.rounds counted rounds
 * @param sides.warmUps rounds before that, which are thrown away
 */
export async function interleave(sides: {
	readonly ours: Side;
	readonly floor: Side;
	readonly rounds: number;
	readonly warmUps: number;
}): Promise<Medians> {
	const ours: number[] = [];
	const floor: number[] = [];
	for (let round = -sides.warmUps; round < sides.rounds; round += 1) {
		const first = round % 2 === 0 ? sides.ours : sides.floor;
		const second = first === sides.ours ? sides.floor : sides.ours;
		const before = await first(round);
		const after = await second(round);
		if (round < 0) continue;
		ours.push(first === sides.ours ? before : after);
		floor.push(first === sides.ours ? after : before);
	}
	return { ours: median(ours), floor: median(floor), n: sides.rounds };
}

/** How long a piece of work takes, ms. */
export async function timed(work: () => unknown): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}

/** @throws Error when there is nothing to take it of */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
	if (below === undefined || above === undefined) throw new Error("no measurement was made");
	return (below + above) / 2;
}

/** A line of the table from two medians. */
export function result(
	name: string,
	{ ours, floor, n }: Medians,
	{ goal, unit = "ms" }: { readonly goal: number; readonly unit?: string },
): Result {
	return {
		name,
		ours: short(ours),
		floor: short(floor),
		ratio: short(ours / floor),
		goal,
		unit,
		n,
	};
}

/** Four digits: more would be noise. */
function short(value: number): number {
	return Number(value.toPrecision(4));
}

/** Numbers from 0 to 1 that are the same in every run. */
export function repeatableRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		// Mulberry32 (public domain).
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
