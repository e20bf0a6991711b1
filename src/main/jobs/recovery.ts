import { appError } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import type { JobBook } from "./job-book.ts";
import { stateAfterRestart } from "./job-machine.ts";
import type { JobPorts } from "./job-ports.ts";
import { takeKept } from "./send-job.ts";

/**
 * Puts a job that an earlier run left into the state it goes on from. Nothing is sent here: a
 * request that was on its way when the app ended has been answered (its reply is on disk, whole or
 * in part) or nobody knows.
 */
export async function goOnFrom(id: JobId, book: JobBook, ports: JobPorts): Promise<void> {
	const job = book.get(id);
	if (job.state === "sending") {
		const lost = appError("closed-while-sending", { gateway: job.gatewayTitle });
		if (await takeKept(id, lost, book, ports)) return;
		book.update(id, { state: stateAfterRestart("sending", false), error: lost.failure });
		return;
	}
	const state = stateAfterRestart(job.state, false);
	// A full disk must not keep a job from going on that needs nothing written.
	if (state !== job.state) book.update(id, { state });
}
