/** Time as a port, so that a test of a ten-minute wait takes no time. */
export type Clock = {
	/** Milliseconds since the Unix epoch. */
	readonly now: () => number;
	/** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
	readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: (ms, signal) =>
		new Promise((resolve, reject) => {
			if (signal?.aborted) {
				reject(signal.reason);
				return;
			}
			const stop = () => {
				clearTimeout(timer);
				reject(signal?.reason);
			};
			const timer = setTimeout(() => {
				signal?.removeEventListener("abort", stop);
				resolve();
			}, ms);
			signal?.addEventListener("abort", stop, { once: true });
		}),
};
