import { appError } from "../../contract/errors.ts";
import type { JobState, OutputState } from "../../contract/jobs.ts";

/**
 * Every move a job can make. Three absences carry the promise of this app: nothing leads back to
 * `sending`, so no job is sent twice; nothing leads out of `unknown`, so only a new job made by the
 * designer sends again; and `receiving` cannot be cancelled, because its pictures are paid for.
 */
const jobMoves: Readonly<Record<JobState, readonly JobState[]>> = {
	queued: ["preparing", "canceled", "failed"],
	// Back to `queued` when the app stops here: nothing has left yet.
	preparing: ["sending", "queued", "canceled", "failed"],
	sending: ["waiting", "receiving", "failed", "canceled", "unknown"],
	waiting: ["receiving", "failed", "canceled", "unknown"],
	receiving: ["done", "partial", "failed"],
	done: [],
	partial: [],
	failed: [],
	canceled: [],
	unknown: [],
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

/** What a job found at start-up goes on as; `sending` with its whole reply on disk was answered after all. */
export function stateAfterRestart(found: JobState, replyIsOnDisk: boolean): JobState {
	switch (found) {
		case "preparing":
			return "queued";
		case "sending":
			return replyIsOnDisk ? "receiving" : "unknown";
		case "queued":
		case "waiting":
		case "receiving":
		case "done":
		case "partial":
		case "failed":
		case "canceled":
		case "unknown":
			return found;
	}
}

/** How a receiving job ends once no output can change by itself; undefined while one still can. */
export function endOfReceiving(
	outputs: readonly OutputState[],
): "done" | "partial" | "failed" | undefined {
	if (outputs.some((state) => state === "pending" || state === "fetching")) return undefined;
	const saved = outputs.filter((state) => state === "saved").length;
	if (saved === outputs.length) return "done";
	return saved > 0 ? "partial" : "failed";
}
