/** One line of `bench/results.json`. */
export type Result = {
	readonly name: string;
	/** Median over the rounds, in `unit`; the worst of them where `floor` is an allowance. */
	readonly ours: number;
	/** What `ours` is held against: measured in the same run, or an allowance where the benchmark says so. */
	readonly floor: number;
	/** `ours / floor`. Lower is better. */
	readonly ratio: number;
	/** The ratio should be at most this. */
	readonly goal: number;
	readonly unit: string;
	/** Rounds that went into it. */
	readonly n: number;
};

export type Benchmark = {
	/** What `npm run bench -- NAME` asks for; results begin with it. */
	readonly name: string;
	/** What is held against what, in one line. */
	readonly compares: string;
	/** @param say prints a line below the benchmark's name, for figures that are no ratio */
	readonly run: (say: (line: string) => void) => Promise<readonly Result[]>;
};

/** Thrown where a machine lacks what a benchmark needs; its message is the sentence to print. */
export class NotHere extends Error {
	override readonly name = "NotHere";
}
