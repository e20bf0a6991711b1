import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Activity } from "../../../../src/contract/activity.ts";
import { AppError, appError } from "../../../../src/contract/errors.ts";
import { RunId } from "../../../../src/contract/ids.ts";
import { type Activities, createActivities } from "../../../../src/main/library/activities.ts";

const newRun = () => RunId.parse(randomUUID());

/** A clock whose sleepers wake when it is moved on. */
function movedClock() {
	let now = 1_000;
	const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
	return {
		now: () => now,
		sleep: (ms: number, signal?: AbortSignal) =>
			new Promise<void>((resolve, reject) => {
				signal?.addEventListener("abort", () => reject(signal.reason));
				sleepers.push({ at: now + ms, wake: resolve });
			}),
		move: async (ms: number) => {
			now += ms;
			for (const { at, wake } of sleepers) if (at <= now) wake();
			await new Promise(setImmediate);
		},
	};
}

function set() {
	const clock = movedClock();
	const told: Activity[] = [];
	const dismissed: RunId[] = [];
	const activities: Activities = createActivities({
		clock,
		tell: (activity) => told.push(activity),
		dismissed: (id) => dismissed.push(id),
	});
	return { clock, told, dismissed, activities };
}

const reasonOf = async (work: Promise<unknown>) =>
	work.then(
		() => "none",
		(error: unknown) => AppError.from(error).reason,
	);

test("of progress that comes too fast to be told, the last word is told when its time comes", async () => {
	const { clock, told, activities } = set();
	const end = Promise.withResolvers<void>();
	const running = activities.run({ id: newRun(), kind: "import" }, async ({ tell }) => {
		for (let done = 1; done <= 50; done += 1) tell({ done });
		await end.promise;
	});
	expect(told.map(({ done }) => done)).toEqual([0]);
	await clock.move(100);
	expect(told.map(({ done }) => done)).toEqual([0, 50]);
	end.resolve();
	await running;
	expect(told.at(-1)).toMatchObject({ state: "done", done: 50 });
	await clock.move(1_000);
	expect(told).toHaveLength(3);
});

test("paused work waits until it is resumed, and the work hears of both", async () => {
	const { told, activities } = set();
	const id = newRun();
	const heard: boolean[] = [];
	const steps: string[] = [];
	const start = Promise.withResolvers<void>();
	const running = activities.run(
		{ id, kind: "import", canPause: true, onPause: (paused) => heard.push(paused) },
		async ({ breathe }) => {
			await start.promise;
			await breathe();
			steps.push("went on");
		},
	);
	activities.pause(id);
	start.resolve();
	await new Promise(setImmediate);
	expect(steps).toEqual([]);
	activities.resume(id);
	await running;
	expect(steps).toEqual(["went on"]);
	expect(heard).toEqual([true, false]);
	expect(told.map(({ state }) => state)).toEqual(["running", "paused", "running", "done"]);
});

test("work that holds says why, and the reason is gone when it goes on", async () => {
	const { told, activities } = set();
	const id = newRun();
	const running = activities.run({ id, kind: "import", canPause: true }, ({ hold }) =>
		hold(appError("disk-full", { folder: "/somewhere" })),
	);
	await new Promise(setImmediate);
	expect(told.at(-1)).toMatchObject({ state: "paused", error: { reason: "disk-full" } });
	activities.resume(id);
	await running;
	expect(told.at(-1)?.error).toBeUndefined();
});

test("stopped work ends as stopped, also while it is paused, and is not said to be leaving", async () => {
	const { told, activities } = set();
	const id = newRun();
	let leaving: boolean | undefined;
	const running = activities.run(
		{ id, kind: "import", canPause: true, paused: true },
		async ({ breathe, leaving: isLeaving }) => {
			try {
				await breathe();
			} finally {
				leaving = isLeaving();
			}
		},
	);
	activities.stop(id);
	expect(await reasonOf(running)).toBe("cancelled");
	expect(told.at(-1)).toMatchObject({ state: "stopped", canStop: false });
	expect(leaving).toBe(false);
	activities.dismiss(id);
	expect(activities.list()).toEqual([]);
});

test("closing stops all work, waits for its end, and begins nothing after that", async () => {
	const { activities } = set();
	const ends: string[] = [];
	const work = (name: string) =>
		reasonOf(
			activities.run({ id: newRun(), kind: "backup", canStop: false }, async (report) => {
				await new Promise<void>((resolve) => {
					report.signal.addEventListener("abort", () => setImmediate(resolve));
				});
				ends.push(`${name} ${report.leaving() ? "leaves" : "stays"}`);
				throw report.signal.reason;
			}),
		);
	const both = [work("one"), work("other")];
	await activities.close();
	expect(ends).toEqual(["one leaves", "other leaves"]);
	expect(await Promise.all(both)).toEqual(["cancelled", "cancelled"]);
	expect(await reasonOf(activities.run({ id: newRun(), kind: "check" }, async () => 1))).toBe(
		"cancelled",
	);
});

test("one failed piece is a problem, a failed whole is an error, and two runs of one name are refused", async () => {
	const { told, activities } = set();
	const id = newRun();
	const running = activities.run({ id, kind: "import" }, async ({ problem }) => {
		problem("a.png", appError("reference-damaged", { name: "a.png" }));
		await new Promise(setImmediate);
		throw appError("folder-missing", { folder: "/gone" });
	});
	expect(await reasonOf(activities.run({ id, kind: "import" }, async () => 1))).toBe("internal");
	expect(await reasonOf(running)).toBe("folder-missing");
	expect(told.at(-1)).toMatchObject({
		state: "failed",
		problemCount: 1,
		problems: [{ name: "a.png", error: { reason: "reference-damaged" } }],
		error: { reason: "folder-missing" },
	});
});
