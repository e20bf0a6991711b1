import { z } from "zod";
import { type AppError, appError, type ErrorReason } from "../../contract/errors.ts";
import { type CodeTable, classRowOf, reasonOfCode, rowOf } from "./error-codes.ts";
import { type ErrorWords, errorObjectWords, shortened } from "./error-words.ts";
import type { ReplyContext } from "./gateway-adapter.ts";

/** What is known of a gateway's failed tasks. */
export type TaskFailures = {
	readonly codes: CodeTable;
	/** Whether a failed task is charged, as the gateway's page has it; `maybe` where it is silent. */
	readonly charged: "no" | "maybe";
};

/**
 * Why a task failed, out of `error` in any form or one of the fields gateways write beside it.
 * @param ended `cancelled`: somebody at the gateway's side stopped it
 */
export function taskFailure(
	body: object,
	ended: "failed" | "cancelled",
	failures: TaskFailures,
	context: ReplyContext,
): AppError {
	const words = failureWords(body);
	const reason = ended === "cancelled" ? "task-cancelled" : reasonOf(words, failures.codes);
	const { code, message, requestId } = words;
	const facts = {
		gateway: context.gatewayTitle,
		model: context.model,
		address: context.baseUrl,
		status: code ?? ended,
		said: message ?? code ?? ended,
	};
	return appError(reason, facts, {
		// No page's rule about failed tasks speaks of cancelled ones.
		charged: ended === "cancelled" ? "maybe" : failures.charged,
		...(message !== undefined && { detail: message }),
		...(code !== undefined && { gatewayCode: code }),
		...(requestId !== undefined && { requestId }),
	});
}

const said = z
	.string()
	.trim()
	.min(1)
	.optional()
	.catch(undefined)
	.transform((text) => (text === undefined ? undefined : shortened(text)));
const BareWords = z.object({
	fail_reason: said,
	failure_reason: said,
	error_message: said,
	message: said,
	msg: said,
});

function failureWords(body: object): ErrorWords {
	const words = errorObjectWords(body);
	if (words?.message !== undefined) return words;
	const bare = BareWords.parse(body);
	const message =
		bare.fail_reason ?? bare.failure_reason ?? bare.error_message ?? bare.message ?? bare.msg;
	return { ...words, message };
}

/** Ark's codes for refusals, which gateways pass on inside their messages. */
const arkRefusal = /\b(?:Input|Output)\w*(?:SensitiveContentDetected|RiskDetection)\b/;
/** What gateways write when a content rule stopped a task and their code does not say so. */
const speaksOfContent =
	/content[ _-]?policy|policy violation|moderat(?:ed|ion)|sensitive (?:content|word)|nsfw|safety (?:filter|system)|违规|敏感/i;

/** The most exact first: the code itself, a code in the message, the message, the code's class. */
function reasonOf({ code = "", message = "" }: ErrorWords, codes: CodeTable): ErrorReason {
	const exact = rowOf(codes, code) ?? reasonOfCode(code);
	if (exact !== undefined && !vague.includes(exact)) return exact;
	const inMessage = reasonOfCode(arkRefusal.exec(message)?.[0] ?? "");
	if (inMessage !== undefined) return inMessage;
	if (speaksOfContent.test(message)) return "prompt-refused";
	const ofClass = exact ?? classRowOf(codes, code) ?? "task-failed";
	return vague.includes(ofClass) ? "task-failed" : ofClass;
}

/** They say that it failed and not why, or speak of a request that got no proper answer. */
const vague: readonly ErrorReason[] = ["task-failed", "gateway-failed", "gateway-busy"];
