import { AppError, type Failure } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import type { JournalOutput } from "../store/journal-repo.ts";
import { endOfReceiving } from "./job-machine.ts";
import type { JobRoom } from "./job-room.ts";
import { recipeOf } from "./recipe-of.ts";

/**
 * Writes down how a job that received everything there is ended, if it has; and its recipe.
 * @throws what the journal throws
 */
export async function endReceiving(
	id: JobId,
	{ book, library, log, clock }: JobRoom,
): Promise<void> {
	const job = book.get(id);
	const states = job.outputs.map((output) => output.state);
	const end = endOfReceiving(states, job.streaming);
	const endedAt = end === undefined ? undefined : clock.now();
	// A job without a picture still has a recipe once it was answered: what was refused, and why.
	try {
		await library.writeRecipe(recipeOf({ ...job, endedAt }));
	} catch (error) {
		log.warn("a recipe could not be written", { job: id, reason: AppError.from(error).reason });
	}
	if (end === undefined) return;
	const short = end === "done" && job.error !== undefined;
	book.update(id, {
		state: short ? "partial" : end,
		endedAt,
		error: job.error ?? (end === "done" ? undefined : gravestError(job.outputs)),
	});
}

/** Of several, the one that says most plainly that something was paid for. */
function gravestError(outputs: readonly JournalOutput[]): Failure | undefined {
	const errors = outputs.flatMap(({ error }) => error ?? []);
	return (
		errors.find(({ charged }) => charged === "yes") ??
		errors.find(({ charged }) => charged === "maybe") ??
		errors[0]
	);
}
