import { setImmediate as turn } from "node:timers/promises";
import type { Clock } from "../../../../../src/main/foundation/clock.ts";
import { NOON } from "../test-library.ts";

/** What Node calls work on files that is still going on. */
const fileWork = /^(?:FSReq|CloseReq)/;
/** Between two pieces of work a few turns may pass. */
const IDLE_TURNS = 20;

type Sleeper = { readonly until: number; readonly wake: () => void };

/** A clock that moves only when a test lets it run; its time of day can be set without its steady time. */
export function steppedClock(): Required<Clock> & {
	readonly run: (ms: number) => Promise<void>;
	readonly set: (now: number) => void;
} {
	let steady = 0;
	let offset = NOON;
	const sleepers = new Set<Sleeper>();

	/** Whoever was woken reads and writes real files, and sleeps again; or is done, and touches none any more. */
	const settle = async (asleep: number) => {
		for (let idle = 0; sleepers.size < asleep && idle < IDLE_TURNS; idle += 1) {
			await turn();
			if (process.getActiveResourcesInfo().some((name) => fileWork.test(name))) idle = 0;
		}
		await turn();
	};
	return {
		now: () => steady + offset,
		steady: () => steady,
		sleep: (ms, signal) =>
			new Promise((resolve, reject) => {
				const stop = () => {
					sleepers.delete(sleeper);
					reject(signal?.reason);
				};
				const sleeper: Sleeper = {
					until: steady + ms,
					wake: () => {
						sleepers.delete(sleeper);
						signal?.removeEventListener("abort", stop);
						resolve();
					},
				};
				if (signal?.aborted) return reject(signal.reason);
				signal?.addEventListener("abort", stop, { once: true });
				sleepers.add(sleeper);
			}),
		run: async (ms) => {
			const end = steady + ms;
			await settle(1);
			for (;;) {
				const asleep = sleepers.size;
				const next = [...sleepers]
					.filter(({ until }) => until <= end)
					.sort((a, b) => a.until - b.until)[0];
				if (next === undefined) break;
				steady = Math.max(steady, next.until);
				next.wake();
				await settle(asleep);
			}
			steady = end;
		},
		set: (now) => {
			offset = now - steady;
		},
	};
}
