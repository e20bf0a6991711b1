import { AppError, appError } from "../../contract/errors.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import type { JobBook } from "./job-book.ts";
import { stateAfterRestart } from "./job-machine.ts";
import type { JobPorts } from "./job-ports.ts";
import { endWithError, takeReply } from "./send-job.ts";

/**
 * Puts a job that an earlier run left into the state it goes on from. Nothing is sent here: a
 * request that was on its way when the app ended has been answered (its reply is on disk whole) or
 * nobody knows.
 */
export async function goOnFrom(job: JournalJob, book: JobBook, ports: JobPorts): Promise<void> {
	const reply = job.state === "sending" ? await ports.replies.read(job.id) : undefined;
	const state = stateAfterRestart(job.state, reply !== undefined);
	if (reply !== undefined && state === "receiving") {
		try {
			takeReply(job.id, reply, book, ports);
		} catch (thrown) {
			endWithError(job.id, AppError.from(thrown), book);
		}
		return;
	}
	if (state === "unknown") {
		const error = appError("closed-while-sending", { gateway: job.gatewayTitle }).failure;
		book.update(job.id, { state, error });
		return;
	}
	const outputs = job.outputs.map((output) =>
		output.state === "fetching" ? ({ ...output, state: "pending" } as const) : output,
	);
	book.update(job.id, { state, outputs });
}
