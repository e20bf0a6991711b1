import { arkLinks } from "./ark-page.ts";
import { cannedJson, jsonReply } from "./canned-replies.ts";
import type { CannedReply } from "./faults.ts";
import type { GatewaySide, MadePicture, RefusalCause } from "./gateway-side.ts";
import type { Billing } from "./simulator.ts";
import { checkSubmit, modelIds } from "./tokaify-page.ts";

/** How new-api refuses by itself, before any model is asked (gateway reference 4.2, read 2026-11-21). */
const refusals: Readonly<Record<RefusalCause, readonly [number, string, string]>> = {
	"no-key": [401, "new_api_error", "Invalid token"],
	"no-bearer": [401, "new_api_error", "Invalid token"],
	"wrong-key": [401, "new_api_error", "Invalid token"],
	"unknown-address": [404, "invalid_request_error", "Invalid URL"],
	"unknown-model": [503, "new_api_error", "No available channel for model"],
	"unknown-task": [404, "new_api_error", "there are no tasks"],
	"body-too-large": [413, "new_api_error", "request body too large"],
	"bad-request": [400, "new_api_error", "invalid request"],
};

function refuse(cause: RefusalCause, said?: string): CannedReply {
	const [status, type, message] = refusals[cause];
	const words = `${said ?? message} (request id: 20261121simulator)`;
	return cannedJson(status, { error: { message: words, type, param: "", code: "" } });
}

/** The page's entry: nothing is left out, what there is not is null. */
function entry({ bytes, url, place }: MadePicture): Record<string, unknown> {
	return {
		url: url ?? null,
		b64_json: url === undefined ? bytes.toString("base64") : null,
		revised_prompt: `Picture ${place + 1}, blue-purple gradients, unified visual language.`,
	};
}

const BILLING = "/v1/dashboard/billing";

function questions(path: string, billing: Billing): CannedReply | undefined {
	if (path === "/v1/models") {
		const data = modelIds.map((id) => ({
			id,
			object: "model",
			created: 1_626_777_600,
			owned_by: "volcengine",
		}));
		return jsonReply({ object: "list", data });
	}
	if (billing === "none") return undefined;
	if (path === `${BILLING}/usage`) {
		return jsonReply({ object: "list", total_usage: billing.used * 100 });
	}
	if (path !== `${BILLING}/subscription`) return undefined;
	return jsonReply({
		object: "billing_subscription",
		has_payment_method: true,
		soft_limit_usd: billing.limit,
		hard_limit_usd: billing.limit,
		system_hard_limit_usd: billing.limit,
		access_until: 0,
	});
}

/** Tokaify: its two pages, and gateway reference 4, read 2026-11-21. */
export const tokaifySide: GatewaySide = {
	name: "tokaify",
	key: "sk-simulator-0123456789abcdef",
	basePath: "/v1",
	submitPath: "/v1/images/generations",
	refuse,
	check: checkSubmit,
	links: arkLinks,
	work: { kind: "sync", entry },
	questions,
	// new-api answers billing errors with status 200.
	hidesWrongKey: (path) =>
		path.startsWith(`${BILLING}/`) ? { ...refuse("wrong-key"), status: 200 } : undefined,
};
