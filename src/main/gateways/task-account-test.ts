import type { AccountTest, Balance } from "../../contract/accounts.ts";
import { type AppError, appError } from "../../contract/errors.ts";
import type { HttpReply } from "../http/http-message.ts";
import { errorWords, isHtml, parseJson } from "./error-words.ts";
import type { ReplyContext } from "./gateway-adapter.ts";
import { type ErrorTables, taskGatewayError } from "./task-gateway-error.ts";

/** What a gateway's balance reply says; `balance` is absent when there is no limit. */
export type ReadBalance = { readonly balance?: Balance };

/**
 * What the question for the balance found out about an account: whether the address is the
 * gateway's, whether it takes the key, and what is left.
 * @param balanceIn reads a good reply's body; nothing when it is not of this gateway's form
 */
export function readAccountTest(
	reply: HttpReply | undefined,
	context: ReplyContext,
	balanceIn: (json: unknown) => ReadBalance | undefined,
	errors: ErrorTables = {},
): AccountTest {
	if (reply === undefined) return { error: notTheService(context).failure };
	const read = goodBalance(reply, balanceIn);
	if (read !== undefined) return read.balance === undefined ? {} : { balance: read.balance };
	return { error: testError(reply, context, errors).failure };
}

/** The balance in a reply that says nothing of an error. */
export function goodBalance(
	reply: HttpReply | undefined,
	balanceIn: (json: unknown) => ReadBalance | undefined,
): ReadBalance | undefined {
	if (reply === undefined || reply.status >= 300) return undefined;
	const json = parseJson(reply.body);
	return saysNo(json) ? undefined : balanceIn(json);
}

/** Gateways say with status 200 that they do not know a key. */
function saysNo(json: unknown): boolean {
	return typeof json === "object" && json !== null && "success" in json && json.success === false;
}

const speaksOfKey = /token|key|auth|record not found|令牌|密钥/i;

/** A test costs nothing, so no error of it may say that something was perhaps charged. */
function testError(reply: HttpReply, context: ReplyContext, errors: ErrorTables): AppError {
	const { status } = reply;
	const json = parseJson(reply.body);
	if (status < 300) {
		if (json === undefined || errorWords(json) === undefined) return notTheService(context);
		const message = errorWords(json)?.message ?? "";
		if (saysNo(json) && speaksOfKey.test(message)) {
			const gateway = context.gatewayTitle;
			return appError("key-rejected", { gateway }, { httpStatus: status, detail: message });
		}
	}
	if ((isHtml(reply) && status < 500) || status === 404 || status === 410) {
		return notTheService(context);
	}
	const error = taskGatewayError(reply, context, errors);
	if (error.failure.charged === "no") return error;
	const facts = { gateway: context.gatewayTitle, status };
	return appError("gateway-busy", facts, { httpStatus: status, cause: error });
}

function notTheService(context: ReplyContext): AppError {
	return appError("address-not-found", { address: context.baseUrl });
}
