import { appError } from "../../contract/errors.ts";
import type { JobState, OutputState } from "../../contract/jobs.ts";

/**
 * Every move a job can make. `sending` is written in the moment before the first byte leaves, when
 * the connection stands; until then a job is `preparing`. Four absences carry the promise of this
 * app: nothing leads back to `sending` and nothing from there to `queued`, so no job is sent twice;
 * `unknown` leads nowhere but to `waiting`, which only asks and never sends what costs;
 * `receiving` cannot be cancelled, because its pictures are paid for; and neither can `waiting`,
 * because no gateway here can be told to stop, and what it makes would be paid for and lost.
 */
const jobMoves: Readonly<Record<JobState, readonly JobState[]>> = {
	queued: ["preparing", "canceled", "failed"],
	// Back to `queued` when the app stops here, or there is no network: nothing has left yet.
	preparing: ["sending", "queued", "canceled", "failed"],
	sending: ["waiting", "receiving", "failed", "canceled", "unknown"],
	waiting: ["receiving", "failed", "unknown"],
	receiving: ["done", "partial", "failed"],
	done: [],
	partial: [],
	failed: [],
	canceled: [],
	unknown: ["waiting"],
};

const outputMoves: Readonly<Record<OutputState, readonly OutputState[]>> = {
	pending: ["fetching", "refused", "lost"],
	// Back to `pending` when a try failed and the link may still live.
	fetching: ["saved", "pending", "lost"],
	saved: [],
	refused: [],
	lost: [],
};

/** The state after the move. @throws AppError `internal` for a move that is not in the table */
export function moveJob(from: JobState, to: JobState): JobState {
	if (!jobMoves[from].includes(to)) {
		throw appError("internal", { said: `a job cannot go from ${from} to ${to}` });
	}
	return to;
}

/** The state after the move. @throws AppError `internal` for a move that is not in the table */
export function moveOutput(from: OutputState, to: OutputState): OutputState {
	if (!outputMoves[from].includes(to)) {
		throw appError("internal", { said: `an output cannot go from ${from} to ${to}` });
	}
	return to;
}

export function canMoveJob(from: JobState, to: JobState): boolean {
	return jobMoves[from].includes(to);
}

/**
 * How a receiving job ends once no output can change by itself; undefined while one still can, or
 * while more pictures are still coming.
 */
export function endOfReceiving(
	outputs: readonly OutputState[],
	streaming = false,
): "done" | "partial" | "failed" | undefined {
	if (streaming) return undefined;
	if (outputs.some((state) => state === "pending" || state === "fetching")) return undefined;
	const saved = outputs.filter((state) => state === "saved").length;
	if (saved === outputs.length) return "done";
	return saved > 0 ? "partial" : "failed";
}
