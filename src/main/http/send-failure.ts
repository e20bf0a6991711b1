import { AppError, appError } from "../../contract/errors.ts";
import { systemCode } from "../foundation/storage-error.ts";
import { asksForWork, type HttpRequest } from "./http-message.ts";

const timeoutCodes = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/**
 * What a failed exchange means for the designer and their money.
 * @param at.sent whether a byte can have left; when in doubt, it has
 * @param at.mayCost whether what was sent can have cost money
 */
export function sendFailure(
	thrown: unknown,
	at: {
		readonly request: HttpRequest;
		readonly gatewayTitle: string;
		readonly sent: boolean;
		readonly mayCost: boolean;
		readonly aborted: boolean;
	},
): AppError {
	if (thrown instanceof AppError) return thrown;
	const { request, gatewayTitle: gateway, sent, mayCost, aborted } = at;
	const more = { cause: thrown };
	if (aborted) {
		return mayCost
			? appError("cancelled-while-sending", { gateway }, more)
			: appError("cancelled", {}, more);
	}
	const code = faultCode(thrown);
	if (!sent) return appError("unreachable", { gateway, code }, more);
	if (!mayCost) return appError("asking-failed", { gateway, code }, more);
	if (timeoutCodes.has(code)) {
		const minutes = Math.max(1, Math.round(request.timeoutMs / 60_000));
		return appError("no-answer", { gateway, minutes, code }, more);
	}
	return appError("connection-lost", { gateway, code }, more);
}

/** The error for a reply that goes on past `limit`, in words such as `4 MB`. */
export function answerTooLarge(
	request: Pick<HttpRequest, "method" | "free">,
	gateway: string,
	limit: string,
): AppError {
	return asksForWork(request)
		? appError("answer-too-large", { gateway, limit })
		: appError("asking-failed", { gateway, code: "too-large" });
}

/** A short word for the log: the system's or undici's code, or the error's name. Never its message. */
export function faultCode(thrown: unknown): string {
	const code = systemCode(thrown);
	if (code !== "") return code;
	if (thrown instanceof AppError) return thrown.reason;
	return thrown instanceof Error ? thrown.name : typeof thrown;
}
