import { type AppError, appError } from "../../contract/errors.ts";
import type { HttpReply } from "../http/http-message.ts";
import { errorWords, isHtml, parseJson, shortened } from "./error-words.ts";
import type {
	Delivery,
	ReplyContext,
	Submission,
	TaskAnswer,
	TaskWaiting,
} from "./gateway-adapter.ts";
import { emptyAnswer } from "./picture-delivery.ts";
import { taskDelivery } from "./task-delivery.ts";
import { type TaskFailures, taskFailure } from "./task-failure.ts";
import { type ErrorTables, taskGatewayError } from "./task-gateway-error.ts";
import { type PicturePlaces, taskPictures } from "./task-pictures.ts";
import { soundsDone, type TaskState, type TaskWords, taskState } from "./task-status.ts";
import { type ReadTask, readTask, salvageTaskId } from "./task-wire.ts";

/** How the replies of one gateway with tasks are read. */
export type TaskRules = {
	readonly words: TaskWords;
	/** Where its page says that pictures are. */
	readonly places: PicturePlaces;
	/** How long result links live by its page. */
	readonly linkHours: number;
	/** Its page has `expires_at` for the result links. */
	readonly tellsExpiry?: true;
	readonly failures: TaskFailures;
	readonly errors?: ErrorTables;
};

/**
 * Reads the 2xx reply to a submit. Whatever names a task is taken for one, however little else is
 * in it, because that task is paid for.
 * @throws AppError why the task has failed already; the error the body speaks of; `html-page`,
 * `not-json` or `empty-answer`, which say that something may have been charged
 */
export function readTaskSubmit(
	reply: HttpReply,
	context: ReplyContext,
	rules: TaskRules,
): Submission {
	const json = parseJson(reply.body);
	const task = readTask(json);
	if (task === undefined) return salvaged(reply, json, context, rules);
	const reading = readState(task, json, rules, context);
	if (reading.failure !== undefined) throw reading.failure;
	if (reading.delivery !== undefined) return reading.delivery;
	// One that is done without pictures yet is asked after, and then says where they are.
	const { id } = task;
	if (id !== undefined) return { ...waiting(task, reading.state, context), remoteId: id };
	if (errorWords(json) !== undefined) throw taskGatewayError(reply, context, rules.errors);
	throw emptyAnswer(context);
}

/**
 * Reads the 2xx answer to a question about a task. A finished task without a picture is `failed`
 * with `empty-answer`; a word that no page knows is `waiting`.
 * @throws AppError when this is no answer about a task: it goes on and is asked after again
 */
export function readTaskPoll(
	reply: HttpReply,
	context: ReplyContext,
	rules: TaskRules,
): TaskAnswer {
	const json = parseJson(reply.body);
	const task = readTask(json);
	if (task === undefined) throw noReply(reply, json, context);
	const { state, failure, delivery } = readState(task, json, rules, context);
	const remote = task.id === undefined ? {} : { remoteId: task.id };
	const charged = task.charged === undefined ? {} : { charged: task.charged };
	if (failure !== undefined) return { kind: "failed", error: failure, ...remote };
	if (delivery !== undefined) return delivery;
	if (state === "done") {
		return { kind: "failed", error: emptyAnswer(context), ...remote, ...charged };
	}
	if (task.status === undefined) {
		if (errorWords(json) !== undefined) throw taskGatewayError(reply, context, rules.errors);
		if (task.id === undefined) throw noReply(reply, json, context);
	}
	return waiting(task, state, context);
}

type Reading = {
	readonly state: TaskState;
	readonly failure?: AppError;
	readonly delivery?: Delivery;
};

function readState(
	task: ReadTask,
	json: unknown,
	rules: TaskRules,
	context: ReplyContext,
): Reading {
	// Without a word nothing is known but that there is a task.
	const state = task.status === undefined ? "waiting" : taskState(task.status, rules.words);
	const around = { ...Object(json), ...task.body };
	const entries = taskPictures(around, rules.places);
	const failed = state === "failed" || state === "cancelled";
	const trouble = failed ? taskFailure(around, state, rules.failures, context) : undefined;
	const life = {
		told: rules.tellsExpiry === true ? task.expiresAt : undefined,
		completed: task.completedAt,
		hours: rules.linkHours,
	};
	// Pictures are taken wherever they stand, unless more may be on their way.
	const hasPicture = entries.some((entry) => "picture" in entry);
	const taken = state === "done" || (hasPicture && (failed || looksFinished(task, state)));
	const delivery = taken ? taskDelivery(entries, { task, life, trouble, context }) : undefined;
	return delivery === undefined ? { state, failure: trouble } : { state, delivery };
}

/** An answer with pictures whose word is of no page, or that has none. */
function looksFinished({ status, progress, completedAt }: ReadTask, state: TaskState): boolean {
	if (status === undefined || soundsDone(status)) return true;
	if (state !== "unknown") return false;
	return progress === 100 || (completedAt !== undefined && completedAt !== null);
}

function waiting(task: ReadTask, state: TaskState, context: ReplyContext): TaskWaiting {
	const { id, status = "", progress, estimatedMs, charged } = task;
	const passed = context.sentAt === undefined ? 0 : Math.max(0, context.now - context.sentAt);
	const remainingMs = estimatedMs === undefined ? 0 : Math.round(estimatedMs - passed);
	return {
		kind: "waiting",
		...(id !== undefined && { remoteId: id }),
		status: shortened(status),
		known: state !== "unknown",
		...(progress !== undefined && { progress }),
		...(remainingMs > 0 && { remainingMs }),
		...(charged !== undefined && { charged }),
	};
}

/** A reply to a submit that is no JSON, or no object. */
function salvaged(
	reply: HttpReply,
	json: unknown,
	context: ReplyContext,
	rules: TaskRules,
): Submission {
	const pictures = Array.isArray(json) ? taskPictures({ results: json }, []) : [];
	const delivery = taskDelivery(pictures, { life: { hours: rules.linkHours }, context });
	if (delivery !== undefined) return delivery;
	const id = isHtml(reply) ? undefined : salvageTaskId(reply.body);
	if (id === undefined) throw noReply(reply, json, context);
	return { kind: "waiting", remoteId: id, status: "", known: true };
}

function noReply(reply: HttpReply, json: unknown, context: ReplyContext): AppError {
	const facts = { gateway: context.gatewayTitle };
	const { status: httpStatus } = reply;
	if (json === undefined && isHtml(reply)) return appError("html-page", facts, { httpStatus });
	const detail = shortened(reply.body.slice(0, 2_000));
	return appError("not-json", facts, { detail, httpStatus });
}
