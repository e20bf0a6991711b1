import { type Clock, steadyNow } from "../foundation/clock.ts";

/** The window has what it begins with when it has asked for nothing this long, milliseconds. */
const QUIET_MS = 700;
/** However much it asks: work that can wait does not wait longer. */
const LONGEST_MS = 10_000;

/** Tells when the window has drawn what it starts with, by what it asks for. */
export type FirstQuiet = {
	/** Carries out something the window asks for, and counts it. */
	readonly asked: <T>(answer: () => Promise<T>) => Promise<T>;
	/** Resolves with true once the window asks for nothing any more; with false when `end` came first. */
	readonly come: Promise<boolean>;
	readonly end: () => void;
};

/** @param clock begins to run now; a window that never asks is not waited for for ever */
export function createFirstQuiet(clock: Clock): FirstQuiet {
	const ended = new AbortController();
	const latest = steadyNow(clock) + LONGEST_MS;
	let open = 0;
	let last: number | undefined;

	const wait = async () => {
		for (;;) {
			const now = steadyNow(clock);
			const quietAt = last === undefined || open > 0 ? now + QUIET_MS : last + QUIET_MS;
			const left = Math.min(quietAt, latest) - now;
			if (left <= 0) return true;
			await clock.sleep(left, ended.signal);
		}
	};
	return {
		asked: async (answer) => {
			open += 1;
			try {
				return await answer();
			} finally {
				open -= 1;
				last = steadyNow(clock);
			}
		},
		come: wait().catch((error: unknown) => {
			if (ended.signal.aborted) return false;
			throw error;
		}),
		end: () => ended.abort(),
	};
}
