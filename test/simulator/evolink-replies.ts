import { cannedJson } from "./canned-replies.ts";
import type { CannedReply } from "./faults.ts";
import type { RefusalCause } from "./gateway-side.ts";

/** EvoLink's page and gateway reference 1.8: status, `code`, `type` and words of its refusals, read 2026-11-21. */
const refusals: Readonly<Record<RefusalCause, readonly [number, string, string, string]>> = {
	"no-key": [401, "unauthorized", "authentication_error", "Invalid or expired token"],
	"no-bearer": [401, "unauthorized", "authentication_error", "Invalid or expired token"],
	"wrong-key": [401, "unauthorized", "authentication_error", "Invalid or expired token"],
	"unknown-address": [404, "not_found", "not_found_error", "Invalid URL"],
	"unknown-model": [
		403,
		"model_access_denied",
		"invalid_request_error",
		"Token does not have access to model",
	],
	"unknown-task": [404, "task_not_found", "not_found_error", "Task not found"],
	"body-too-large": [413, "request_too_large", "request_too_large_error", "Request body too large"],
	"bad-request": [400, "invalid_request", "invalid_request_error", "Invalid request parameters"],
};

/** How EvoLink refuses. */
export function evolinkRefusal(cause: RefusalCause, said?: string, param?: string): CannedReply {
	const [status, code, type, message] = refusals[cause];
	const error = { code, message: said ?? message, type, ...(param !== undefined && { param }) };
	return cannedJson(status, { error });
}
