import type { AccountTest } from "../../../contract/accounts.ts";
import { type AppError, appError } from "../../../contract/errors.ts";
import { valuesAt } from "../../../contract/place-in-json.ts";
import type { HttpReply, HttpRequest } from "../../http/http-message.ts";
import { errorWords, isHtml, parseJson } from "../error-words.ts";
import type { GatewayAdapter, ReplyContext } from "../gateway-adapter.ts";
import { gatewayError } from "../gateway-error.ts";
import type { CustomEntry } from "./custom-entry.ts";
import { bearer, pollUrl } from "./custom-http.ts";

const TEST_MS = 10_000;
/** No task has this name, so asking after it starts nothing, costs nothing and finds nothing. */
const NO_TASK = "seedcase-test";

/**
 * Free questions about a gateway nobody has read a page of. A task gateway is asked after a task
 * that does not exist, a synchronous one for its models: once with the key and once without, since
 * only the difference proves that the key was looked at.
 */
export function customTests({
	spec,
}: CustomEntry): Pick<GatewayAdapter, "buildTests" | "readTests"> {
	return {
		buildTests: (baseUrl) => {
			const models = question(`${baseUrl}/models`);
			if (spec.kind === "sync") return [withKey(models), models];
			const task = question(pollUrl(baseUrl, spec.pollPath, NO_TASK));
			return [withKey(task), task, withKey(models)];
		},
		readTests: (replies, context) => {
			const [known, unknown] = replies;
			if (known === undefined) return { error: notTheService(context).failure };
			const error = failureOf(known, context);
			if (error !== undefined) return { error: error.failure };
			const models = modelsIn(spec.kind === "sync" ? known : replies[2]);
			return { proven: provenBy(known, unknown), ...(models.length > 0 && { models }) };
		},
	};
}

function question(url: string): HttpRequest {
	return { method: "GET", url, headers: { accept: "application/json" }, timeoutMs: TEST_MS };
}

function withKey(request: HttpRequest): HttpRequest {
	return { ...request, auth: bearer };
}

const refusals: ReadonlySet<number> = new Set([401, 403]);

/** The key counts as taken when the same question without it is refused. */
function provenBy(known: HttpReply, unknown: HttpReply | undefined): AccountTest["proven"] {
	return unknown !== undefined && isRefusal(unknown) && !isRefusal(known) ? "key" : "address";
}

/** Some relays answer 200 and put the real status into the body. */
function isRefusal(reply: HttpReply): boolean {
	const code = Number(errorWords(parseJson(reply.body))?.code);
	return refusals.has(reply.status) || (reply.status < 300 && refusals.has(code));
}

/**
 * Why the address or the key cannot be used. "No such task" and "no such path" are no reason: they
 * are what a service that works answers here. A test costs nothing, so no error of it may say that
 * something was perhaps charged.
 */
function failureOf(reply: HttpReply, context: ReplyContext): AppError | undefined {
	// A web page where nothing was asked for that could be one: a site, not a service.
	if (isHtml(reply) && reply.status < 400) return notTheService(context);
	if (reply.status >= 300 && reply.status < 400) return notTheService(context);
	if (isRefusal(reply)) {
		if (isHtml(reply)) return notTheService(context);
		return appError(
			"key-rejected",
			{ gateway: context.gatewayTitle },
			{ httpStatus: reply.status },
		);
	}
	if (reply.status !== 402 && reply.status !== 429 && reply.status < 500) return undefined;
	const error = gatewayError(reply, context);
	if (error.failure.charged === "no") return error;
	const facts = { gateway: context.gatewayTitle, status: reply.status };
	return appError("gateway-busy", facts, { httpStatus: reply.status, cause: error });
}

/** The ids of a list of models in OpenAI's form; empty when this is none. */
function modelsIn(reply: HttpReply | undefined): string[] {
	if (reply === undefined || reply.status >= 300) return [];
	return valuesAt(parseJson(reply.body), "data[].id").filter((id) => typeof id === "string");
}

function notTheService(context: ReplyContext): AppError {
	return appError("address-not-found", { address: context.baseUrl });
}
