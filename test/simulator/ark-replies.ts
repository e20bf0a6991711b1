import { cannedJson } from "./canned-replies.ts";
import type { CannedReply } from "./faults.ts";
import type { RefusalCause } from "./gateway-side.ts";

export type ArkRefusalCause = RefusalCause | "missing";

/** Gateway reference 5.7: status, `code`, `type` and words of Ark's refusals, read 2026-11-21. */
const refusals: Readonly<Record<ArkRefusalCause, readonly [number, string, string, string]>> = {
	"no-key": [401, "AuthenticationError", "Unauthorized", "the API key is missing"],
	"no-bearer": [401, "AuthenticationError", "Unauthorized", "the API key format is incorrect"],
	"wrong-key": [401, "AuthenticationError", "Unauthorized", "the API key doesn't exist"],
	"unknown-address": [404, "NotFound", "NotFound", "the address does not exist"],
	"unknown-model": [
		404,
		"InvalidEndpointOrModel.NotFound",
		"NotFound",
		"The model or endpoint does not exist or you do not have access to it",
	],
	"unknown-task": [404, "NotFound", "NotFound", "there are no tasks"],
	"body-too-large": [413, "InvalidParameter", "BadRequest", "the request body is too large"],
	"bad-request": [400, "InvalidParameter", "BadRequest", "the request is not valid"],
	missing: [400, "MissingParameter", "BadRequest", "a parameter is missing"],
};

/** How Ark and ModelArk refuse: the code may go on with the parameter's name. */
export function arkRefusal(cause: ArkRefusalCause, said?: string, param = ""): CannedReply {
	const [status, code, type, message] = refusals[cause];
	const error = {
		code: param === "" ? code : `${code}.${param}`,
		message: `${said ?? message}. Request id: 0217573900000000simulator`,
		param,
		type,
	};
	return cannedJson(status, { error });
}
