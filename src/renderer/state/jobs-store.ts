import { create } from "zustand";
import type { JobId } from "../../contract/ids.ts";
import type { Job } from "../../contract/jobs.ts";
import { createBatch } from "./per-frame.ts";

type JobsState = {
	readonly byId: ReadonlyMap<JobId, Job>;
	/** Newest first; ids sort by the time they were made. */
	readonly order: readonly JobId[];
};

/** A copy of main's jobs that are on the list. */
export const useJobs = create<JobsState>()(() => ({ byId: new Map(), order: [] }));

/** A thousand waiting tasks tell something many times a second: drawn once a frame. */
const heard = createBatch<JobId, Job | "dismissed">(takeHeard);

/** Replaces the whole list with main's. */
export function putJobs(jobs: readonly Job[]): void {
	heard.clear();
	useJobs.setState(withOrder(new Map(jobs.map((job) => [job.id, job]))));
}

/**
 * Takes in a job that main answered with, at once. Only a job that is new here: what main has told
 * of it meanwhile is as new as the answer, or newer.
 */
export function putJob(job: Job): void {
	const { byId } = useJobs.getState();
	if (byId.has(job.id) || heard.has(job.id)) return;
	useJobs.setState(withOrder(new Map(byId).set(job.id, job)));
}

/** Takes in what main tells of a job, with the next frame. */
export function hearJob(job: Job): void {
	heard.add(job.id, job);
}

/** Takes a job off the list with the next frame. */
export function hearDismissed(id: JobId): void {
	heard.add(id, "dismissed");
}

function takeHeard(changes: ReadonlyMap<JobId, Job | "dismissed">): void {
	const { byId, order } = useJobs.getState();
	const next = new Map(byId);
	let isOther = false;
	for (const [id, change] of changes) {
		if (change === "dismissed") isOther = next.delete(id) || isOther;
		else {
			isOther ||= !next.has(id);
			next.set(id, change);
		}
	}
	const isSame = !isOther && [...changes.values()].every((change) => change === "dismissed");
	if (!isSame) useJobs.setState(isOther ? withOrder(next) : { byId: next, order });
}

function withOrder(byId: ReadonlyMap<JobId, Job>): JobsState {
	return { byId, order: [...byId.keys()].toSorted().toReversed() };
}
