import { describe, expect, test } from "vitest";
import { appError } from "../../../../../src/contract/errors.ts";
import { hasEnded, jobStates } from "../../../../../src/contract/jobs.ts";
import {
	helpFor,
	jobActions,
	jobProblems,
	outputProblems,
	soonestExpiry,
} from "../../../../../src/renderer/features/queue/job-needs.ts";
import { held, job, output, waiting } from "../../state/sample-job.ts";

const broken = appError("download-interrupted").failure;
const refused = appError("result-refused", { gateway: "Tokaify" }).failure;
const expired = appError("link-expired", { status: 410 }).failure;
const stuck = job("receiving", {}, { outputs: [output(0, "saved"), output(1, "pending", broken)] });

describe("what can be done about a job", () => {
	test("one that has ended can be dismissed, one that has not reached the gateway can be stopped", () => {
		for (const state of jobStates) {
			const actions = jobActions(job(state));
			expect(actions.includes("dismiss")).toBe(hasEnded(state));
			expect(actions.includes("cancel")).toBe(["queued", "preparing", "sending"].includes(state));
			expect(actions).toContain("reuse");
		}
	});

	test("a task the gateway works on cannot be stopped, because it would be paid for and lost", () => {
		expect(jobActions(waiting())).toEqual(["reuse"]);
	});

	test("a late task, and one that could not be asked after, can be checked again", () => {
		expect(jobActions(waiting({ late: true }))).toEqual(["check-again", "reuse", "give-up"]);
		expect(jobActions(waiting({ trouble: broken }))).toEqual(["check-again", "reuse"]);
	});

	test("paid pictures that wait for the designer can be saved again or given up, never just dismissed", () => {
		expect(jobActions(stuck)).toEqual(["save-again", "reuse", "give-up"]);
	});

	test("what the price or the budget holds back goes out by the designer's word; the network needs none", () => {
		expect(jobActions(held("price-changed"))).toEqual(["release", "cancel", "reuse"]);
		expect(jobActions(held("over-budget"))).toEqual(["release", "cancel", "reuse"]);
		expect(jobActions(held("offline"))).toEqual(["cancel", "reuse"]);
	});

	test("a job of unknown outcome is only ever sent again under its own warning", () => {
		expect(jobActions(job("unknown"))).toContain("send-twice");
		for (const state of jobStates.filter((one) => one !== "unknown")) {
			expect(jobActions(job(state))).not.toContain("send-twice");
		}
	});

	test("a job of unknown outcome can be checked when its gateway can be asked, and that comes first", () => {
		expect(jobActions(job("unknown"))).not.toContain("check");
		expect(jobActions(job("unknown", {}, { checkable: true }))[0]).toBe("check");
	});
});

describe("advice", () => {
	test("stands by what is late, unknown, or paid for and gone", () => {
		expect(helpFor(waiting({ late: true }))).toBe("help.late");
		expect(helpFor(job("unknown"))).toBe("help.history");
		expect(helpFor(job("unknown", {}, { checkable: true }))).toBe("help.check");
		expect(helpFor(job("failed", {}, { outputs: [output(0, "lost", expired)] }))).toBe("help.lost");
	});

	test("does not stand by what was refused, nor by what goes on", () => {
		const outputs = [output(0, "saved"), output(1, "refused", refused)];
		expect(helpFor(job("partial", {}, { outputs }))).toBeUndefined();
		expect(helpFor(waiting())).toBeUndefined();
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
			output(1, "refused", refused),
			output(2, "lost", broken),
			output(3, "refused", refused),
		];
		expect(outputProblems(job("partial", {}, { outputs }))).toEqual([
			{ numbers: [2, 4], failure: refused },
			{ numbers: [3], failure: broken },
		]);
	});

	const partial = (
		error: typeof refused,
		outputs = [output(0, "saved"), output(1, "refused", refused)],
	) => job("partial", {}, { error, outputs });

	test("that are all of what went wrong say it once, with their numbers", () => {
		const { whole, ofPictures } = jobProblems(partial(refused));
		expect(whole).toBeUndefined();
		expect(ofPictures).toEqual([{ numbers: [2], failure: refused }]);
	});

	test("say their own beside what went wrong with the job", () => {
		const { whole, ofPictures } = jobProblems(partial(broken));
		expect(whole).toBe(broken);
		expect(ofPictures).toEqual([{ numbers: [2], failure: refused }]);
	});

	test("of which there is one alone need no number", () => {
		const { whole, ofPictures } = jobProblems(partial(refused, [output(0, "refused", refused)]));
		expect(whole).toBe(refused);
		expect(ofPictures).toEqual([]);
	});

	test("with another fact are another sentence", () => {
		const other = appError("result-refused", { gateway: "EvoLink" }).failure;
		expect(jobProblems(partial(other)).whole).toBe(other);
	});

	test("a job that was stopped says so in its sentence alone", () => {
		const { failure } = appError("cancelled");
		expect(jobProblems(job("canceled", {}, { error: failure })).whole).toBeUndefined();
	});
});
