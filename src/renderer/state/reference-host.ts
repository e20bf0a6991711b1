import type { Account } from "../../contract/accounts.ts";
import type { HostChoice } from "../../contract/reference-hosts.ts";
import { accountOf } from "./accounts-store.ts";

/** Whether the chosen reference host can be used: an account must still be there, with its key. */
export function hasReferenceHost(
	choice: HostChoice | undefined,
	accounts: readonly Account[],
): boolean {
	if (choice === undefined) return false;
	return choice.kind === "bucket" || accountOf(accounts, choice.account)?.key !== undefined;
}
