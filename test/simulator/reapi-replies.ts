import { cannedJson } from "./canned-replies.ts";
import type { CannedReply } from "./faults.ts";
import type { RefusalCause } from "./gateway-side.ts";

/** Gateway reference 3.4: status, five-digit code and words of reAPI's refusals, read 2026-11-21. Those of 404 and 413 no page gives. */
const refusals: Readonly<Record<RefusalCause, readonly [number, number, string]>> = {
	"no-key": [401, 10_001, "Missing Authorization header"],
	"no-bearer": [401, 10_002, "Authorization must be Bearer <key>"],
	"wrong-key": [401, 10_003, "Invalid API key"],
	"unknown-address": [404, 40_001, "Not found"],
	"unknown-model": [400, 20_003, "Unknown model"],
	"unknown-task": [404, 40_004, "task not found"],
	"body-too-large": [413, 20_013, "Request body too large"],
	"bad-request": [400, 20_002, "Missing required parameter"],
};

/** How reAPI refuses: the first digit of `code` is the class. */
export function reapiRefusal(cause: RefusalCause, said?: string): CannedReply {
	const [status, code, message] = refusals[cause];
	const error = { code, message: said ?? message, request_id: "req_8a4f0000simulator" };
	return cannedJson(status, { error });
}
