import { describe, expect, it } from "vitest";
import { newAccountId } from "../../../../../src/main/foundation/new-id.ts";
import { PAUSED } from "../../../../../src/main/jobs/scheduler/scheduler-ports.ts";
import { ended, schedulerRig, second, usualPace, waiting } from "./scheduler-rig.ts";

const minute = 60 * second;
const hour = 60 * minute;
const always = (answer: typeof waiting) => ({ answer: async () => answer });

describe("the pace of one task", () => {
	it("asks first after firstMs, then every everyMs, then less often the older it gets", async () => {
		const rig = schedulerRig(always(waiting));
		const task = rig.add();
		await rig.clock.pass(60 * second);
		const at = rig.askedAt(task);
		expect(at.slice(0, 8)).toEqual([5, 10, 15, 20, 25, 30, 35, 40]);
		expect(at[8]).toBe(45);
		await rig.clock.pass(8 * minute);
		const gaps = rig.askedAt(task).map((when, n, all) => when - (all[n - 1] ?? 0));
		expect(gaps.at(-1)).toBeCloseTo(30);
		expect(Math.max(...gaps)).toBeCloseTo(30);
	});

	it("asks at four fifths of the time the gateway expects, and not at five seconds", async () => {
		const rig = schedulerRig(always(waiting));
		const pace = { ...usualPace, slowestMs: 60 * second };
		const task = rig.add({ pace, expectedAt: rig.clock.now() + 45 * second });
		await rig.clock.pass(60 * second);
		expect(rig.askedAt(task).slice(0, 3)).toEqual([36, 43.2, 48.2]);
	});

	it("does not wait longer than slowestMs for a task that is expected in an hour", async () => {
		const rig = schedulerRig(always(waiting));
		const task = rig.add({ expectedAt: rig.clock.now() + hour });
		await rig.clock.pass(61 * second);
		expect(rig.askedAt(task)).toEqual([30, 60]);
	});

	it("is not put off for ever by a gateway that repeats its first estimate in every answer", async () => {
		const rig = schedulerRig({
			answer: async () => ({ kind: "waiting", remainingMs: 20 * second }),
		});
		const task = rig.add({ expectedAt: rig.clock.now() + 20 * second });
		await rig.clock.pass(40 * second);
		expect(rig.askedAt(task)).toEqual([16, 21, 26, 31, 36]);
	});

	it("waits half of what the progress promises, where nothing better is known", async () => {
		const rig = schedulerRig({
			answer: async (_, asked) => ({ kind: "waiting", progress: asked === 0 ? 0 : 50 }),
		});
		const pace = { ...usualPace, firstMs: 20 * second };
		const task = rig.add({ pace });
		await rig.clock.pass(40 * second);
		expect(rig.askedAt(task)).toEqual([20, 25, 37.5]);
	});

	it("spreads questions by chance, and never below the gateway's pace", async () => {
		const early = schedulerRig({ ...always(waiting), random: () => 0 });
		const late = schedulerRig({ ...always(waiting), random: () => 1 });
		const [first, second] = [early.add(), late.add()];
		await early.clock.pass(12_000);
		await late.clock.pass(12_000);
		expect(early.askedAt(first)).toEqual([5, 10]);
		expect(late.askedAt(second)).toEqual([5.75, 11.5]);
	});

	it("says when it asks next, and never asks again after the end", async () => {
		const rig = schedulerRig({ answer: async (_, asked) => (asked === 0 ? waiting : ended) });
		const start = rig.clock.now();
		const task = rig.add();
		expect(rig.lastPlan(task)).toMatchObject({ nextCheckAt: start + 5 * second, late: false });
		await rig.clock.pass(5 * second);
		expect(rig.lastPlan(task)).toMatchObject({ nextCheckAt: start + 10 * second });
		await rig.clock.pass(hour);
		expect(rig.askedAt(task)).toEqual([5, 10]);
		expect(rig.scheduler.has(task.id)).toBe(false);
		expect(rig.clock.sleepers).toBe(0);
	});
});

describe("trouble", () => {
	it("backs off while no answer comes, and is quick again once one does", async () => {
		const rig = schedulerRig({
			answer: async (_, asked) => (asked < 3 ? { kind: "trouble", limited: false } : waiting),
		});
		const task = rig.add();
		await rig.clock.pass(80 * second);
		// 10, 20 and 30 s of back-off; then an eighth of the age.
		expect(rig.askedAt(task)).toEqual([5, 15, 35, 65, 73.125]);
	});

	it("keeps away for as long as Retry-After says", async () => {
		const rig = schedulerRig({
			answer: async (_, asked) =>
				asked === 0 ? { kind: "trouble", limited: false, retryAfterMs: 100 * second } : waiting,
		});
		const task = rig.add();
		await rig.clock.pass(106 * second);
		expect(rig.askedAt(task)).toEqual([5, 105]);
	});

	it("does not believe a Retry-After of a week", async () => {
		const rig = schedulerRig({
			answer: async (_, asked) =>
				asked === 0 ? { kind: "trouble", limited: false, retryAfterMs: 7 * 24 * hour } : waiting,
		});
		const task = rig.add({ pace: { ...usualPace, giveUpMs: 10 * hour } });
		await rig.clock.pass(16 * minute);
		expect(rig.askedAt(task)[1]).toBe(5 + 15 * 60);
	});

	it("lets the whole account rest after too many requests, and no other account", async () => {
		const other = newAccountId();
		let limited = true;
		const rig = schedulerRig({
			answer: async ({ account }) => {
				if (account === other || !limited) return waiting;
				limited = false;
				return { kind: "trouble", limited: true, retryAfterMs: 60 * second };
			},
		});
		const [first, second_, apart] = [rig.add(), rig.add(), rig.add({ account: other })];
		await rig.clock.pass(64 * second);
		expect(rig.askedAt(first)).toEqual([5]);
		expect(rig.askedAt(second_)).toEqual([]);
		expect(rig.askedAt(apart)).toHaveLength(11);
		expect(rig.lastPlan(first)?.nextCheckAt).toBe(rig.clock.now() + second);
		await rig.clock.pass(2 * second);
		expect(rig.askedAt(second_)[0]).toBe(65);
		// And at half the pace: 210 ms instead of 105.
		expect(rig.askedAt(first)[1]).toBe(65.21);
	});

	it("takes a rejection for trouble, logs it and goes on", async () => {
		const rig = schedulerRig({
			answer: async (_, asked) => {
				if (asked === 0) throw new Error("the journal is full");
				return ended;
			},
		});
		const task = rig.add();
		await rig.clock.pass(minute);
		expect(rig.askedAt(task)).toEqual([5, 15]);
		expect(rig.errors).toEqual(["a task could not be asked after"]);
	});
});

describe("accounts", () => {
	it("asks one account no faster than its page allows, whatever is due", async () => {
		const rig = schedulerRig(always(ended));
		for (let n = 0; n < 50; n += 1) rig.add();
		await rig.clock.pass(minute);
		const at = rig.questions.map((question) => question.at);
		expect(at).toHaveLength(50);
		expect(at[0]).toBe(5 * second);
		expect(at.every((when, n) => n === 0 || when - (at[n - 1] ?? 0) >= 100)).toBe(true);
	});

	it("has four questions of one account out at most, and a slow one delays no other", async () => {
		const slow = newAccountId();
		const never = new Promise<never>(() => {});
		const rig = schedulerRig({
			answer: ({ account }) => (account === slow ? never : Promise.resolve(waiting)),
		});
		for (let n = 0; n < 10; n += 1) rig.add({ account: slow });
		const quick = rig.add();
		await rig.clock.pass(30 * second);
		expect(rig.questions.filter(({ account }) => account === slow)).toHaveLength(4);
		expect(rig.askedAt(quick)).toEqual([5, 10, 15, 20, 25, 30]);
	});

	it("needs one timer for a thousand tasks", async () => {
		const rig = schedulerRig(always(waiting));
		const accounts = Array.from({ length: 5 }, () => newAccountId());
		for (let n = 0; n < 1_000; n += 1) rig.add({ account: accounts[n % 5] });
		expect(rig.clock.sleepers).toBe(1);
		await rig.clock.pass(minute);
		expect(rig.clock.sleepers).toBe(1);
	});
});

describe("offline and asleep", () => {
	it("asks nothing while offline, and promptly when the network returns, the soonest expected first", async () => {
		const rig = schedulerRig(always(waiting));
		const pace = { ...usualPace, perSecond: 1 };
		const tasks = [30, 10, 20].map((s) =>
			rig.add({ pace, expectedAt: rig.clock.now() + s * second }),
		);
		rig.network.report({ online: false });
		await rig.clock.pass(5 * minute);
		expect(rig.questions).toEqual([]);
		expect(rig.clock.sleepers).toBe(0);
		rig.network.report({ online: true });
		await rig.clock.pass(3 * second);
		expect(tasks.map((task) => rig.askedAt(task))).toEqual([[302.1], [300], [301.05]]);
	});

	it("calls questions back when the network goes, without taking that for trouble", async () => {
		const signals: AbortSignal[] = [];
		const rig = schedulerRig({
			answer: (_, asked, signal) =>
				asked > 0
					? Promise.resolve(waiting)
					: new Promise((_, reject) => {
							signals.push(signal);
							signal.addEventListener("abort", () => reject(signal.reason));
						}),
		});
		const task = rig.add();
		await rig.clock.pass(6 * second);
		rig.network.report({ awake: false });
		expect(signals[0]?.reason).toBe(PAUSED);
		await rig.clock.pass(minute);
		rig.network.report({ awake: true });
		await rig.clock.pass(second);
		expect(rig.askedAt(task)).toEqual([5, 66]);
		expect(rig.errors).toEqual([]);
	});

	it("makes nothing late at once when the computer has slept past the deadline", async () => {
		const rig = schedulerRig({
			answer: async (task, asked) => {
				if (task.sentAt % 4 === 0) return ended;
				return task.sentAt % 4 === 1 && asked === 3 ? ended : waiting;
			},
		});
		const base = rig.clock.now();
		const tasks = Array.from({ length: 200 }, (_, n) => rig.add({ sentAt: base - n }));
		rig.clock.leap(8 * hour);
		await rig.clock.pass(30 * second);
		expect(tasks.every((task) => rig.askedAt(task).length > 0)).toBe(true);
		expect(rig.plans.filter(({ late }) => late)).toEqual([]);
		await rig.clock.pass(5 * minute);
		expect(tasks.map((task) => rig.askedAt(task).length)).toEqual(
			tasks.map(({ sentAt }) => [1, 4, 5, 5][sentAt % 4]),
		);
		expect(rig.plans.filter(({ late }) => late)).toHaveLength(100);
	});

	it("does not count a question that was out when the computer fell asleep", async () => {
		const rig = schedulerRig({
			answer: async () => {
				await rig.clock.sleep(second);
				return waiting;
			},
		});
		const task = rig.add();
		await rig.clock.pass(5.5 * second);
		rig.clock.leap(8 * hour);
		await rig.clock.pass(10 * minute);
		expect(rig.askedAt(task)).toEqual([5, 36, 67, 98, 129, 160]);
		expect(rig.lastPlan(task)?.late).toBe(true);
	});

	it("notices within half a minute that the computer slept, even when nobody says so", async () => {
		const rig = schedulerRig(always(waiting));
		const pace = { ...usualPace, firstMs: hour, giveUpMs: 8 * hour };
		const task = rig.add({ pace });
		await rig.clock.pass(second);
		rig.clock.leap(2 * hour);
		await rig.clock.pass(30 * second);
		expect(rig.askedAt(task)[0]).toBeLessThanOrEqual(31);
	});

	it("keeps asking when the clock is set back", async () => {
		const rig = schedulerRig(always(waiting));
		const task = rig.add();
		await rig.clock.pass(6 * second);
		rig.clock.leap(-24 * hour);
		const added = rig.add({ sentAt: rig.clock.now() + 24 * hour });
		await rig.clock.pass(10 * second);
		expect(rig.askedAt(task)).toEqual([5, 10, 15]);
		expect(rig.askedAt(added)).toEqual([11, 16]);
		await rig.clock.pass(11 * minute);
		expect(rig.lastPlan(task)?.late).toBe(true);
		expect(rig.lastPlan(added)?.late).toBe(true);
	});
});

describe("late tasks", () => {
	it("asks a last time when the time is over, and then only when the designer wants to know", async () => {
		const rig = schedulerRig(always(waiting));
		const task = rig.add();
		await rig.clock.pass(hour);
		expect(rig.askedAt(task).at(-1)).toBe(600);
		expect(rig.lastPlan(task)).toEqual({ id: task.id, at: 600 * second, late: true });
		expect(rig.scheduler.has(task.id)).toBe(true);
		const before = rig.askedAt(task).length;
		rig.scheduler.askNow(task.id);
		expect(rig.lastPlan(task)).toMatchObject({ nextCheckAt: rig.clock.now(), late: false });
		await rig.clock.pass(hour);
		expect(rig.askedAt(task)[before]).toBe(3_600);
		expect(rig.askedAt(task).at(-1)).toBe(3_600 + 600);
		expect(rig.lastPlan(task)?.late).toBe(true);
	});

	it("is not late for a gateway that cannot be reached for a moment", async () => {
		const rig = schedulerRig({
			answer: async (_, asked) => (asked < 3 ? { kind: "trouble", limited: false } : ended),
		});
		const task = rig.add({ sentAt: rig.clock.now() - hour, giveUpAt: rig.clock.now() - minute });
		await rig.clock.pass(10 * minute);
		expect(rig.askedAt(task)).toEqual([0, 10, 30, 60]);
		expect(rig.plans.some(({ late }) => late)).toBe(false);
	});

	it("is late after five questions past its time that nobody answered", async () => {
		const rig = schedulerRig(always({ kind: "trouble", limited: false }));
		const task = rig.add({ sentAt: rig.clock.now() - hour, giveUpAt: rig.clock.now() - minute });
		await rig.clock.pass(hour);
		expect(rig.askedAt(task)).toEqual([0, 10, 30, 60, 90]);
		expect(rig.lastPlan(task)?.late).toBe(true);
	});
});

describe("asking now, removing, closing", () => {
	it("asks at once when the designer wants to know, within the account's limit", async () => {
		const rig = schedulerRig(always(waiting));
		const pace = { ...usualPace, perSecond: 0.5 };
		const [first, other] = [rig.add({ pace }), rig.add({ pace })];
		rig.scheduler.askNow(first.id);
		rig.scheduler.askNow(other.id);
		await rig.clock.pass(3 * second);
		expect(rig.askedAt(first)).toEqual([0]);
		expect(rig.askedAt(other)).toEqual([2.1]);
	});

	it("never asks after a task that was removed, not even when a question was out", async () => {
		const rig = schedulerRig({
			answer: async () => {
				await rig.clock.sleep(second);
				return waiting;
			},
		});
		const [gone, asked] = [rig.add(), rig.add()];
		rig.scheduler.remove(gone.id);
		await rig.clock.pass(5.5 * second);
		rig.scheduler.remove(asked.id);
		await rig.clock.pass(minute);
		expect(rig.askedAt(gone)).toEqual([]);
		expect(rig.askedAt(asked)).toEqual([5]);
		expect(rig.clock.sleepers).toBe(0);
	});

	it("asks no second question about a task that comes back while one is out", async () => {
		let out = 0;
		let most = 0;
		const rig = schedulerRig({
			answer: async () => {
				out += 1;
				most = Math.max(most, out);
				await rig.clock.sleep(20 * second);
				out -= 1;
				return waiting;
			},
		});
		const task = rig.add();
		await rig.clock.pass(6 * second);
		rig.scheduler.remove(task.id);
		rig.scheduler.add(task);
		rig.scheduler.askNow(task.id);
		await rig.clock.pass(30 * second);
		expect(most).toBe(1);
		expect(rig.askedAt(task)).toEqual([5, 25]);
	});

	it("keeps the pace of a task that was taken away and came back while a question was out", async () => {
		const rig = schedulerRig({
			answer: async () => {
				await rig.clock.sleep(second);
				return waiting;
			},
		});
		const task = rig.add({ sentAt: rig.clock.now() - minute });
		await rig.clock.pass(0.5 * second);
		rig.scheduler.remove(task.id);
		rig.scheduler.add(task);
		await rig.clock.pass(8 * second);
		expect(rig.askedAt(task)).toEqual([0, 5]);
	});

	it("calls back what is out when it closes, waits for it, and asks nothing any more", async () => {
		let stopped = false;
		const rig = schedulerRig({
			answer: (_, __, signal) =>
				rig.clock.sleep(minute, signal).then(
					() => waiting,
					(reason: unknown) => {
						stopped = true;
						throw reason;
					},
				),
		});
		rig.add();
		await rig.clock.pass(6 * second);
		await rig.scheduler.close();
		expect(stopped).toBe(true);
		expect(rig.clock.sleepers).toBe(0);
		rig.add();
		rig.network.report({ online: false });
		rig.network.report({ online: true });
		await rig.clock.pass(hour);
		expect(rig.questions).toHaveLength(1);
	});
});
