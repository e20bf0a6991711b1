import { AppError, type ErrorKind } from "../../contract/errors.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import { moneyHold } from "./hold.ts";
import type { JobPorts } from "./job-ports.ts";
import { newJob } from "./new-job.ts";

/**
 * What another gateway may do better. Not `refused`, `invalid-request` and `invalid-reference`,
 * because the request itself is at fault; not `storage`, `cancelled` and `internal`, because this
 * computer or its designer is.
 */
const kindsToFallBackFrom: readonly ErrorKind[] = [
	"auth",
	"quota",
	"rate",
	"server",
	"network",
	"timeout",
	"not-found",
	"unsupported",
];

/**
 * The job that goes on for one that has failed, as the designer arranged: only when it is certain
 * that nothing was charged, and never after a reply that had places for pictures. Gateways that cannot take the request by now are passed over; one that
 * no longer fits the budget waits for the designer's word.
 */
export function successorOf(failed: JournalJob, ports: JobPorts): JournalJob | undefined {
	const { error } = failed;
	if (failed.outputs.length > 0 || error?.charged !== "no") return undefined;
	if (!kindsToFallBackFrom.includes(error.kind)) return undefined;
	for (const [place, request] of failed.fallbackRequests.entries()) {
		const fallbacks = failed.fallbackRequests.slice(place + 1);
		const { id: fallbackFor, comparison } = failed;
		try {
			const job = newJob({ request, fallbacks, fallbackFor, comparison }, ports);
			const hold = moneyHold(job, failed, undefined, ports);
			return hold === undefined ? job : { ...job, hold };
		} catch (thrown) {
			const { reason } = AppError.from(thrown);
			ports.log.warn("a gateway to fall back to was passed over", { job: fallbackFor, reason });
		}
	}
	return undefined;
}
