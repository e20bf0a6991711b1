import { type AppError, appError, type ErrorReason } from "../../contract/errors.ts";
import type { HttpReply } from "../http/http-message.ts";
import { type CodeTable, classRowOf, reasonOfCode, rowOf } from "./error-codes.ts";
import { errorObjectWords, errorWords, isHtml, parseJson } from "./error-words.ts";
import type { ReplyContext } from "./gateway-adapter.ts";
import { gatewayError } from "./gateway-error.ts";

/** What a gateway's own error replies mean, where they differ from what all have in common. */
export type ErrorTables = {
	readonly codes?: CodeTable;
	/** HTTP statuses that mean one thing at this gateway, whatever stands beside them. */
	readonly statuses?: Readonly<Record<number, ErrorReason>>;
};

/** Statuses that leave open what is wrong, so that the class of the code decides. */
const vagueStatuses = new Set([200, 201, 202, 400]);

/**
 * What an error reply of a gateway with tasks means: its code first where it is exact, then the HTTP
 * status, then the class of the code. After a fault of the server the status alone counts, because
 * the work may have been done. A task that is not there is `task-not-found`, which is something
 * else than an address where nothing is.
 */
export function taskGatewayError(
	reply: HttpReply,
	context: ReplyContext,
	tables: ErrorTables = {},
): AppError {
	const common = gatewayError(reply, context);
	const reason =
		ownReason(reply, common, tables) ?? (isTaskGone(reply, common) ? "task-not-found" : undefined);
	return reason === undefined || reason === common.reason ? common : withReason(reason, common);
}

function ownReason(
	reply: HttpReply,
	{ failure }: AppError,
	{ codes = {}, statuses = {} }: ErrorTables,
): ErrorReason | undefined {
	const { httpStatus: status = reply.status, gatewayCode: code = "" } = failure;
	if (status >= 500) return undefined;
	const exact = rowOf(codes, code);
	if (exact !== undefined) return exact;
	if (reasonOfCode(code) === undefined && statuses[status] !== undefined) return statuses[status];
	return vagueStatuses.has(status) ? classRowOf(codes, code) : undefined;
}

function withReason(reason: ErrorReason, error: AppError): AppError {
	const { facts, detail, gatewayCode, httpStatus, requestId, retryAfterMs } = error.failure;
	return appError(reason, facts, {
		...(detail !== undefined && { detail }),
		...(gatewayCode !== undefined && { gatewayCode }),
		...(httpStatus !== undefined && { httpStatus }),
		...(requestId !== undefined && { requestId }),
		...(retryAfterMs !== undefined && { retryAfterMs }),
	});
}

const speaksOfTask = /\btask\b|任务/i;
const speaksOfAddress = /\b(?:url|path|route|endpoint|page|method)\b/i;

/** A 404 or 410 in which the gateway itself speaks, and of no model and no address. */
function isTaskGone(reply: HttpReply, common: AppError): boolean {
	if (reply.status !== 404 && reply.status !== 410) return false;
	if (isHtml(reply) || common.reason === "model-not-found") return false;
	const json = parseJson(reply.body);
	const message = errorWords(json)?.message ?? "";
	if (speaksOfTask.test(message)) return true;
	return errorObjectWords(json) !== undefined && !speaksOfAddress.test(message);
}
