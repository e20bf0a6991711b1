import { AppError, appError } from "../../contract/errors.ts";
import { withoutKey } from "../foundation/log.ts";
import { isHtml } from "../gateways/error-words.ts";
import type { TaskAnswer } from "../gateways/gateway-adapter.ts";
import type { SendOptions } from "../http/exchange.ts";
import { type HttpReply, type HttpRequest, retryAfterMs } from "../http/http-message.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import type { JobRoom } from "./job-room.ts";
import { replyContext } from "./reply-context.ts";

/** Answers that say there is no such task. */
const goneStatuses: readonly number[] = [404, 410];

/**
 * Asks a gateway once after a job's task. It costs nothing and writes nothing down.
 * @throws AppError `task-not-found` when the gateway knows no such task; anything else is no answer
 * about it, with `httpStatus` and `retryAfterMs` where there was a reply
 */
export async function questionTask(
	job: JournalJob,
	room: JobRoom,
	signal: AbortSignal,
): Promise<TaskAnswer> {
	const { baseUrl, gatewayTitle, remoteId } = job;
	const adapter = room.adapterFor(job.gateway);
	const { tasks } = adapter;
	if (tasks === undefined || remoteId === undefined) {
		throw appError("internal", { said: "a task without a name was to be asked after" });
	}
	const message = tasks.buildPoll({ remoteId, baseUrl });
	const reply = await room.accounts.lendKey(job.account, baseUrl, async (key) => {
		const options = { baseUrl, gatewayTitle, key, signal };
		const { body, ...head } = await send(job, message, options, room);
		return { ...head, body: withoutKey(body, key) };
	});
	const context = replyContext(job, room);
	if (reply.status >= 200 && reply.status < 300) {
		return withStatus(reply, context.now, () => tasks.readPoll(reply, context));
	}
	// A web page comes from something on the way, which knows nothing of tasks.
	if (goneStatuses.includes(reply.status) && !isHtml(reply)) {
		throw appError("task-not-found", { gateway: gatewayTitle }, { httpStatus: reply.status });
	}
	return withStatus(reply, context.now, () => {
		throw adapter.readError(reply, context);
	});
}

/** An answer with whole pictures in it goes through a file; the others are short. */
async function send(
	job: JournalJob,
	message: HttpRequest,
	options: SendOptions,
	{ http, replies }: JobRoom,
): Promise<HttpReply> {
	try {
		return await http.send(message, options);
	} catch (thrown) {
		if (!(thrown instanceof AppError) || thrown.failure.facts?.code !== "too-large") throw thrown;
	}
	await replies.prepare();
	const path = replies.answerPathOf(job.id);
	try {
		const { status, headers, text } = await http.sendToFile(message, { ...options, path });
		return { status, headers, body: text ?? (await replies.answer(job.id)) };
	} finally {
		await replies.dropAnswer(job.id);
	}
}

function withStatus<T>(reply: HttpReply, now: number, read: () => T): T {
	try {
		return read();
	} catch (thrown) {
		const { failure, message } = AppError.from(thrown);
		const wait = failure.retryAfterMs ?? retryAfterMs(reply, now);
		throw new AppError(message, {
			...failure,
			cause: thrown,
			httpStatus: failure.httpStatus ?? reply.status,
			...(wait !== undefined && { retryAfterMs: wait }),
		});
	}
}
