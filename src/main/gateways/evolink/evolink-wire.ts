import { z } from "zod";
import { evolinkTaskCodes } from "../error-codes.ts";
import type { Placed } from "../gateway-adapter.ts";
import { epochMs } from "../link-expiry.ts";
import type { ReadBalance } from "../task-account-test.ts";
import type { TaskRules } from "../task-reading.ts";

const READ = "2026-11-21";

/** How EvoLink's tasks are read: its page of 5.0 lite, and gateway reference 1.2 to 1.4 and 1.8. */
export const evolinkRules: TaskRules = {
	words: {
		waiting: ["pending", "processing"],
		done: ["completed"],
		failed: ["failed"],
		// Not in the page's list; its callbacks know the word.
		cancelled: ["cancelled", "canceled"],
		sources: [
			{ page: "EvoLink page, `status` and Callback Timing", read: READ },
			{ page: "gateway reference 1.2 (E6)", read: READ },
		],
	},
	places: [["results"], ["result_data"]],
	// "Generated image links are valid for 24 hours."
	linkHours: 24,
	failures: {
		codes: evolinkTaskCodes,
		// "Actual charges based on the number of images generated": none, so nothing.
		charged: "no",
	},
};

const amount = z.number().optional().catch(undefined);

const owner = z.object({ remaining_credits: amount }).optional().catch(undefined);

/** `GET /v1/credits` (gateway reference 1.6): `user` is the account, `token` the key's own cap. */
const Credits = z.object({ data: z.object({ user: owner, token: owner }) });

/** What is left on the account; no page says what a credit is worth. */
export function evolinkBalance(json: unknown): ReadBalance | undefined {
	const { user, token } = Credits.safeParse(json).data?.data ?? {};
	if (user === undefined && token === undefined) return undefined;
	const left = user?.remaining_credits;
	return left === undefined ? {} : { balance: { amount: left, unit: "credits" } };
}

const text = z.string().min(1).optional().catch(undefined);

/** The reply to an upload (gateway reference 1.5). */
const Upload = z.object({
	data: z.object({
		file_id: text,
		file_url: text,
		download_url: text,
		expires_at: z.unknown().optional(),
	}),
});

/** Where an uploaded picture is, until when, and its id for taking it away. */
export function evolinkPlaced(json: unknown): Placed | undefined {
	const read = Upload.safeParse(json);
	if (!read.success) return undefined;
	const { file_id: id, file_url: url, download_url: second, expires_at: end } = read.data.data;
	const address = url ?? second;
	const expiresAt = epochMs(end);
	if (address === undefined) return undefined;
	return {
		url: address,
		...(id !== undefined && { id }),
		...(expiresAt !== undefined && { expiresAt }),
	};
}
