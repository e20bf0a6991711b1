import { expect, test } from "vitest";
import { createFirstQuiet } from "../../../../src/main/shell/first-quiet.ts";

/** A clock that runs only while it is slept by, and may do something at each waking. */
function sleptClock(atWaking: (now: number) => void = () => {}) {
	let now = 0;
	return {
		now: () => now,
		sleep: async (ms: number, signal?: AbortSignal) => {
			await Promise.resolve();
			now += ms;
			atWaking(now);
			signal?.throwIfAborted();
		},
	};
}

test("work that can wait begins a while after the window asked for something the last time", async () => {
	let left = 4;
	const clock = sleptClock(() => {
		left -= 1;
		if (left >= 0) void quiet.asked(async () => {});
	});
	const quiet = createFirstQuiet(clock);
	expect(await quiet.come).toBe(true);
	expect([left, clock.now()]).toEqual([-1, 5 * 700]);
});

test("it waits for an answer that takes long", async () => {
	const answer = Promise.withResolvers<void>();
	const clock = sleptClock((now) => now >= 3_000 && answer.resolve());
	const quiet = createFirstQuiet(clock);
	const asked = quiet.asked(() => answer.promise);
	await quiet.come;
	await asked;
	expect(clock.now()).toBeGreaterThanOrEqual(3_000);
});

test("a window that never stops asking is not waited for for ever, nor one that never asks", async () => {
	const busy = sleptClock(() => void asking.asked(async () => {}));
	const asking = createFirstQuiet(busy);
	expect(await asking.come).toBe(true);
	const still = sleptClock();
	expect(await createFirstQuiet(still).come).toBe(true);
	expect([busy.now(), still.now()]).toEqual([10_000, 10_000]);
});

test("an app that closes before begins nothing", async () => {
	const quiet = createFirstQuiet(sleptClock(() => quiet.end()));
	expect(await quiet.come).toBe(false);
});

test("what is asked for is answered, and what fails fails", async () => {
	const quiet = createFirstQuiet(sleptClock());
	expect(await quiet.asked(async () => 7)).toBe(7);
	await expect(quiet.asked(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
});
