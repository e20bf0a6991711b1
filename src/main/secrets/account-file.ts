import { z } from "zod";
import { CustomGateway } from "../../contract/custom-gateway.ts";
import { AccountId, GatewayId } from "../../contract/ids.ts";
import { KeptKey } from "./key-keeper.ts";

/**
 * An account as it lies on disk: no key in the clear, ever. A damaged part is as good as absent, so
 * that the account stays in the list and can be mended there.
 */
export const AccountRecord = z.object({
	id: AccountId,
	gateway: GatewayId,
	label: z.string(),
	baseUrl: z.string().optional().catch(undefined),
	key: KeptKey.optional().catch(undefined),
	/** For gateways the designer has described. */
	custom: CustomGateway.optional().catch(undefined),
});
export type AccountRecord = z.infer<typeof AccountRecord>;

/** Where the account list lies, as a port: the shell keeps it with the settings. */
export type AccountFile = {
	readonly read: () => readonly AccountRecord[];
	/** Whole list at once, atomically. */
	readonly write: (accounts: readonly AccountRecord[]) => void;
};
