import type { Failure } from "../../../contract/errors.ts";
import type { Job } from "../../../contract/jobs.ts";
import { isHeldBack, isLate, isStuck } from "../../state/job-standing.ts";

/** What the designer can do about a job; in the order of their buttons. */
export type JobAction =
	/** Sends what is held back at today's price. */
	| "release"
	/** Asks whether the gateway has the task; free of charge. */
	| "check"
	/** Asks after a task once more; free of charge. */
	| "check-again"
	| "cancel"
	| "save-again"
	| "send-again"
	/** Of a job that may have been made and charged already. */
	| "send-twice"
	| "reuse"
	/** Takes a job off the list whose pictures, or whose task, could still come: they are given up. */
	| "give-up"
	| "dismiss";

/** What can be done about a job in the state it is in. */
export function jobActions(job: Job): readonly JobAction[] {
	switch (job.state) {
		case "queued":
			return isHeldBack(job) ? ["release", "cancel", "reuse"] : ["cancel", "reuse"];
		case "preparing":
		case "sending":
			return ["cancel", "reuse"];
		case "waiting":
			// No gateway can be told to stop, and what it makes would be paid for and lost.
			if (isLate(job)) return ["check-again", "reuse", "give-up"];
			return job.task?.trouble === undefined ? ["reuse"] : ["check-again", "reuse"];
		case "receiving":
			return isStuck(job) ? ["save-again", "reuse", "give-up"] : ["reuse"];
		case "done":
			return ["reuse", "dismiss"];
		case "partial":
		case "failed":
		case "canceled":
			return ["send-again", "reuse", "dismiss"];
		case "unknown":
			return job.checkable === true
				? ["check", "send-twice", "reuse", "dismiss"]
				: ["send-twice", "reuse", "dismiss"];
	}
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

/** What went wrong with a job and with its pictures, nothing of it twice. */
export function jobProblems(job: Job): {
	/** Absent: nothing, or only what is said of the pictures. */
	readonly whole: Failure | undefined;
	readonly ofPictures: readonly OutputProblem[];
} {
	const ofPictures = outputProblems(job);
	const whole = job.error?.reason === "cancelled" ? undefined : job.error;
	if (whole === undefined) return { whole, ofPictures };
	const others = ofPictures.filter(({ failure }) => !isSameSentence(failure, whole));
	// The number of the only picture says nothing; of several it says which.
	if (job.outputs.length === 1) return { whole, ofPictures: others };
	return { whole: others.length < ofPictures.length ? undefined : whole, ofPictures };
}

/** The message is the English sentence with its facts. */
function isSameSentence(one: Failure, other: Failure): boolean {
	return one.reason === other.reason && one.message === other.message;
}

/** What is worth knowing besides, beyond what went wrong: a sentence of `queue.json`. */
export type JobHelp = "help.late" | "help.check" | "help.history" | "help.lost";

/** The one piece of advice a job needs, if any. */
export function helpFor(job: Job): JobHelp | undefined {
	if (isLate(job)) return "help.late";
	if (job.state === "unknown") return job.checkable === true ? "help.check" : "help.history";
	const isPaidAndGone = job.outputs.some(
		({ state, error }) => state === "lost" && error?.charged === "yes",
	);
	return isPaidAndGone ? "help.lost" : undefined;
}
