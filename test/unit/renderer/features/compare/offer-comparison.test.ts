import { expect, test } from "vitest";
import type { ComparisonId, JobId } from "../../../../../src/contract/ids.ts";
import type { Job } from "../../../../../src/contract/jobs.ts";
import { grownComparisons } from "../../../../../src/renderer/features/compare/offer-comparison.ts";
import { job } from "../../state/sample-job.ts";

const a = "a" as ComparisonId;
const compared = (id: string, more: Partial<Job> = {}): Job => ({
	...job("waiting"),
	id: id as JobId,
	comparison: a,
	...more,
});
const listed = (...jobs: readonly Job[]) => ({ byId: new Map(jobs.map((one) => [one.id, one])) });

test("a comparison is offered with its second job, and anew with each that joins", () => {
	const [one, two, three] = [compared("1"), compared("2"), compared("3")] as const;
	expect(grownComparisons(listed(), listed(one))).toEqual([]);
	expect(grownComparisons(listed(one), listed(one, two))).toEqual([a]);
	expect(grownComparisons(listed(), listed(one, two, three))).toEqual([a]);
	expect(grownComparisons(listed(one, two), listed(one, two, three))).toEqual([a]);
});

test("it is not offered again when a job changes, leaves, or another takes its place", () => {
	const [one, two] = [compared("1"), compared("2")] as const;
	expect(grownComparisons(listed(one, two), listed(one, { ...two, state: "done" }))).toEqual([]);
	expect(grownComparisons(listed(one, two), listed(one))).toEqual([]);
	const successor = compared("3", { fallbackFor: two.id });
	expect(grownComparisons(listed(one, two), listed(one, two, successor))).toEqual([]);
});
