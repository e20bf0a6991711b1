import { type AppError, appError, type ErrorReason } from "../../contract/errors.ts";
import { type HttpReply, retryAfterMs } from "../http/http-message.ts";
import { reasonOfCode } from "./error-codes.ts";
import { type ErrorWords, errorWords, isHtml, parseJson, requestIdOf } from "./error-words.ts";
import type { ReplyContext } from "./gateway-adapter.ts";

/** Statuses after which the gateway, or what stands before it, may well have made the pictures. */
const failedStatuses = new Set([408, 500, 502, 504, 520, 521, 522, 523, 524, 525, 526, 527, 529]);

/**
 * What an error reply of a synchronous, OpenAI-like gateway means: its code first, which is exact,
 * then the HTTP status.
 */
export function gatewayError(reply: HttpReply, context: ReplyContext): AppError {
	const words = errorWords(parseJson(reply.body)) ?? {};
	const reason = reasonOf(reply, words);
	return errorFrom(reason, words, context, {
		status: statusOf(reply, words),
		requestId: words.requestId ?? requestIdOf(reply.headers),
		retryAfterMs: retryAfterMs(reply, context.now),
	});
}

/** What an error inside a reply means: of one picture of a set, or of a stream. */
export function pictureError(words: ErrorWords, context: ReplyContext): AppError {
	const reason = reasonOfCode(words.code ?? "") ?? "gateway-failed";
	return errorFrom(reason, words, context, { requestId: words.requestId });
}

function errorFrom(
	reason: ErrorReason,
	words: ErrorWords,
	context: ReplyContext,
	from: {
		readonly status?: number;
		readonly requestId?: string;
		readonly retryAfterMs?: number;
	},
): AppError {
	const { status, requestId, retryAfterMs: wait } = from;
	const shownStatus = status ?? words.code ?? "?";
	const facts = {
		gateway: context.gatewayTitle,
		model: context.model,
		address: context.baseUrl,
		status: shownStatus,
		said: words.message ?? words.code ?? `HTTP ${shownStatus}`,
	};
	return appError(reason, facts, {
		...(words.message !== undefined && { detail: words.message }),
		...(words.code !== undefined && { gatewayCode: words.code }),
		...(status !== undefined && { httpStatus: status }),
		...(requestId !== undefined && { requestId }),
		...(wait !== undefined && { retryAfterMs: wait }),
	});
}

function reasonOf(reply: HttpReply, words: ErrorWords): ErrorReason {
	const status = statusOf(reply, words);
	const coded = reasonOfCode(words.code ?? "") ?? reasonOfCode(words.type ?? "");
	// "No channel for this model": the relay has none free at the moment, whatever code it gives.
	if (coded === "model-not-found" && status === 503) return "gateway-busy";
	if (coded === "request-rejected" && status === 413) return "body-too-large";
	// A type such as `permission_error` stands beside every 403; what is missing, its message says.
	const vague = reasonOfCode(words.code ?? "") === undefined && coded === "access-denied";
	if (vague && speaksOfMoney.test(words.message ?? "")) return "no-money";
	return coded ?? reasonOfStatus(status, reply, words);
}

/** Some relays answer 200 and put the real status into the body. */
function statusOf(reply: HttpReply, words: ErrorWords): number {
	const inside = Number(words.code);
	const plausible = Number.isInteger(inside) && inside >= 400 && inside < 600;
	return reply.status >= 300 || !plausible ? reply.status : inside;
}

const speaksOfMoney = /quota|balance|insufficient|credit|billing|overdue|余额|额度|欠费/i;
// "Invalid URL (GET /v1/models)" speaks of an address.
const speaksOfModel = /\bmodel\b|模型/i;

function reasonOfStatus(status: number, reply: HttpReply, words: ErrorWords): ErrorReason {
	const message = words.message ?? "";
	if (failedStatuses.has(status)) return "gateway-failed";
	switch (status) {
		case 401:
			return "key-rejected";
		case 402:
			return "no-money";
		case 403:
			if (speaksOfMoney.test(message)) return "no-money";
			return isHtml(reply) ? "html-page" : "access-denied";
		case 404:
			return speaksOfModel.test(message) ? "model-not-found" : "address-not-found";
		case 405:
			return "address-not-found";
		case 413:
			return "body-too-large";
		case 429:
			return speaksOfMoney.test(message) ? "quota-reached" : "too-many-requests";
		case 503:
			return "gateway-busy";
		default:
			return reasonOfOther(status, words);
	}
}

function reasonOfOther(status: number, words: ErrorWords): ErrorReason {
	if (status >= 500) return "gateway-failed";
	if (status >= 400) return "request-rejected";
	// A redirect: what stands at this address is not the service.
	if (status >= 300) return "address-not-found";
	return words.type === "invalid_request_error" ? "request-rejected" : "gateway-failed";
}
