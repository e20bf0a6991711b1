import { AppError, type Failure } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import type { Submission } from "../gateways/gateway-adapter.ts";
import type { HttpReply } from "../http/http-message.ts";
import { beginsStream } from "../http/sse-reader.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import type { JobRoom } from "./job-room.ts";
import { replyContext } from "./reply-context.ts";
import type { KeptReply } from "./reply-store.ts";
import { ShortReply } from "./short-reply.ts";
import { endSent, takeSubmission } from "./take-reply.ts";
import { endStream, takeKeptStream } from "./take-stream.ts";

type Head = Pick<HttpReply, "status" | "headers">;

/** Only replies of good status are kept. */
export const goodHead: Head = { status: 200, headers: {} };

/**
 * Goes on with a job that is `sending` and whose reply, or a part of it, is kept: afterwards it is
 * `receiving` or `waiting`, or has ended.
 * @param lost why the rest did not come, for a part
 * @param head of the reply, where it is known
 * @returns false when nothing is kept, or nothing can be made of the part: the job is as it was
 * @throws what the journal throws, and the disk when it cannot give the reply back
 */
export async function takeKept(
	id: JobId,
	lost: Failure,
	room: JobRoom,
	head = goodHead,
): Promise<boolean> {
	const kept = await room.replies.read(id);
	if (kept === undefined) return false;
	const trouble = kept.whole ? undefined : lost;
	if (await streams(kept, room.book.get(id), room)) {
		const tale = await takeKeptStream(id, room);
		if (room.book.get(id).state === "receiving") {
			endStream(id, room, tale, trouble);
			return true;
		}
	}
	try {
		const { submission } = await readKept(room.book.get(id), kept, head, room);
		// Refusals alone say nothing of the pictures that would have come after the break.
		if (!kept.whole && !bringsSomething(submission)) return false;
		takeSubmission(id, submission, room, trouble);
	} catch (thrown) {
		const error = AppError.from(thrown);
		if (isOfTheDisk(error)) throw error;
		// No picture can be read out of the part: what is known is why the rest did not come.
		if (!kept.whole) return false;
		endSent(id, error, room);
	}
	await dropWhenWaiting(id, room);
	return true;
}

/** Everything there is to know of a task is in the journal now. */
async function dropWhenWaiting(id: JobId, { book, replies }: JobRoom): Promise<void> {
	if (book.get(id).state === "waiting") await replies.remove(id).catch(() => {});
}

/** What a kept reply says, and what gives the pictures in it. */
export type ReadReply = { readonly submission: Submission; readonly reply: ShortReply };

/**
 * Reads a kept reply without holding the pictures in it. One that has something of that length
 * which is not read as a picture is read as it is: nothing in it may be passed over.
 * @throws what the adapter throws, or the disk
 */
export async function readKept(
	job: JournalJob,
	kept: KeptReply,
	head: Head,
	room: JobRoom,
	reply = new ShortReply(kept),
): Promise<ReadReply> {
	const inFull = () => readKept(job, kept, head, room, new ShortReply(kept, true));
	const body = await reply.text();
	let submission: Submission;
	try {
		submission = room
			.adapterFor(job.gateway)
			.readSubmit({ ...head, body }, replyContext(job, room));
	} catch (thrown) {
		if (!reply.isAll([])) return inFull();
		throw thrown;
	}
	const { delivered = [], ...around } =
		submission.kind === "delivered" ? submission : { ...submission, delivered: undefined };
	const enough = reply.isAll(delivered) && reply.isEnough(delivered) && !reply.marked(around);
	return enough ? { submission, reply } : inFull();
}

function bringsSomething(submission: Submission): boolean {
	return (
		submission.kind === "waiting" || submission.delivered.some(({ kind }) => kind !== "refused")
	);
}

function isOfTheDisk(error: AppError): boolean {
	return error.failure.kind === "storage";
}

/** Whether a kept reply is a stream that this gateway's adapter reads. */
export async function streams(kept: KeptReply, job: JournalJob, { adapterFor }: JobRoom) {
	if (adapterFor(job.gateway).stream === undefined) return false;
	for await (const chunk of kept.chunks()) {
		return beginsStream(Buffer.from(chunk).toString("utf8"), "") === true;
	}
	return false;
}
