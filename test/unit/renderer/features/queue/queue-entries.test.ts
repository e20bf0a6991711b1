import { expect, test } from "vitest";
import type { ComparisonId, JobId } from "../../../../../src/contract/ids.ts";
import type { Job, JobState } from "../../../../../src/contract/jobs.ts";
import {
	queueEntries,
	withoutOldest,
} from "../../../../../src/renderer/features/queue/queue-entries.ts";
import { job } from "../../state/sample-job.ts";

function listed(id: string, comparison?: string, state: JobState = "done"): Job {
	return { ...job(state), id: id as JobId, comparison: comparison as ComparisonId | undefined };
}

function outline(jobs: readonly Job[]) {
	return queueEntries(jobs).map((entry) =>
		entry.kind === "job"
			? entry.job.id
			: `${entry.id}: ${entry.jobs.map(({ id }) => id).join(" ")}`,
	);
}

test("jobs of one comparison stand together where the newest of them stands, in the order sent", () => {
	const jobs = [
		listed("6", "a"),
		listed("5"),
		listed("4", "b"),
		listed("3", "b"),
		listed("2", "a"),
	];
	expect(outline(jobs)).toEqual(["a: 2 6", "5", "b: 3 4"]);
});

test("a job whose companions were dismissed is a job like any other", () => {
	expect(outline([listed("2", "a"), listed("1")])).toEqual(["2", "1"]);
});

test("what has ended is limited, what goes on never", () => {
	const jobs = [
		listed("5"),
		listed("4", undefined, "waiting"),
		listed("3"),
		listed("2"),
		listed("1", undefined, "waiting"),
	];
	expect(withoutOldest(jobs, 2).map(({ id }) => id)).toEqual(["5", "4", "3", "1"]);
});
