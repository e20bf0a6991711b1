import { hasEnded, type Job, type Output, type OutputState } from "../../contract/jobs.ts";

/** True when pictures are paid for and waiting, and nothing goes on by itself: each was tried and failed. */
export function isStuck(job: Job): boolean {
	if (job.state !== "receiving") return false;
	const open = job.outputs.filter(({ state }) => state === "pending" || state === "fetching");
	return open.length > 0 && open.every(({ state, error }) => state === "pending" && error);
}

/** True when a queued job is sent only after the designer's word. */
export function isHeldBack({ state, hold }: Job): boolean {
	return state === "queued" && hold !== undefined && hold.reason !== "offline";
}

/** True when its task is asked after no more unless the designer says so. */
export function isLate({ state, task }: Job): boolean {
	return state === "waiting" && task?.late === true;
}

/** How a job stands, for its sign and for the summary. */
export type JobStanding = "running" | "needs-you" | "fine";

export function standingOf(job: Job): JobStanding {
	if (isStuck(job) || isHeldBack(job) || isLate(job)) return "needs-you";
	if (!hasEnded(job.state)) return "running";
	return job.state === "done" || job.state === "canceled" ? "fine" : "needs-you";
}

/** How many of a job's pictures are in one of these states. */
export function countOutputs(job: Job, states: readonly OutputState[]): number {
	return job.outputs.filter(({ state }) => states.includes(state)).length;
}

/**
 * The jobs whose end, or whose coming to need the designer, is worth saying aloud. One that is new
 * only when it already waits for the designer's word, as a job that was fallen back to may.
 */
export function newlySettled(
	before: ReadonlyMap<Job["id"], Job>,
	after: ReadonlyMap<Job["id"], Job>,
): readonly Job[] {
	const isSettled = (job: Job) => hasEnded(job.state) || standingOf(job) === "needs-you";
	return [...after.values()].filter((job) => {
		const old = before.get(job.id);
		if (old === job) return false;
		if (old === undefined) return isHeldBack(job);
		return isSettled(job) && !isSettled(old) && job.state !== "canceled";
	});
}

/** A place for a picture in the list: there, or on its way, or not to come. */
export type Slot = {
	/** From 1. */
	readonly number: number;
	readonly output: Output | undefined;
	/** Width divided by height, as far as it is known. */
	readonly ratio: number;
};

/** One slot for each picture that a job has, or that was asked for while it is still going on. */
export function slotsOf(job: Job): readonly Slot[] {
	const { size, count } = job.request;
	const asked = size.kind === "pixels" ? size.width / size.height : shownRatio(job);
	const known = job.outputs.map((output) => ({
		number: output.index + 1,
		output,
		ratio: output.width && output.height ? output.width / output.height : asked,
	}));
	const isComing = job.outputs.length === 0 ? !hasEnded(job.state) : job.streaming === true;
	if (!isComing) return known;
	const there = new Set(known.map(({ number }) => number));
	const ghosts = Array.from({ length: count }, (_, index) => index + 1)
		.filter((number) => !there.has(number))
		.map((number) => ({ number, output: undefined, ratio: asked }));
	return [...known, ...ghosts].toSorted((a, b) => a.number - b.number);
}

/** Pictures of one job mostly share a shape: that of the first that came, when none was asked for. */
function shownRatio({ outputs }: Job): number {
	const { width, height } = outputs.find((output) => output.width && output.height) ?? {};
	return width && height ? width / height : 1;
}
