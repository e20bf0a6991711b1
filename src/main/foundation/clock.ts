/** Time as a port, so that a test of a ten-minute wait takes no time. */
export type Clock = {
	/** Milliseconds since the Unix epoch. */
	readonly now: () => number;
	/** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
	readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
	/**
	 * Milliseconds since some moment, whatever anybody sets the clock to; it may stand still while
	 * the computer sleeps. Absent: nobody sets this clock.
	 */
	readonly steady?: () => number;
};

/** What the clock's steady reading says, for spans of time. */
export function steadyNow(clock: Clock): number {
	return clock.steady?.() ?? clock.now();
}

/** Node's timers take no more (https://nodejs.org/api/timers.html); a longer one would ring at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
	now: () => Date.now(),
	steady: () => performance.now(),
	sleep: async (ms, signal) => {
		const until = performance.now() + ms;
		let left = ms;
		do {
			await timer(Math.min(left, LONGEST_TIMER_MS), signal);
			left = until - performance.now();
			// A timer may ring a fraction of a millisecond early.
		} while (left >= 1);
	},
};

/** Leaves neither a timer nor a listener behind. */
function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal?.aborted) {
			reject(signal.reason);
			return;
		}
		const stop = () => {
			clearTimeout(running);
			reject(signal?.reason);
		};
		const running = setTimeout(() => {
			signal?.removeEventListener("abort", stop);
			resolve();
		}, ms);
		signal?.addEventListener("abort", stop, { once: true });
	});
}
