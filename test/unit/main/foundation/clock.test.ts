import { getEventListeners } from "node:events";
import { afterEach, expect, it, vi } from "vitest";
import { steadyNow, systemClock } from "../../../../src/main/foundation/clock.ts";

afterEach(() => {
	vi.useRealTimers();
});

it("sleeps for months where one timer takes only weeks", async () => {
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
	const days = (count: number) => count * 86_400_000;
	let awake = false;
	const slept = systemClock.sleep(days(60)).then(() => {
		awake = true;
	});
	await vi.advanceTimersByTimeAsync(days(59));
	expect(awake).toBe(false);
	expect(vi.getTimerCount()).toBe(1);
	await vi.advanceTimersByTimeAsync(days(1) + 1);
	await slept;
	expect(vi.getTimerCount()).toBe(0);
});

it("wakes with the signal's own reason and leaves neither timer nor listener behind", async () => {
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
	const stop = new AbortController();
	const reason = new Error("enough");
	const slept = systemClock.sleep(1_000, stop.signal);
	stop.abort(reason);
	await expect(slept).rejects.toBe(reason);
	expect(vi.getTimerCount()).toBe(0);
	await expect(systemClock.sleep(1_000, stop.signal)).rejects.toBe(reason);
	expect(vi.getTimerCount()).toBe(0);
});

it("takes its listener off a signal that outlives the sleep", async () => {
	const stop = new AbortController();
	await systemClock.sleep(1, stop.signal);
	expect(getEventListeners(stop.signal, "abort")).toEqual([]);
});

it("reads spans of time from the steady clock, and from the wall clock where there is no other", () => {
	const wall = { now: () => 5, sleep: async () => {} };
	expect(steadyNow(wall)).toBe(5);
	expect(steadyNow({ ...wall, steady: () => 7 })).toBe(7);
});
