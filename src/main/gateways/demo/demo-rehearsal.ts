import { appError } from "../../../contract/errors.ts";
import type { Rehearsal } from "./demo-models.ts";
import { type DemoReply, errorReply, textReply } from "./demo-reply.ts";

const RETRY_AFTER_S = 5;

/**
 * The reply of a request that was asked to fail as a whole.
 * @returns undefined for rehearsals that go well, or go wrong later
 */
export function rehearsedFailure(rehearsal: Rehearsal): DemoReply | undefined {
	switch (rehearsal) {
		case "prompt-refused":
			return errorReply(
				400,
				"InputTextSensitiveContentDetected",
				"The request failed because the input text may contain sensitive information.",
			);
		case "wrong-key":
			return errorReply(401, "AuthenticationError", "The API key is missing or invalid.");
		case "no-money":
			return errorReply(403, "AccountOverdueError", "The account has an overdue balance.");
		case "too-many-requests": {
			const reply = errorReply(429, "RequestBurstTooFast", "Too many requests in a short time.");
			return { ...reply, headers: { ...reply.headers, "retry-after": String(RETRY_AFTER_S) } };
		}
		case "server-error":
			return errorReply(500, "InternalServiceError", "The service met an unexpected error.");
		case "not-json":
			return textReply(200, "application/json", '{"created":1758000000,"data":[{"url":');
		case "html-page":
			return textReply(
				200,
				"text/html; charset=utf-8",
				"<!doctype html><html><head><title>Sign in</title></head><body>Sign in</body></html>",
			);
		case "connection-lost":
			return { status: 200, headers: { "content-type": "application/json" }, body: brokenOff() };
		case "none":
		case "refused-frame":
		case "dead-link":
		case "broken-picture":
		case "slow":
			return undefined;
	}
}

/** The first bytes of a reply, and then the line goes dead. */
async function* brokenOff(): AsyncGenerator<Uint8Array> {
	yield new TextEncoder().encode('{"created":');
	throw appError("connection-lost", { gateway: "Demo", code: "ECONNRESET" });
}
