import { create } from "zustand";
import type { Account, Balance } from "../../../contract/accounts.ts";
import type { Failure } from "../../../contract/errors.ts";
import type { AccountId } from "../../../contract/ids.ts";
import { ask, failureOf } from "../../bridge/client.ts";

/** What is known of an account's balance. What was read last stays in sight while it is asked anew. */
export type KnownBalance = {
	readonly asking: boolean;
	readonly balance?: Balance | undefined;
	readonly failure?: Failure | undefined;
	/** Which key of which address was asked with: another one has another balance. */
	readonly of: string;
	/** Milliseconds since the Unix epoch. */
	readonly askedAt: number;
};

/** Balances of this run of the app, by account. */
export const useBalances = create<{ readonly byId: ReadonlyMap<AccountId, KnownBalance> }>()(
	() => ({ byId: new Map() }),
);

/** A balance this old is asked for anew when the list is opened. */
const FRESH_MS = 60_000;

/** Asks for the balance unless that has just been done. Never throws. */
export async function followBalance(account: Account): Promise<void> {
	const known = useBalances.getState().byId.get(account.id);
	const isFresh = known !== undefined && Date.now() - known.askedAt < FRESH_MS;
	if (!isFresh || known.of !== ownerOf(account)) await askBalance(account);
}

/** Asks for the balance; it costs nothing. Never throws. */
export async function askBalance(account: Account): Promise<void> {
	const of = ownerOf(account);
	const before = useBalances.getState().byId.get(account.id);
	if (before?.asking === true && before.of === of) return;
	const asked = { of, askedAt: Date.now() };
	const balance = before?.of === of ? before.balance : undefined;
	put(account.id, { ...asked, asking: true, balance });
	const answer = await ask("accounts.balance", account.id).catch((thrown: unknown) => ({
		error: failureOf(thrown),
		balance: undefined,
	}));
	// Meanwhile the account may have got another key.
	if (useBalances.getState().byId.get(account.id)?.of !== of) return;
	put(account.id, { ...asked, asking: false, balance: answer.balance, failure: answer.error });
}

function ownerOf({ baseUrl, key }: Account): string {
	return [baseUrl, key?.keeping, key?.lastFour].join(" ");
}

function put(id: AccountId, known: KnownBalance): void {
	useBalances.setState(({ byId }) => ({ byId: new Map(byId).set(id, known) }));
}
