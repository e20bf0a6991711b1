import { AppError, appError } from "../../contract/errors.ts";
import { JobId } from "../../contract/ids.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import type { JobRoom } from "./job-room.ts";
import { takeKept } from "./take-kept.ts";
import { endSent } from "./take-reply.ts";
import { endStream, takeKeptStream } from "./take-stream.ts";

/**
 * Puts a job that an earlier run left into the state it goes on from. Nothing is sent here: a
 * request that was on its way when the app ended has been answered (its reply is on disk, whole or
 * in part), its gateway can be asked after it by name, or nobody knows.
 */
export async function goOnFrom(id: JobId, room: JobRoom): Promise<void> {
	const job = room.book.get(id);
	if (job.state === "sending") {
		await goOnSent(job, room, "closed-while-sending");
		return;
	}
	if (job.streaming === true) {
		await goOnStreaming(job, room, "closed-while-sending");
		return;
	}
	// Nothing had left. A job in any other state goes on from it with nothing written: a full disk must not stop it.
	if (job.state === "preparing") room.book.update(id, { state: "queued" });
}

/**
 * Removes what is kept of jobs whose pictures are all in the library: an earlier run ended before
 * it did so. What belongs to no job of this journal stays. Never throws.
 */
export async function sweepReplies({ book, replies, log }: JobRoom): Promise<void> {
	for (const name of await replies.kept()) {
		try {
			const job = book.get(JobId.parse(name));
			if (job.state === "done" || job.state === "partial") await replies.remove(job.id);
		} catch (thrown) {
			log.warn("a kept reply stays", { name, reason: AppError.from(thrown).reason });
		}
	}
}

/** Why nothing more came of a request that was out. */
type Broken = "closed-while-sending" | "connection-lost";

/** Goes on with a request that has left: with its reply, or what is kept of it. */
export async function goOnSent(job: JournalJob, room: JobRoom, broken: Broken): Promise<void> {
	const lost = appError(broken, { gateway: job.gatewayTitle });
	if (!(await takeKept(job.id, lost.failure, room))) endSent(job.id, lost, room);
}

/** Ends a stream that broke off: what is kept of it is taken, and nothing twice. */
export async function goOnStreaming(job: JournalJob, room: JobRoom, broken: Broken): Promise<void> {
	const { id, gatewayTitle } = job;
	const whole = (await room.replies.read(id))?.whole === true;
	const lost = whole ? undefined : appError(broken, { gateway: gatewayTitle }).failure;
	endStream(id, room, await takeKeptStream(id, room), lost);
}

/**
 * Which of two jobs goes on first after a start: the one whose picture dies first, and then the
 * one whose task is expected first.
 */
export function soonestFirst(a: JournalJob, b: JournalJob): number {
	return urgency(a) - urgency(b);
}

function urgency(job: JournalJob): number {
	const dying = job.outputs.flatMap(({ state, expiresAt }) =>
		state === "pending" || state === "fetching" ? (expiresAt ?? FAR) : [],
	);
	return Math.min(FAR, ...dying, job.task?.expectedAt ?? FAR);
}

/** Far away, but a number that can be subtracted from itself. */
const FAR = Number.MAX_SAFE_INTEGER;
