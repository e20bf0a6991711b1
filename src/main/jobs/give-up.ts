import type { JournalJob } from "../store/journal-repo.ts";
import type { JobBook } from "./job-book.ts";

/** Ends a receiving job whose missing pictures the designer no longer waits for. */
export function giveUpWaiting(job: JournalJob, book: JobBook): void {
	for (const { id, state } of job.outputs) {
		if (state === "fetching") book.updateOutput(job.id, id, { state: "pending" });
		if (state === "pending" || state === "fetching") {
			book.updateOutput(job.id, id, { state: "lost" });
		}
	}
	const saved = job.outputs.some((output) => output.state === "saved");
	book.update(job.id, { state: saved ? "partial" : "failed" });
}
