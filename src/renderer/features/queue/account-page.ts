import type { GatewayId } from "../../../contract/ids.ts";

/** Where an account's own pages are, as far as a page of the gateway names an address. */
const accountPages: ReadonlyMap<string, string> = new Map([
	// EvoLink page, Authorization ("API Key Management Page"), read 2026-11-21.
	["evolink", "https://evolink.ai/dashboard"],
]);

/** The address at which a designer finds the account; nothing when no page of the gateway tells. */
export function accountPage(gateway: GatewayId): string | undefined {
	return accountPages.get(gateway);
}
