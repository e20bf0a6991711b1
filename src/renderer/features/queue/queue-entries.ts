import type { ComparisonId } from "../../../contract/ids.ts";
import { hasEnded, type Job } from "../../../contract/jobs.ts";

/** A row of the queue, or the rows of jobs that are compared. */
export type QueueEntry =
	| { readonly kind: "job"; readonly job: Job }
	| {
			readonly kind: "comparison";
			readonly id: ComparisonId;
			/** In the order they were sent. */
			readonly jobs: readonly Job[];
	  };

/**
 * The list as it is read, newest first: jobs of one comparison stand together, where the newest of
 * them stands. One that is left alone is a job like any other.
 * @param jobs newest first
 */
export function queueEntries(jobs: readonly Job[]): readonly QueueEntry[] {
	const groups = new Map<ComparisonId, Job[]>();
	for (const job of jobs) {
		if (job.comparison === undefined) continue;
		groups.set(job.comparison, [job, ...(groups.get(job.comparison) ?? [])]);
	}
	const seen = new Set<ComparisonId>();
	return jobs.flatMap((job): QueueEntry[] => {
		const { comparison: id } = job;
		const group = id === undefined ? undefined : groups.get(id);
		if (id === undefined || group === undefined || group.length < 2) return [{ kind: "job", job }];
		if (seen.has(id)) return [];
		seen.add(id);
		return [{ kind: "comparison", id, jobs: group }];
	});
}

/** Leaves out what has ended beyond the `most` newest of it; everything that goes on stays. */
export function withoutOldest(jobs: readonly Job[], most: number): readonly Job[] {
	let ended = 0;
	return jobs.filter((job) => {
		if (hasEnded(job.state)) ended += 1;
		return !hasEnded(job.state) || ended <= most;
	});
}
