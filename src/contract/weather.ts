import { z } from "zod";
import { AccountId, GatewayId } from "./ids.ts";

/** How an account has been doing lately, from one's own jobs alone. */
export const Weather = z.object({
	account: AccountId,
	gateway: GatewayId,
	/** Jobs of the last 30 days that were sent and have ended. */
	sent: z.int(),
	/** From the request to the last picture safe on disk, milliseconds; absent: none came. */
	medianMs: z.number().optional(),
	/** Nine of ten were at least this quick. */
	slowMs: z.number().optional(),
	/** Jobs whose prompt, reference or result was refused. */
	refused: z.int(),
	/** Jobs that met "too many requests". */
	limited: z.int(),
	/** Jobs that failed otherwise, or whose outcome is unknown. */
	failed: z.int(),
});
export type Weather = z.infer<typeof Weather>;
