import { z } from "zod";
import { reapiCodes } from "../error-codes.ts";
import type { ReadBalance } from "../task-account-test.ts";
import type { TaskRules } from "../task-reading.ts";

const READ = "2026-11-21";

/** "1 credit = USD 0.001" (gateway reference 3.3, R8; read 2026-11-21). */
const CREDITS_PER_USD = 1000;
export const REAPI_USD_PER_CREDIT = 1 / CREDITS_PER_USD;

/** How reAPI's tasks are read: its page of 5.0 lite, and gateway reference 3.2 and 3.4. */
export const reapiRules: TaskRules = {
	words: {
		waiting: ["processing"],
		done: ["completed"],
		failed: ["failed"],
		// On no page; whatever stopped, it does not go on.
		cancelled: ["cancelled", "canceled"],
		sources: [
			{ page: "reAPI page, Submit response and Response", read: READ },
			{ page: "gateway reference 3.2 (R2)", read: READ },
		],
	},
	places: [["output", "image_urls"]],
	// "URLs are valid for 72 hours."
	linkHours: 72,
	failures: {
		codes: reapiCodes,
		// "Failed and moderated requests are refunded automatically."
		charged: "no",
	},
	errors: { codes: reapiCodes },
};

/** `GET /balance` (gateway reference 3.3, R4): whole credits. */
const BalanceReply = z.object({ balance: z.number() });

/** What is left in the workspace the key belongs to. */
export function reapiBalance(json: unknown): ReadBalance | undefined {
	const amount = BalanceReply.safeParse(json).data?.balance;
	if (amount === undefined) return undefined;
	return { balance: { amount, unit: "credits", usd: amount / CREDITS_PER_USD } };
}
