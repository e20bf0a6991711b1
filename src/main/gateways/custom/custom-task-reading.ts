import { type CustomTask, plainWord } from "../../../contract/custom-gateway.ts";
import { readTaskReply, type TaskReading } from "../../../contract/custom-reply.ts";
import { type AppError, appError } from "../../../contract/errors.ts";
import type { HttpReply } from "../../http/http-message.ts";
import { errorObjectWords, errorWords, isHtml, parseJson, shortened } from "../error-words.ts";
import type { Delivery, ReplyContext, Submission, TaskAnswer } from "../gateway-adapter.ts";
import { gatewayError } from "../gateway-error.ts";
import { emptyAnswer, refused } from "../picture-delivery.ts";
import { taskFailure } from "../task-failure.ts";
import { soundsDone } from "../task-status.ts";
import { deliveryOf } from "./custom-delivery.ts";

/**
 * What the reply to a request means. A task that was taken is found even in a reply that broke off.
 * @throws AppError also for a task that failed at once; `task-id-missing` and its like when there is
 * neither a task nor a picture in it
 */
export function readCustomSubmit(
	reply: HttpReply,
	context: ReplyContext,
	spec: CustomTask,
): Submission {
	const json = parseJson(reply.body);
	if (json === undefined) {
		const id = idInPieces(reply.body, spec.idPlace);
		if (id === undefined) throw noJson(reply, context);
		return { kind: "waiting", remoteId: id, status: "", known: true };
	}
	const read = readTaskReply(json, spec);
	const part = partOf(read, context);
	if (part !== undefined) return part;
	if (read.phase === "failed") throw failureOf(read, context);
	const { id, pictures } = read;
	const answersAtOnce =
		read.phase === "done" || (read.phase === "unsaid" && (pictures?.own || id === undefined));
	if (pictures !== undefined && answersAtOnce) return deliveryOf(pictures.value, id?.value);
	// An error beside an id and without a state is about the request, and the id is the request's.
	const refused = read.phase === "unsaid" && errorObjectWords(json) !== undefined;
	if (id !== undefined && !refused) return { ...waitingOf(read), remoteId: id.value };
	if (errorWords(json) !== undefined) throw gatewayError(reply, context);
	throw appError("task-id-missing", { gateway: context.gatewayTitle, place: spec.idPlace });
}

/**
 * What the answer to a question about a task means.
 * @throws AppError `task-unreadable` and its like, when it says nothing about the task
 */
export function readCustomPoll(
	reply: HttpReply,
	context: ReplyContext,
	spec: CustomTask,
): TaskAnswer {
	const json = parseJson(reply.body);
	if (json === undefined) throw noJson(reply, context);
	const read = readTaskReply(json, spec);
	const { pictures } = read;
	const remoteId = read.id?.value;
	const unreadable = (place: string) =>
		appError("task-unreadable", { gateway: context.gatewayTitle, place });
	switch (read.phase) {
		case "failed":
			return partOf(read, context) ?? { kind: "failed", error: failureOf(read, context) };
		case "working":
			// A word that other services have for "done" is believed with pictures beside it.
			if (pictures?.own && !read.known && soundsDone(read.status?.value ?? "")) {
				return deliveryOf(pictures.value, remoteId);
			}
			return waitingOf(read);
		case "done":
			if (pictures !== undefined) return deliveryOf(pictures.value, remoteId);
			if (read.empty) return { kind: "failed", error: emptyAnswer(context) };
			throw unreadable(spec.resultPlace);
		case "unsaid":
			if (pictures?.own) return deliveryOf(pictures.value, remoteId);
			if (errorWords(json) !== undefined) throw gatewayError(reply, context);
			throw unreadable(spec.statusPlace);
	}
}

const MAX_STATUS = 60;

function waitingOf({ status, known, progress }: TaskReading) {
	return {
		kind: "waiting" as const,
		status: shortened(status?.value ?? "").slice(0, MAX_STATUS),
		// A reply that gives nothing but an id says no word that could be unknown.
		known: known || status === undefined,
		...(progress !== undefined && { progress }),
	};
}

/** What a task made before it failed, and why no more came; nothing unless it did. */
function partOf(read: TaskReading, context: ReplyContext): Delivery | undefined {
	const { phase, pictures, id } = read;
	if (phase !== "failed" || !pictures?.own) return undefined;
	const made = deliveryOf(pictures.value, id?.value);
	return { ...made, delivered: [...made.delivered, refused(failureOf(read, context))] };
}

const cancelWords: ReadonlySet<string> = new Set(["cancelled", "canceled"]);

/** Nobody has read this gateway's rules: what a failed task cost, it alone knows. */
function failureOf({ status, error }: TaskReading, context: ReplyContext): AppError {
	const cancelled = cancelWords.has(plainWord(status?.value ?? ""));
	const { code, message } = error?.value ?? { message: status?.value };
	const said = { code, message: message ?? code };
	const rules = { codes: {}, charged: "maybe" } as const;
	return taskFailure({ error: said }, cancelled ? "cancelled" : "failed", rules, context);
}

function noJson(reply: HttpReply, context: ReplyContext): AppError {
	const facts = { gateway: context.gatewayTitle };
	if (isHtml(reply)) return appError("html-page", facts, { httpStatus: reply.status });
	const detail = shortened(reply.body.slice(0, 2_000));
	return appError("not-json", facts, { detail, httpStatus: reply.status });
}

/** The id in what came of a reply: the first whole text under the last name of its place. */
function idInPieces(body: string, idPlace: string): string | undefined {
	const name = /([\w-]+)(\[\d*\])*$/.exec(idPlace.trim())?.[1];
	if (name === undefined || !/^\s*[{[]/.test(body)) return undefined;
	const found = new RegExp(`"${name}"\\s*:\\s*"([\\w.:-]{1,300})"`).exec(body)?.[1];
	return found === undefined || /^\.+$/.test(found) ? undefined : found;
}
