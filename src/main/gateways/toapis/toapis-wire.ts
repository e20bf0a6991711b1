import { z } from "zod";
import { toapisTaskCodes } from "../error-codes.ts";
import type { Placed } from "../gateway-adapter.ts";
import type { ReadBalance } from "../task-account-test.ts";
import type { TaskRules } from "../task-reading.ts";

const READ = "2026-11-21";

/** Gateway reference 2.4 (T10 and T12; read 2026-11-21). */
const CREDITS_PER_USD = 200;
export const TOAPIS_USD_PER_CREDIT = 1 / CREDITS_PER_USD;

/** How ToAPIs' tasks are read: its page of 5.0 lite, and gateway reference 2.1, 2.2 and 2.6. */
export const toapisRules: TaskRules = {
	words: {
		waiting: ["queued", "in_progress", "submitted", "pending"],
		done: ["completed"],
		failed: ["failed"],
		// On no page; whatever stopped, it does not go on.
		cancelled: ["cancelled", "canceled"],
		sources: [
			{ page: "ToAPIs page, `status`", read: READ },
			{ page: "gateway reference 2.2 (T2, T3, T5): submitted, pending", read: READ },
		],
	},
	// The page's examples have the first, its list of fields the second.
	places: [["result", "data"], ["url"]],
	// `expires_at` is 24 hours after the end; afterwards "the URL is dead".
	linkHours: 24,
	tellsExpiry: true,
	failures: {
		codes: toapisTaskCodes,
		// "Charges will be pre-deducted", and no page says that they come back.
		charged: "maybe",
	},
	errors: {
		// 422 is `content_policy_violation` and nothing else (gateway reference 2.6).
		statuses: { 422: "prompt-refused" },
	},
};

const amount = z.number().optional().catch(undefined);

/**
 * `GET /v1/balance`, of the key, and `GET /v1/user/balance`, of the account (gateway reference 2.4).
 * The unit of `remain_balance` is a setting of the site; -1 stands for no limit.
 */
const BalanceReply = z.object({
	remain_balance: amount,
	remain_credits: amount,
	unlimited_quota: z.boolean().optional().catch(undefined),
});

/** What is left of a key or an account; `{}` when it has no limit. */
export function toapisBalance(json: unknown): ReadBalance | undefined {
	const read = BalanceReply.safeParse(json);
	if (!read.success) return undefined;
	const { remain_balance: balance, remain_credits: credits, unlimited_quota } = read.data;
	if (unlimited_quota === true || balance === -1) return {};
	if (credits !== undefined) {
		const usd = credits / CREDITS_PER_USD;
		return { balance: { amount: credits, unit: "credits", usd } };
	}
	return balance === undefined ? undefined : { balance: { amount: balance, unit: "" } };
}

const text = z.string().min(1).optional().catch(undefined);

/** The reply to an upload (gateway reference 2.3). */
const Upload = z.object({ data: z.object({ id: text, url: text }) });

/** Where an uploaded picture is. No call takes it away, so its id is of no use. */
export function toapisPlaced(json: unknown): Placed | undefined {
	const url = Upload.safeParse(json).data?.data.url;
	return url === undefined ? undefined : { url };
}
