import { describe, expect, test } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import type { JobId } from "../../../../src/contract/ids.ts";
import type { Job } from "../../../../src/contract/jobs.ts";
import {
	isStuck,
	newlySettled,
	slotsOf,
	standingOf,
} from "../../../../src/renderer/state/job-standing.ts";
import { held, job, output, waiting } from "./sample-job.ts";

const broken = appError("download-interrupted").failure;
const stuck = job("receiving", {}, { outputs: [output(0, "saved"), output(1, "pending", broken)] });

describe("a job is stuck", () => {
	test("when every open picture was tried and failed", () => {
		expect(isStuck(stuck)).toBe(true);
	});

	test.each<[string, Job]>([
		[
			"while one is being fetched",
			job("receiving", {}, { outputs: [output(0, "pending", broken), output(1, "fetching")] }),
		],
		[
			"while one has not been tried",
			job("receiving", {}, { outputs: [output(0, "pending", broken), output(1, "pending")] }),
		],
		["before its pictures are known", job("receiving")],
		["when it has ended", job("partial", {}, { outputs: [output(0, "lost", broken)] })],
	])("not %s", (_, given) => {
		expect(isStuck(given)).toBe(false);
	});
});

test.each([
	["running", job("sending")],
	["running", job("receiving")],
	["running", waiting()],
	["running", waiting({ trouble: broken })],
	["running", held("offline")],
	["needs-you", held("price-changed")],
	["needs-you", held("over-budget")],
	["needs-you", waiting({ late: true })],
	["needs-you", stuck],
	["needs-you", job("unknown")],
	["needs-you", job("failed")],
	["needs-you", job("partial")],
	["fine", job("done")],
	["fine", job("canceled")],
])("%s is the standing of a job", (standing, given) => {
	expect(standingOf(given)).toBe(standing);
});

describe("what is said aloud", () => {
	const listed = (given: Job) => new Map([[given.id, given]]);

	test("a job that ends, gets stuck or becomes late, once", () => {
		expect(newlySettled(listed(job("receiving")), listed(job("done")))).toHaveLength(1);
		expect(newlySettled(listed(job("receiving")), listed(stuck))).toHaveLength(1);
		expect(newlySettled(listed(waiting()), listed(waiting({ late: true })))).toHaveLength(1);
		expect(newlySettled(listed(job("done")), listed(job("done")))).toEqual([]);
	});

	test("a job that the budget holds back, be it new", () => {
		expect(newlySettled(listed(held("offline")), listed(held("price-changed")))).toHaveLength(1);
		expect(newlySettled(new Map(), listed(held("over-budget")))).toHaveLength(1);
	});

	test("not a job that was there from the start, nor one that the designer stopped", () => {
		expect(newlySettled(new Map(), listed(job("failed")))).toEqual([]);
		expect(newlySettled(listed(job("sending")), listed(job("canceled")))).toEqual([]);
	});

	test("nothing of the others when one of a thousand ends", () => {
		const before = new Map<JobId, Job>();
		for (let n = 0; n < 1000; n++)
			before.set(`job-${n}` as JobId, { ...waiting(), id: `job-${n}` as JobId });
		const last = { ...job("done"), id: "job-7" as JobId };
		expect(newlySettled(before, new Map(before).set(last.id, last))).toEqual([last]);
	});
});

describe("slots", () => {
	test("there is a ghost for each picture asked for while the job goes on, in the shape asked for", () => {
		const slots = slotsOf(job("sending", { size: { kind: "pixels", width: 1600, height: 900 } }));
		expect(slots.map(({ number }) => number)).toEqual([1, 2, 3]);
		expect(slots[0]?.ratio).toBeCloseTo(16 / 9);
		expect(slotsOf(job("failed"))).toEqual([]);
	});

	test("once pictures are known, they are what there is, in the shape of the first that came", () => {
		const outputs = [{ ...output(0, "saved"), width: 300, height: 200 }, output(1, "pending")];
		expect(slotsOf(job("receiving", {}, { outputs })).map(({ ratio }) => ratio)).toEqual([
			1.5, 1.5,
		]);
	});

	test("while more are on the way, ghosts keep their places, whatever the order they come in", () => {
		const outputs = [{ ...output(2, "saved"), width: 300, height: 200 }, output(0, "fetching")];
		const slots = slotsOf(job("receiving", { count: 4 }, { outputs, streaming: true }));
		expect(slots.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
		expect(slots.map(({ output: one }) => one?.state)).toEqual([
			"fetching",
			undefined,
			"saved",
			undefined,
		]);
		expect(slots.every(({ ratio }) => ratio === 1.5)).toBe(true);
	});
});
