import { create } from "zustand";
import type { JobId } from "../../contract/ids.ts";
import type { Job } from "../../contract/jobs.ts";

type JobsState = {
	readonly byId: ReadonlyMap<JobId, Job>;
	/** Newest first; ids sort by the time they were made. */
	readonly order: readonly JobId[];
};

/** A copy of main's jobs that are on the list. */
export const useJobs = create<JobsState>()(() => ({ byId: new Map(), order: [] }));

/** Replaces the whole list with main's. */
export function putJobs(jobs: readonly Job[]): void {
	useJobs.setState(withOrder(new Map(jobs.map((job) => [job.id, job]))));
}

/** Takes in a new or changed job. */
export function putJob(job: Job): void {
	const { byId, order } = useJobs.getState();
	const next = new Map(byId).set(job.id, job);
	useJobs.setState(byId.has(job.id) ? { byId: next, order } : withOrder(next));
}

/** Takes a job off the list. */
export function dropJob(id: JobId): void {
	const next = new Map(useJobs.getState().byId);
	if (next.delete(id)) useJobs.setState(withOrder(next));
}

function withOrder(byId: ReadonlyMap<JobId, Job>): JobsState {
	return { byId, order: [...byId.keys()].toSorted().toReversed() };
}
