import type { Failure } from "../../../contract/errors.ts";
import { hasEnded, type Job, type Output } from "../../../contract/jobs.ts";

/** What the designer can do about a job; in the order of their buttons. */
export type JobAction =
	| "cancel"
	| "save-again"
	| "send-again"
	/** Of a job that may have been made and charged already. */
	| "send-twice"
	| "reuse"
	/** Takes a job off the list whose pictures could still be saved: they are given up. */
	| "give-up"
	| "dismiss";

/** True when pictures are paid for and waiting, and nothing goes on by itself: each was tried and failed. */
export function isStuck(job: Job): boolean {
	if (job.state !== "receiving") return false;
	const open = job.outputs.filter(({ state }) => state === "pending" || state === "fetching");
	return open.length > 0 && open.every(({ state, error }) => state === "pending" && error);
}

/** What can be done about a job in the state it is in. */
export function jobActions(job: Job): readonly JobAction[] {
	switch (job.state) {
		case "queued":
		case "preparing":
		case "sending":
		case "waiting":
			return ["cancel", "reuse"];
		case "receiving":
			return isStuck(job) ? ["save-again", "reuse", "give-up"] : ["reuse"];
		case "done":
			return ["reuse", "dismiss"];
		case "partial":
		case "failed":
		case "canceled":
			return ["send-again", "reuse", "dismiss"];
		case "unknown":
			return ["send-twice", "reuse", "dismiss"];
	}
}

/** How a job stands, for its sign and for the summary. */
export type JobStanding = "running" | "needs-you" | "fine";

export function standingOf(job: Job): JobStanding {
	if (isStuck(job)) return "needs-you";
	if (!hasEnded(job.state)) return "running";
	return job.state === "done" || job.state === "canceled" ? "fine" : "needs-you";
}

/** The jobs whose end, or whose getting stuck, is worth saying aloud. */
export function newlySettled(
	before: ReadonlyMap<Job["id"], Job>,
	after: ReadonlyMap<Job["id"], Job>,
): readonly Job[] {
	const isSettled = (job: Job) => hasEnded(job.state) || isStuck(job);
	return [...after.values()].filter((job) => {
		const old = before.get(job.id);
		return old !== undefined && isSettled(job) && !isSettled(old) && job.state !== "canceled";
	});
}

/** The soonest moment at which a picture that is not saved yet is deleted by its gateway. */
export function soonestExpiry(job: Job): number | undefined {
	const times = job.outputs.flatMap(({ state, expiresAt }) =>
		(state === "pending" || state === "fetching") && expiresAt !== undefined ? [expiresAt] : [],
	);
	return times.length === 0 ? undefined : Math.min(...times);
}

export type OutputProblem = {
	/** From 1, the pictures it happened to. */
	readonly numbers: readonly number[];
	readonly failure: Failure;
};

/** Why pictures of a job are not saved; one entry for all that have the same reason. */
export function outputProblems(job: Job): readonly OutputProblem[] {
	const byText = new Map<string, { numbers: number[]; failure: Failure }>();
	for (const { index, error, state } of job.outputs) {
		if (error === undefined || state === "saved" || state === "fetching") continue;
		const key = `${error.reason} ${error.message} ${error.detail ?? ""}`;
		const known = byText.get(key);
		if (known === undefined) byText.set(key, { numbers: [index + 1], failure: error });
		else known.numbers.push(index + 1);
	}
	return [...byText.values()];
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
	const asked = size.kind === "pixels" ? size.width / size.height : 1;
	if (job.outputs.length > 0) {
		return job.outputs.map((output) => ({
			number: output.index + 1,
			output,
			ratio: output.width && output.height ? output.width / output.height : asked,
		}));
	}
	if (hasEnded(job.state)) return [];
	return Array.from({ length: count }, (_, index) => ({
		number: index + 1,
		output: undefined,
		ratio: asked,
	}));
}
