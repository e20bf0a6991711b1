import { z } from "zod";
import { AccountId, GatewayId } from "../../contract/ids.ts";

/** An account as it lies on disk: no key in the clear, ever. */
export const AccountRecord = z.object({
	id: AccountId,
	gateway: GatewayId,
	label: z.string(),
	baseUrl: z.string().optional(),
	key: z
		.object({
			keeping: z.enum(["sealed", "weak"]),
			/** Base64 of what the sealed box made. */
			sealed: z.string(),
			lastFour: z.string().max(4),
		})
		.optional(),
});
export type AccountRecord = z.infer<typeof AccountRecord>;

/** Where the account list lies, as a port: the shell keeps it with the settings. */
export type AccountFile = {
	readonly read: () => readonly AccountRecord[];
	/** Whole list at once, atomically. */
	readonly write: (accounts: readonly AccountRecord[]) => void;
};
