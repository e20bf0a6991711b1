import { cannedJson } from "./canned-replies.ts";
import type { CannedReply } from "./faults.ts";
import type { RefusalCause } from "./gateway-side.ts";

/** Gateway reference 2.6: status, `type` and words of ToAPIs' refusals, read 2026-11-21. */
const refusals: Readonly<Record<RefusalCause, readonly [number, string, string]>> = {
	"no-key": [401, "authentication_error", "Invalid token"],
	"no-bearer": [401, "authentication_error", "Invalid token"],
	"wrong-key": [401, "authentication_error", "无效的令牌"],
	"unknown-address": [404, "not_found_error", "Invalid URL"],
	"unknown-model": [404, "not_found_error", "model not found"],
	"unknown-task": [404, "not_found_error", "task_not_found"],
	"body-too-large": [413, "invalid_request_error", "request body too large"],
	"bad-request": [400, "invalid_request_error", "invalid_request"],
};

/** How ToAPIs refuses: `code` is the HTTP status as a number. */
export function toapisRefusal(cause: RefusalCause, said?: string): CannedReply {
	const [status, type, message] = refusals[cause];
	return cannedJson(status, { error: { code: status, message: said ?? message, type } });
}
