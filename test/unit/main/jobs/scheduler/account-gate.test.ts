import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newAccountId } from "../../../../../src/main/foundation/new-id.ts";
import type { SubmitPace } from "../../../../../src/main/gateways/task-pace.ts";
import { AccountGate } from "../../../../../src/main/jobs/scheduler/account-gate.ts";
import { settled, VirtualClock } from "./virtual-clock.ts";

const minute = 60_000;
const source = { page: "a page", read: "2026-11-21" };
const account = newAccountId();

function gateRig() {
	const clock = new VirtualClock();
	const gate = new AccountGate({ clock });
	const rooms: number[] = [];
	gate.onRoom(() => rooms.push(clock.steady()));
	return { clock, gate, rooms };
}

describe("room at a time", () => {
	const pace: SubmitPace = { atOnce: 2, perMinute: 100, source };

	it("lets atOnce requests in, and the next when one has left", () => {
		const { gate, rooms } = gateRig();
		expect([1, 2, 3].map(() => gate.tryEnter(account, pace))).toEqual([true, true, false]);
		expect(gate.waitMs(account, pace)).toBe(Number.POSITIVE_INFINITY);
		gate.leave(account);
		expect(rooms).toEqual([0]);
		expect(gate.tryEnter(account, pace)).toBe(true);
	});

	it("keeps accounts apart", () => {
		const { gate } = gateRig();
		gate.tryEnter(account, pace);
		gate.tryEnter(account, pace);
		expect(gate.tryEnter(newAccountId(), pace)).toBe(true);
	});

	it("tells nobody of room that nobody waited for", () => {
		const { gate, rooms } = gateRig();
		gate.tryEnter(account, pace);
		gate.leave(account);
		expect(rooms).toEqual([]);
	});
});

describe("room in a minute", () => {
	const pace: SubmitPace = { atOnce: 10, perMinute: 3, source };

	it("lets perMinute requests in, and tells when the first of them is a minute ago", async () => {
		const { clock, gate, rooms } = gateRig();
		for (let n = 0; n < 3; n += 1) {
			expect(gate.tryEnter(account, pace)).toBe(true);
			gate.leave(account);
			await clock.pass(10_000);
		}
		expect(gate.tryEnter(account, pace)).toBe(false);
		expect(gate.waitMs(account, pace)).toBe(30_000);
		await clock.pass(29_999);
		expect(rooms).toEqual([]);
		await clock.pass(1);
		expect(rooms).toEqual([minute]);
		expect(gate.tryEnter(account, pace)).toBe(true);
		expect(gate.tryEnter(account, pace)).toBe(false);
	});

	it("counts by a clock that nobody sets", async () => {
		const { clock, gate } = gateRig();
		for (let n = 0; n < 3; n += 1) gate.tryEnter(account, pace);
		clock.leap(-24 * 60 * minute);
		expect(gate.waitMs(account, pace)).toBe(minute);
		clock.leap(48 * 60 * minute);
		expect(gate.tryEnter(account, pace)).toBe(false);
	});

	it("leaves no timer behind when it is closed", async () => {
		const { clock, gate, rooms } = gateRig();
		for (let n = 0; n < 4; n += 1) gate.tryEnter(account, pace);
		expect(clock.sleepers).toBe(1);
		gate.close();
		expect(gate.tryEnter(account, pace)).toBe(false);
		await settled();
		expect(clock.sleepers).toBe(0);
		await clock.pass(2 * minute);
		expect(rooms).toEqual([]);
	});
});

describe("penalties", () => {
	const pace: SubmitPace = { atOnce: 10, perMinute: 100, source };

	it("lets nothing in until a penalty is over, and tells then", async () => {
		const { clock, gate, rooms } = gateRig();
		gate.penalize(account, 30_000);
		gate.penalize(account, 10_000);
		expect(gate.tryEnter(account, pace)).toBe(false);
		expect(gate.waitMs(account, pace)).toBe(30_000);
		expect(gate.tryEnter(newAccountId(), pace)).toBe(true);
		await clock.pass(30_000);
		expect(rooms).toEqual([30_000]);
		expect(gate.tryEnter(account, pace)).toBe(true);
	});

	it("tells again when a penalty grew while somebody waited, once they have tried", async () => {
		const { clock, gate } = gateRig();
		const entered: number[] = [];
		const go = () => {
			if (gate.tryEnter(account, pace)) entered.push(clock.steady());
		};
		gate.onRoom(go);
		gate.penalize(account, 10_000);
		go();
		gate.penalize(account, 60_000);
		await clock.pass(2 * minute);
		expect(entered).toEqual([60_000]);
	});
});

it("never lets more in than the page allows, and whoever waits for room gets it", async () => {
	const visit = fc.record({
		afterMs: fc.integer({ min: 0, max: 20_000 }),
		staysMs: fc.integer({ min: 0, max: 40_000 }),
		penaltyMs: fc.option(fc.integer({ min: 0, max: 90_000 }), { freq: 5 }),
	});
	const paces = fc.record({
		atOnce: fc.integer({ min: 1, max: 4 }),
		perMinute: fc.integer({ min: 1, max: 8 }),
		source: fc.constant(source),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(visit, { maxLength: 40 }), paces, async (visits, pace) => {
			const { clock, gate } = gateRig();
			const entries: number[] = [];
			const waiting: (typeof visits)[number][] = [];
			let inside = 0;
			let penaltyEnds = 0;
			const letIn = () => {
				for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
					if (!gate.tryEnter(account, pace)) return;
					waiting.shift();
					inside += 1;
					entries.push(clock.steady());
					expect(inside).toBeLessThanOrEqual(pace.atOnce);
					expect(clock.steady()).toBeGreaterThanOrEqual(penaltyEnds);
					void clock.sleep(next.staysMs).then(() => {
						inside -= 1;
						gate.leave(account);
					});
				}
			};
			gate.onRoom(letIn);
			for (const one of visits) {
				await clock.pass(one.afterMs);
				if (one.penaltyMs !== null) {
					gate.penalize(account, one.penaltyMs);
					penaltyEnds = Math.max(penaltyEnds, clock.steady() + one.penaltyMs);
				}
				waiting.push(one);
				letIn();
			}
			await clock.pass((visits.length + 2) * 2 * minute);
			expect(entries).toHaveLength(visits.length);
			entries.forEach((at, n) => {
				const before = entries[n - pace.perMinute];
				if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(minute);
			});
		}),
		{ numRuns: 200 },
	);
});
