import type { TaskPace } from "../../gateways/task-pace.ts";

/** Questions of tasks that were sent together drift apart by up to this part of each wait. */
const JITTER = 0.15;
/** The part of an expected time that is waited for before the next question. */
const OF_ESTIMATE = 0.8;
/** Less, for gateways that only tell a percentage: few of them rise evenly. */
const OF_PROGRESS = 0.5;
/** The part of its age that an old task is left in peace. */
const OF_AGE = 1 / 8;
/** A longer `Retry-After` is a wrong clock or a wrong unit: results die within a day. */
const LONGEST_ADVICE_MS = 15 * 60_000;

/** What is known of a task that still waits; milliseconds. */
type Waited = {
	/** Since it was sent. */
	readonly ageMs: number;
	/** Until it should be done; below zero: it should have been. */
	readonly remainingMs?: number;
	/** 0 to 100. */
	readonly progress?: number;
};

/**
 * From the submit to the first question, milliseconds.
 * @param estimateMs how long the gateway said the task will take
 * @param chance from 0 to 1
 */
export function firstWait(pace: TaskPace, estimateMs: number | undefined, chance: number): number {
	const estimated = Math.min((estimateMs ?? 0) * OF_ESTIMATE, pace.slowestMs);
	return spread(Math.max(pace.firstMs, estimated), chance);
}

/** From an answer that said "still working" to the next question, milliseconds. */
export function nextWait(pace: TaskPace, waited: Waited, chance: number): number {
	return spread(within(pace, leftInPeace(waited)), chance);
}

/**
 * From a question without an answer to the next one, milliseconds.
 * @param troubles such questions in a row, from 1
 * @param adviceMs the gateway's own `Retry-After`
 */
export function waitAfterTrouble(
	pace: TaskPace,
	{ troubles, adviceMs = 0 }: { readonly troubles: number; readonly adviceMs?: number },
	chance: number,
): number {
	const backedOff = spread(within(pace, pace.everyMs * 2 ** troubles), chance);
	return Math.max(backedOff, believable(adviceMs));
}

/** How long a whole account is left in peace after "too many requests", milliseconds. */
export function restOfAccount(pace: TaskPace, adviceMs: number | undefined): number {
	return Math.max(pace.everyMs, adviceMs === undefined ? pace.slowestMs : believable(adviceMs));
}

function leftInPeace({ ageMs, remainingMs, progress = 0 }: Waited): number {
	if (remainingMs !== undefined && remainingMs > 0) return remainingMs * OF_ESTIMATE;
	if (progress > 0 && progress < 100) {
		return Math.max(0, ageMs) * (100 / progress - 1) * OF_PROGRESS;
	}
	return OF_AGE * (remainingMs === undefined ? ageMs : -remainingMs);
}

function within({ everyMs, slowestMs }: TaskPace, ms: number): number {
	return Math.max(everyMs, Math.min(ms, slowestMs));
}

function spread(ms: number, chance: number): number {
	return Math.ceil(ms * (1 + JITTER * chance));
}

function believable(adviceMs: number): number {
	return Math.min(Math.max(0, adviceMs), LONGEST_ADVICE_MS);
}
