import { z } from "zod";

const amount = z.number().optional().catch(undefined);

/** `GET /dashboard/billing/subscription` of new-api: `hard_limit_usd` is what was used plus what is left. */
export const Subscription = z.object({ hard_limit_usd: amount });

/** `GET /dashboard/billing/usage` of new-api, in hundredths of the subscription's unit. */
export const Usage = z.object({ total_usage: amount });

/** What new-api writes when there is no limit. */
const UNLIMITED = 100_000_000;

/**
 * What is left on the account, out of both replies; nothing when either does not say, or there is
 * no limit. The unit is a setting of the site that the replies do not name.
 */
export function remainingBalance(subscription: unknown, usage: unknown): number | undefined {
	const limit = Subscription.safeParse(subscription).data?.hard_limit_usd;
	const used = Usage.safeParse(usage).data?.total_usage;
	if (limit === undefined || used === undefined || limit >= UNLIMITED) return undefined;
	return Math.round((limit - used / 100) * 10_000) / 10_000;
}
