import { create } from "zustand";
import type { Account } from "../../contract/accounts.ts";
import type { AccountId } from "../../contract/ids.ts";

/** A copy of main's accounts, in main's order. */
export const useAccounts = create<{ readonly accounts: readonly Account[] }>()(() => ({
	accounts: [],
}));

/** The account of this id, or nothing when it was removed. */
export function accountOf(
	accounts: readonly Account[],
	id: AccountId | undefined,
): Account | undefined {
	return accounts.find((account) => account.id === id);
}
