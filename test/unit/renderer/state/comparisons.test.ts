import { expect, test } from "vitest";
import type { ComparisonId, JobId } from "../../../../src/contract/ids.ts";
import type { Job } from "../../../../src/contract/jobs.ts";
import { comparedJobs, newestComparison } from "../../../../src/renderer/state/comparisons.ts";
import { job } from "./sample-job.ts";

const a = "a" as ComparisonId;
const compared = (id: string, more: Partial<Job> = {}): Job => ({
	...job("done"),
	id: id as JobId,
	comparison: a,
	...more,
});
const ids = (jobs: readonly Job[]) => jobs.map(({ id }) => id);

test("columns stand in the order the jobs were sent, however the list is sorted", () => {
	expect(ids(comparedJobs([compared("2"), compared("3"), compared("1")], a))).toEqual([
		"1",
		"2",
		"3",
	]);
});

test("a job that went on for another, or repeats it, takes its column", () => {
	const jobs = [
		compared("1"),
		compared("2"),
		compared("3", { fallbackFor: "1" as JobId }),
		compared("4", { retryOf: "3" as JobId }),
	];
	expect(ids(comparedJobs(jobs, a))).toEqual(["4", "2"]);
});

test("the newest comparison is the one sent last", () => {
	const jobs = [
		compared("5", { comparison: "lone" as ComparisonId }),
		compared("4"),
		compared("3"),
		compared("2", { comparison: "b" as ComparisonId }),
		compared("1", { comparison: "b" as ComparisonId }),
	];
	const byId = new Map(jobs.map((one) => [one.id, one]));
	expect(newestComparison({ byId, order: ids(jobs) })).toBe(a);
	expect(newestComparison({ byId: new Map(), order: [] })).toBeUndefined();
});
