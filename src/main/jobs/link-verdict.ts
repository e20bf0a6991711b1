import { appError, type Failure } from "../../contract/errors.ts";
import type { JournalJob, JournalOutput } from "../store/journal-repo.ts";

/** A link of unknown life is believed dead this long after it was given: Ark's rule, reference 5.5. */
const LINK_LIFE_MS = 24 * 60 * 60_000;

/** A link that says no before its time may be late, or hidden by a filter: it is not given up yet. */
export function linkVerdict(
	failure: Failure,
	job: JournalJob,
	output: JournalOutput,
	now: number,
): Failure {
	if (failure.reason !== "link-expired") return failure;
	const until = output.expiresAt ?? (job.sentAt ?? job.createdAt) + LINK_LIFE_MS;
	if (now >= until) return failure;
	const { httpStatus } = failure;
	return appError("link-refused", failure.facts, { httpStatus }).failure;
}
