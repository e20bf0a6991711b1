import { type AppError, appError, type ErrorReason } from "../../contract/errors.ts";
import { type HttpReply, retryAfterMs } from "../http/http-message.ts";
import { type CodeTable, rowOf } from "./error-codes.ts";
import { errorWords, isHtml, parseJson, requestIdOf } from "./error-words.ts";
import type { Placed, ReplyContext } from "./gateway-adapter.ts";

/** Statuses of an upload that say more than that it failed. */
const uploadStatuses: Readonly<Record<number, ErrorReason>> = {
	401: "key-rejected",
	402: "no-money",
	403: "key-rejected",
	429: "too-many-requests",
};

/**
 * Reads the reply to an upload, whatever its status: some say no with status 200.
 * @param placeIn reads a good reply's body; nothing when no link is in it
 * @param codes what the gateway's own upload codes mean
 * @throws AppError `upload-failed` (its fact `name` is the caller's to fill), `uploads-full`,
 * `key-rejected`, `no-money`, `too-many-requests`; none of them says that something was charged
 */
export function readUploadReply(
	reply: HttpReply,
	context: ReplyContext,
	placeIn: (json: unknown) => Placed | undefined,
	codes: CodeTable = {},
): Placed {
	const json = parseJson(reply.body);
	const saysNo =
		typeof json === "object" && json !== null && "success" in json && json.success === false;
	if (reply.status < 300 && !saysNo) {
		const placed = placeIn(json);
		if (placed !== undefined && /^https?:\/\//i.test(placed.url)) return placed;
	}
	throw uploadError(reply, context, codes);
}

function uploadError(reply: HttpReply, context: ReplyContext, codes: CodeTable): AppError {
	const words = errorWords(parseJson(reply.body)) ?? {};
	const { code = "", message } = words;
	// Inside a reply of status 200 the code may be the status.
	const status = reply.status < 300 ? Number(code) : reply.status;
	const reason = rowOf(codes, code) ?? uploadStatuses[status] ?? "upload-failed";
	const requestId = words.requestId ?? requestIdOf(reply.headers);
	const wait = retryAfterMs(reply, context.now);
	const plain = isHtml(reply) ? "a web page" : `HTTP ${reply.status}`;
	const { gatewayTitle: gateway, model } = context;
	const facts = { gateway, host: gateway, model, said: message ?? plain, status: reply.status };
	return appError(reason, facts, {
		httpStatus: reply.status,
		charged: "no",
		...(message !== undefined && { detail: message }),
		...(code !== "" && { gatewayCode: code }),
		...(requestId !== undefined && { requestId }),
		...(wait !== undefined && { retryAfterMs: wait }),
	});
}
