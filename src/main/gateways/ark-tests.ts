import { z } from "zod";
import type { AccountTest } from "../../contract/accounts.ts";
import { type AppError, appError } from "../../contract/errors.ts";
import type { HttpReply, HttpRequest } from "../http/http-message.ts";
import { bearer } from "./ark-request.ts";
import { errorWords, isHtml, parseJson } from "./error-words.ts";
import type { ReplyContext } from "./gateway-adapter.ts";
import { gatewayError } from "./gateway-error.ts";

const TEST_MS = 20_000;

/** `GET /models`, in the form of OpenAI. */
const ModelList = z.object({
	data: z.array(
		z
			.object({ id: z.string().optional().catch(undefined) })
			.optional()
			.catch(undefined),
	),
});

/** A question that costs nothing, below the account's address. */
export function freeQuestion(url: string): HttpRequest {
	return {
		method: "GET",
		url,
		headers: { accept: "application/json" },
		auth: bearer,
		timeoutMs: TEST_MS,
	};
}

/** What the answer to `GET /models` proves: the address and the key, and which models there are. */
export function readModelList(reply: HttpReply | undefined, context: ReplyContext): AccountTest {
	if (reply === undefined) return { error: notTheService(context).failure };
	const error = testError(reply, context);
	if (error !== undefined) return { error: error.failure };
	const models = ModelList.safeParse(goodJson(reply)).data?.data.flatMap((row) => row?.id ?? []);
	return models === undefined ? { error: notTheService(context).failure } : { models };
}

/** A 2xx reply's body, when it is JSON and speaks of no error. */
export function goodJson(reply: HttpReply): unknown {
	const json = parseJson(reply.body);
	return reply.status < 300 && errorWords(json) === undefined ? json : undefined;
}

/** A test costs nothing, so no error of it may say that something was perhaps charged. */
function testError(reply: HttpReply, context: ReplyContext): AppError | undefined {
	const json = parseJson(reply.body);
	if (reply.status < 300 && errorWords(json) === undefined) return undefined;
	if (isHtml(reply) && reply.status < 500) return notTheService(context);
	const error = gatewayError(reply, context);
	if (error.failure.charged === "no") return error;
	const facts = { gateway: context.gatewayTitle, status: reply.status };
	return appError("gateway-busy", facts, { httpStatus: reply.status, cause: error });
}

function notTheService(context: ReplyContext): AppError {
	return appError("address-not-found", { address: context.baseUrl });
}
