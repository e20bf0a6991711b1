import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import type { Job } from "../../../../src/contract/jobs.ts";
import {
	countMarks,
	framesToExtend,
	goodFrames,
	jobOfSlot,
	missingSlots,
	passes,
	rejectedSlots,
	reordered,
	standingOfSlot,
	withChange,
} from "../../../../src/renderer/state/set-frames.ts";
import { job } from "./sample-job.ts";
import { emptySlot, failedSlot, savedSlot, setId, setOf } from "./sample-set.ts";

const none: ReadonlyMap<Job["id"], Job> = new Map();
const jobs = (...list: readonly Job[]) => new Map(list.map((one) => [one.id, one]));
const mixed = setOf([
	savedSlot(0, { pick: "picked", stars: 4 }),
	savedSlot(1, { pick: "rejected" }),
	savedSlot(2),
	failedSlot(3),
	emptySlot(4),
	savedSlot(5, { stars: 2 }),
]);
const redo = (state: Job["state"], slots: number[]) =>
	job(state, { follows: { way: "redo", set: setId, slots } }, { id: "redo" as Job["id"] });

describe("what is looked at", () => {
	test("a filter lets through the frames with that mark; stars are no pick", () => {
		const slots = (filter: Parameters<typeof passes>[1]) =>
			mixed.slots.filter((slot) => passes(slot, filter)).map(({ slot }) => slot);
		expect(slots("all")).toEqual([0, 1, 2, 3, 4, 5]);
		expect(slots("picked")).toEqual([0]);
		expect(slots("rejected")).toEqual([1]);
		expect(slots("unmarked")).toEqual([2, 5]);
		expect(countMarks(mixed)).toEqual({ picked: 1, rejected: 1 });
	});

	test("a slot says whether its frame is there, comes, waits to be saved, or never came", () => {
		const kinds = [
			savedSlot(0),
			emptySlot(1, { awaited: true, empty: false }),
			failedSlot(2, { state: "fetching" }),
			failedSlot(3, { state: "pending", error: appError("disk-full").failure }),
			failedSlot(4),
			failedSlot(5, { state: "lost" }),
			emptySlot(6),
		].map((slot) => standingOfSlot(slot).kind);
		expect(kinds).toEqual(["picture", "coming", "coming", "unsaved", "refused", "lost", "empty"]);
	});
});

describe("what can be drawn anew", () => {
	test("is what was rejected, and what never came", () => {
		expect(rejectedSlots(mixed, none)).toEqual([1]);
		expect(missingSlots(mixed, none)).toEqual([3, 4]);
	});

	test("is nothing that a job was already asked for, even before the set is told anew", () => {
		expect(rejectedSlots(mixed, jobs(redo("sending", [1])))).toEqual([]);
		expect(missingSlots(mixed, jobs(redo("waiting", [3])))).toEqual([4]);
		expect(rejectedSlots(mixed, jobs(redo("failed", [1])))).toEqual([1]);
	});

	test("is nothing whose outcome is unknown: it may be paid for", () => {
		expect(rejectedSlots(mixed, jobs(redo("unknown", [1])))).toEqual([]);
		expect(missingSlots(mixed, jobs(job("unknown", {}, { id: setId })))).toEqual([3]);
	});
});

describe("frames that go along", () => {
	test("are the picked ones; without any, a few that were not rejected", () => {
		expect(goodFrames(mixed, [1]).map(({ number }) => number)).toEqual([1]);
		const unpicked = setOf([0, 1, 2, 3, 4].map((slot) => savedSlot(slot)));
		expect(goodFrames(unpicked, [0]).map(({ number }) => number)).toEqual([2, 3, 4]);
	});

	test("for going on are the last ones, or those that are chosen", () => {
		expect(framesToExtend(mixed, [0], 3).map(({ number }) => number)).toEqual([1, 3, 6]);
		expect(framesToExtend(mixed, [0, 1], 3).map(({ number }) => number)).toEqual([1, 2]);
	});
});

test("the job of a slot is the one that was asked for it last", () => {
	const byId = jobs(job("waiting", {}, { id: setId }), redo("waiting", [1]));
	const detail = { ...mixed, jobs: [setId, "redo" as Job["id"]] };
	const slotOf = (at: number) => emptySlot(at, { awaited: true });
	expect(jobOfSlot(slotOf(1), detail, byId)?.id).toBe("redo");
	expect(jobOfSlot(slotOf(2), detail, byId)?.id).toBe(setId);
});

test("moving frames keeps them all, together and in their order, beside the one they were dropped on", () => {
	const anyMove = fc.uniqueArray(fc.nat(50), { minLength: 2, maxLength: 12 }).chain((order) =>
		fc.record({
			order: fc.constant(order),
			moved: fc.subarray(order, { minLength: 1, maxLength: order.length - 1 }),
			pick: fc.nat(),
			side: fc.constantFrom<"before" | "after">("before", "after"),
		}),
	);
	fc.assert(
		fc.property(anyMove, ({ order, moved, pick, side }) => {
			const others = order.filter((slot) => !moved.includes(slot));
			const beside = others[pick % others.length];
			if (beside === undefined) return;
			const next = reordered(order, moved, beside, side);
			expect(next.toSorted()).toEqual(order.toSorted());
			expect(next.filter((slot) => !moved.includes(slot))).toEqual(others);
			const at = next.indexOf(beside);
			const block =
				side === "before"
					? next.slice(at - moved.length, at)
					: next.slice(at + 1, at + 1 + moved.length);
			expect(block).toEqual(moved);
		}),
	);
});

test("a change of order, caption, title and try shows at once", () => {
	const next = withChange(mixed, {
		order: [2, 0],
		captions: { "2": "Winter" },
		title: "Seasons",
		shown: { "3": mixed.slots[3]?.frames[0]?.id ?? never() },
	});
	expect(next.slots.map(({ slot }) => slot)).toEqual([2, 0, 1, 3, 4, 5]);
	expect(next.slots[0]?.caption).toBe("Winter");
	expect(next.title).toBe("Seasons");
	expect(next.slots.find(({ slot }) => slot === 3)?.shown).toBe(mixed.slots[3]?.frames[0]?.id);
});

function never(): never {
	throw new Error("the sample has this frame");
}
