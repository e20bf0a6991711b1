import { describe, expect, test } from "vitest";
import { appError } from "../../../../../src/contract/errors.ts";
import { hasEnded, type Job, jobStates } from "../../../../../src/contract/jobs.ts";
import {
	isStuck,
	jobActions,
	newlySettled,
	outputProblems,
	slotsOf,
	soonestExpiry,
	standingOf,
} from "../../../../../src/renderer/features/queue/job-needs.ts";
import { job, output } from "./sample-job.ts";

const broken = appError("download-interrupted").failure;
const held = appError("result-refused", { gateway: "Tokaify" }).failure;
const stuck = job("receiving", {}, { outputs: [output(0, "saved"), output(1, "pending", broken)] });

describe("what can be done about a job", () => {
	test("one that has ended can be dismissed, one that goes on can be stopped or is being saved", () => {
		for (const state of jobStates) {
			const actions = jobActions(job(state));
			expect(actions.includes("dismiss")).toBe(hasEnded(state));
			expect(actions.includes("cancel")).toBe(!hasEnded(state) && state !== "receiving");
			expect(actions).toContain("reuse");
		}
	});

	test("paid pictures that wait for the designer can be saved again or given up, never just dismissed", () => {
		expect(jobActions(stuck)).toEqual(["save-again", "reuse", "give-up"]);
	});

	test("a job of unknown outcome is only ever sent again under its own warning", () => {
		expect(jobActions(job("unknown"))).toContain("send-twice");
		for (const state of jobStates.filter((one) => one !== "unknown")) {
			expect(jobActions(job(state))).not.toContain("send-twice");
		}
	});
});

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

	test("a job that ends or gets stuck, once", () => {
		expect(newlySettled(listed(job("receiving")), listed(job("done")))).toHaveLength(1);
		expect(newlySettled(listed(job("receiving")), listed(stuck))).toHaveLength(1);
		expect(newlySettled(listed(job("done")), listed(job("done")))).toEqual([]);
	});

	test("not a job that was there from the start, nor one that the designer stopped", () => {
		expect(newlySettled(new Map(), listed(job("failed")))).toEqual([]);
		expect(newlySettled(listed(job("sending")), listed(job("canceled")))).toEqual([]);
	});
});

describe("pictures of a job", () => {
	test("the countdown is that of the link which dies first among those still needed", () => {
		const outputs = [
			{ ...output(0, "saved"), expiresAt: 1 },
			{ ...output(1, "pending"), expiresAt: 30 },
			{ ...output(2, "fetching"), expiresAt: 20 },
			output(3, "pending"),
		];
		expect(soonestExpiry(job("receiving", {}, { outputs }))).toBe(20);
		expect(soonestExpiry(job("done", {}, { outputs: outputs.slice(0, 1) }))).toBeUndefined();
	});

	test("pictures with the same reason are spoken of together", () => {
		const outputs = [
			output(0, "saved"),
			output(1, "refused", held),
			output(2, "lost", broken),
			output(3, "refused", held),
		];
		expect(outputProblems(job("partial", {}, { outputs }))).toEqual([
			{ numbers: [2, 4], failure: held },
			{ numbers: [3], failure: broken },
		]);
	});

	test("there is a ghost for each picture asked for while the job goes on, in the shape asked for", () => {
		const slots = slotsOf(job("sending", { size: { kind: "pixels", width: 1600, height: 900 } }));
		expect(slots.map(({ number }) => number)).toEqual([1, 2, 3]);
		expect(slots[0]?.ratio).toBeCloseTo(16 / 9);
		expect(slotsOf(job("failed"))).toEqual([]);
	});

	test("once pictures are known, they are what there is", () => {
		const outputs = [{ ...output(0, "saved"), width: 300, height: 200 }, output(1, "pending")];
		expect(slotsOf(job("receiving", {}, { outputs })).map(({ ratio }) => ratio)).toEqual([1.5, 1]);
	});
});
