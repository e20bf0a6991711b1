import { z } from "zod";
import { CustomGateway } from "./custom-gateway.ts";
import { Failure } from "./errors.ts";
import { AccountId, GatewayId } from "./ids.ts";

/**
 * How a key is kept. `sealed`: by the operating system's key store. `session`: in memory, gone when
 * the app closes. `weak`: on disk, readable by any program of this user.
 */
export const KeyKeeping = z.enum(["sealed", "session", "weak"]);
export type KeyKeeping = z.infer<typeof KeyKeeping>;

/** What the window may know of a key: that it exists, how it is kept, and how it ends. */
export const KeyStatus = z.object({ keeping: KeyKeeping, lastFour: z.string().max(4) });
export type KeyStatus = z.infer<typeof KeyStatus>;

export const Account = z.object({
	id: AccountId,
	gateway: GatewayId,
	label: z.string(),
	/** Absent for built-in gateways. */
	baseUrl: z.string().optional(),
	key: KeyStatus.optional(),
	/** Set for custom gateways, whose `gateway` is an id of this account alone. */
	custom: CustomGateway.optional(),
});
export type Account = z.infer<typeof Account>;

/** The gateway of a custom account that is not saved yet. */
export const NEW_CUSTOM_GATEWAY = GatewayId.parse("custom");

/** The gateway that belongs to one custom account alone. */
export function customGatewayId(account: AccountId): GatewayId {
	return GatewayId.parse(`custom-${account}`);
}

/** True for a gateway that the designer has described, saved or not. */
export function isCustomGateway(gateway: GatewayId): boolean {
	return gateway === NEW_CUSTOM_GATEWAY || gateway.startsWith("custom-");
}

export const AccountDraft = z.strictObject({
	/** Absent: a new account. */
	id: AccountId.optional(),
	/** `custom` for a new custom gateway. */
	gateway: GatewayId,
	/** Needed for a new custom gateway; absent for one that is kept: its description stays. */
	custom: CustomGateway.optional(),
	label: z.string().trim().min(1).max(60),
	/** http is allowed for loopback only; main checks. */
	baseUrl: z.url().max(500).optional(),
	/** Absent: keep the key that is there. */
	key: z
		.strictObject({ text: z.string().trim().min(4).max(2_000), keeping: KeyKeeping })
		.optional(),
});
export type AccountDraft = z.infer<typeof AccountDraft>;

/** What is left on an account, in the gateway's own unit, such as `credits`; empty: it does not name one. */
export const Balance = z.object({
	amount: z.number(),
	unit: z.string(),
	/** In US dollars, where the worth of the unit is known. */
	usd: z.number().optional(),
});
export type Balance = z.infer<typeof Balance>;

/** What a test of an account found; it never makes a picture and never costs anything. */
export const AccountTest = z.object({
	/** Absent: the address answered and, as far as `proven` goes, took the key. */
	error: Failure.optional(),
	/**
	 * For custom gateways, of which the app knows no page. `key`: the same question is refused without
	 * the key. `address`: something answers there, and that is all.
	 */
	proven: z.enum(["key", "address"]).optional(),
	/** Model ids the gateway lists, where it has such a list. */
	models: z.array(z.string()).optional(),
	/** What is left on the account. */
	balance: Balance.optional(),
});
export type AccountTest = z.infer<typeof AccountTest>;
