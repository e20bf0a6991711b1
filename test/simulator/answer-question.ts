import type { IncomingMessage } from "node:http";
import { hasKey, jsonReply, relayRefusal, unknownAddress } from "./canned-replies.ts";
import type { CannedReply } from "./scenarios.ts";
import { modelIds } from "./tokaify-page.ts";

/** What the billing pages tell; `none`: there are none. */
export type Billing = { readonly limit: number; readonly used: number } | "none";

const BILLING = "/v1/dashboard/billing";

/** Answers everything that is no submit: the list of models and what is left on the account. */
export function answerQuestion(
	request: IncomingMessage,
	path: string,
	account: { readonly key: string; readonly billing: Billing },
): CannedReply {
	const { key, billing } = account;
	if (request.method !== "GET") return unknownAddress(request);
	if (path === "/v1/models") {
		return hasKey(request, key) ? modelList() : relayRefusal(401, "Invalid token");
	}
	const known = path === `${BILLING}/subscription` || path === `${BILLING}/usage`;
	if (!known || billing === "none") return unknownAddress(request);
	// new-api answers billing errors with status 200.
	if (!hasKey(request, key)) return { ...relayRefusal(401, "Invalid token"), status: 200 };
	if (path === `${BILLING}/usage`) {
		return jsonReply({ object: "list", total_usage: billing.used * 100 });
	}
	return jsonReply({
		object: "billing_subscription",
		has_payment_method: true,
		soft_limit_usd: billing.limit,
		hard_limit_usd: billing.limit,
		system_hard_limit_usd: billing.limit,
		access_until: 0,
	});
}

function modelList(): CannedReply {
	const data = modelIds.map((id) => ({
		id,
		object: "model",
		created: 1_626_777_600,
		owned_by: "volcengine",
	}));
	return jsonReply({ object: "list", data });
}
