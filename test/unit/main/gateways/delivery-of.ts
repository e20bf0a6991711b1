import type { Delivery, Submission } from "../../../../src/main/gateways/gateway-adapter.ts";

/** What the reply of a gateway without tasks delivered. */
export function deliveryOf(submission: Submission): Delivery {
	if (submission.kind === "delivered") return submission;
	throw new Error(`this gateway has no tasks, and named ${submission.remoteId}`);
}
