import { create } from "zustand";
import type { Account } from "../../contract/accounts.ts";
import type { Capability, GatewayInfo } from "../../contract/capability.ts";
import { freshRequest } from "../../contract/request-for-model.ts";
import type { Settings } from "../../contract/settings.ts";
import { accountOf, useAccounts } from "./accounts-store.ts";
import { saveSettings } from "./app-store.ts";
import { chooseModel, type Draft, setPrompt } from "./draft.ts";
import { capabilityOf, gatewayOf, useGateways } from "./gateways-store.ts";

type DraftState = {
	/** Absent only before the accounts are known. */
	readonly draft: Draft | undefined;
};

/** The request being composed. Change it with `editDraft` and the functions of `draft.ts`. */
export const useDraft = create<DraftState>()(() => ({ draft: undefined }));

/** Changes the draft by a pure function, such as `editDraft((draft) => setPrompt(draft, text))`. */
export function editDraft(change: (draft: Draft) => Draft): void {
	useDraft.setState(({ draft }) => ({ draft: draft && change(draft) }));
}

/** The draft's account, gateway and model as they are now; parts are absent when they are gone. */
export function useDraftTarget(): {
	readonly account: Account | undefined;
	readonly gateway: GatewayInfo | undefined;
	readonly capability: Capability | undefined;
} {
	const id = useDraft((state) => state.draft?.account);
	const model = useDraft((state) => state.draft?.model);
	const account = useAccounts((state) => accountOf(state.accounts, id));
	const gateway = useGateways((state) => gatewayOf(state.gateways, account?.gateway));
	return { account, gateway, capability: capabilityOf(gateway, model) };
}

/**
 * Turns the draft to another account and model, carrying over what fits, and remembers the choice
 * for the next start.
 * @throws AskError when the choice could not be remembered; the draft has changed all the same
 */
export async function switchModel(account: Account, capability: Capability): Promise<void> {
	editDraft((draft) => chooseModel(draft, account.id, capability));
	await saveSettings({ lastAccount: account.id, lastModel: capability.model });
}

/** Begins the first draft, or finds the draft a new account when its own was removed. */
export function settleDraft(settings: Settings, examplePrompt?: string): void {
	const { accounts } = useAccounts.getState();
	const { gateways } = useGateways.getState();
	const { draft } = useDraft.getState();
	if (draft !== undefined && accountOf(accounts, draft.account) !== undefined) return;
	const target = openingTarget(accounts, gateways, settings);
	if (target === undefined) return;
	const { account, capability } = target;
	const next =
		draft === undefined
			? setPrompt(freshRequest(account.id, capability), examplePrompt ?? "")
			: chooseModel(draft, account.id, capability);
	useDraft.setState({ draft: next });
}

/** The account and model used last; else one that needs no key; else the first. */
export function openingTarget(
	accounts: readonly Account[],
	gateways: readonly GatewayInfo[],
	settings: Pick<Settings, "lastAccount" | "lastModel">,
): { readonly account: Account; readonly capability: Capability } | undefined {
	const known = accounts.flatMap((account) => {
		const gateway = gatewayOf(gateways, account.gateway);
		return gateway === undefined ? [] : [{ account, gateway }];
	});
	const chosen =
		known.find(({ account }) => account.id === settings.lastAccount) ??
		known.find(({ gateway }) => !gateway.needsKey) ??
		known[0];
	if (chosen === undefined) return undefined;
	const { account, gateway } = chosen;
	const capability = capabilityOf(gateway, settings.lastModel) ?? gateway.models[0];
	return capability && { account, capability };
}
