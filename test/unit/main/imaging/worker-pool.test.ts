import { afterEach, describe, expect, test, vi } from "vitest";
import type { Clock } from "../../../../src/main/foundation/clock.ts";
import { createImaging, type ImagingOptions } from "../../../../src/main/imaging/imaging-pool.ts";
import { createPictureMaker } from "../../../fixtures/pictures/picture-maker.ts";

const scripted = new URL("../../../fixtures/pictures/scripted-worker.ts", import.meta.url);
const real = new URL("../../../../src/main/imaging/imaging-worker.ts", import.meta.url);
const bytes = Uint8Array.of(1);
const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
	for (const end of ends.splice(0)) await end();
});

/** A pool of scripted workers; `ask` does what the name says and gives the thread it ran in. */
function pool(options: Partial<ImagingOptions> = {}) {
	const imaging = createImaging({ workerUrl: scripted, maxWorkers: 2, ...options });
	ends.push(imaging.close);
	return {
		imaging,
		ask: async (name: string, signal?: AbortSignal) =>
			(await imaging.inspect({ bytes }, { name, signal })).width,
	};
}

/** A clock that stands still until it is moved. */
function handClock() {
	let now = 0;
	const sleepers = new Set<{ until: number; wake: () => void }>();
	const clock: Clock = {
		now: () => now,
		sleep: (ms, signal) =>
			new Promise((resolve, reject) => {
				const sleeper = { until: now + ms, wake: resolve };
				sleepers.add(sleeper);
				signal?.addEventListener("abort", () => {
					sleepers.delete(sleeper);
					reject(signal.reason);
				});
			}),
	};
	return {
		clock,
		sleeping: () => [...sleepers].map(({ until }) => until - now).sort((a, b) => a - b),
		move: (ms: number) => {
			now += ms;
			for (const sleeper of [...sleepers].filter(({ until }) => until <= now)) {
				sleepers.delete(sleeper);
				sleeper.wake();
			}
		},
	};
}

describe("a pool", () => {
	test("one call after another uses one worker, two at a time use two", async () => {
		const { ask } = pool();
		const first = await ask("one");
		expect(await ask("two")).toBe(first);
		const both = await Promise.all([ask("three"), ask("four"), ask("five")]);
		expect(new Set(both).size).toBe(2);
	});

	test.each(["exit", "throw", "spoil"])(
		"a worker that ends by `%s` fails its own call alone, and another takes its place",
		async (name) => {
			const { ask } = pool();
			const [bad, good] = await Promise.allSettled([ask(name), ask("good")]);
			expect(bad).toMatchObject({
				reason: { failure: { reason: "reference-damaged", facts: { name } } },
			});
			expect(good.status).toBe("fulfilled");
			const later = await Promise.all([ask("a"), ask("b"), ask("c")]);
			expect(later).toHaveLength(3);
		},
	);

	test("a stuck call is ended, the one behind it is done", async () => {
		const time = handClock();
		const { ask } = pool({ callMs: 600, maxWorkers: 1, clock: time.clock });
		const calls = Promise.allSettled([ask("hang"), ask("good")]);
		await vi.waitFor(() => expect(time.sleeping()).toEqual([600]));
		time.move(600);
		expect(await calls).toMatchObject([
			{ reason: { reason: "reference-damaged" } },
			{ status: "fulfilled" },
		]);
	});

	test("a worker that does not start is told to each caller, never for ever", async () => {
		const { ask } = pool({ workerUrl: new URL("file:///nowhere/at-all.js") });
		await expect(ask("good")).rejects.toMatchObject({ reason: "internal" });
		await expect(ask("good")).rejects.toMatchObject({ reason: "internal" });
	});

	test("after its share of pictures a worker is replaced", async () => {
		const { ask } = pool({ maxPictures: 2, maxWorkers: 1 });
		const threads = [
			await ask("1"),
			await ask("2"),
			await ask("3"),
			await ask("4"),
			await ask("5"),
		];
		const [first, second, third, fourth, fifth] = threads;
		expect([first === second, second === third, third === fourth, fourth === fifth]).toEqual([
			true,
			false,
			true,
			false,
		]);
	});

	test("an idle worker leaves after the quiet, a second one sooner", async () => {
		const time = handClock();
		const { ask } = pool({ clock: time.clock, quietMs: 60_000 });
		const both = await Promise.all([ask("a"), ask("b")]);
		await vi.waitFor(() => expect(time.sleeping()).toEqual([10_000, 60_000]));
		time.move(10_000);
		await vi.waitFor(() => expect(time.sleeping()).toEqual([50_000]));
		const stayed = await ask("c");
		expect(both).toContain(stayed);
		await vi.waitFor(() => expect(time.sleeping()).toEqual([60_000]));
		time.move(60_000);
		await new Promise(setImmediate);
		expect(both).not.toContain(await ask("d"));
	});

	test("an aborted call ends at once with the signal's reason, waiting or running", async () => {
		const time = handClock();
		const { ask } = pool({ maxWorkers: 1, callMs: 800, clock: time.clock });
		const running = new AbortController();
		const waiting = new AbortController();
		const calls = [ask("hang", running.signal), ask("good", waiting.signal)];
		running.abort("running");
		waiting.abort("waiting");
		expect(await Promise.allSettled(calls)).toEqual([
			{ status: "rejected", reason: "running" },
			{ status: "rejected", reason: "waiting" },
		]);
		await expect(ask("good", AbortSignal.abort("before"))).rejects.toBe("before");
		// The worker is stuck as long as before, and then another takes its place.
		const next = ask("good");
		await vi.waitFor(() => expect(time.sleeping()).toEqual([800]));
		time.move(800);
		expect(await next).toBeGreaterThan(0);
	});

	test("closing ends what runs and what waits, and nothing starts any more", async () => {
		const { ask, imaging } = pool({ maxWorkers: 1 });
		const calls = [ask("hang"), ask("good")];
		const outcomes = Promise.allSettled(calls);
		await imaging.close();
		for (const outcome of await outcomes) {
			expect(outcome).toMatchObject({ reason: { reason: "cancelled" } });
		}
		await expect(ask("good")).rejects.toMatchObject({ reason: "cancelled" });
	});
});

test("a real picture that takes too long is given up, and the next one is done", async () => {
	const maker = await createPictureMaker();
	const slow = maker.plain(14_000, 14_000).pngsaveBuffer({ compression: 1 });
	const quick = maker.photo(20, 10).pngsaveBuffer();
	maker.close();
	const time = handClock();
	const imaging = createImaging({ workerUrl: real, callMs: 250, clock: time.clock });
	ends.push(imaging.close);
	const given = Promise.allSettled([imaging.inspect({ bytes: slow })]);
	await vi.waitFor(() => expect(time.sleeping()).toEqual([250]));
	time.move(250);
	expect(await given).toMatchObject([{ reason: { reason: "reference-damaged" } }]);
	expect(await imaging.inspect({ bytes: quick })).toMatchObject({ width: 20 });
});
