import { useMemo } from "react";
import type { Account } from "../../../contract/accounts.ts";
import type { Capability, GatewayInfo } from "../../../contract/capability.ts";
import type { Problem } from "../../../contract/problem.ts";
import { validateRequest } from "../../../contract/validate-request.ts";
import { accountOf, useAccounts } from "../../state/accounts-store.ts";
import { type Draft, knownPictures, toRequest } from "../../state/draft.ts";
import { useDraft } from "../../state/draft-store.ts";
import { capabilityOf, gatewayOf, useGateways } from "../../state/gateways-store.ts";

/** Where a draft goes. */
export type Target = {
	readonly account: Account;
	readonly gateway: GatewayInfo;
	readonly capability: Capability;
};

/** The draft, where it goes, and what is wrong with it. */
export type ComposeForm = {
	readonly draft: Draft;
	/** Absent when the account or the model is no longer there. */
	readonly target: Target | undefined;
	readonly problems: readonly Problem[];
};

/** Everything wrong with a draft if it were sent to this target. */
export function draftProblems(draft: Draft, target: Target): readonly Problem[] {
	const { account, gateway, capability } = target;
	return validateRequest(toRequest(draft), capability, {
		needsKey: gateway.needsKey,
		accountHasKey: account.key !== undefined,
		accountLabel: account.label,
		gatewayTitle: gateway.title,
		pictures: knownPictures(draft),
	});
}

/** Every account with every model its gateway has, in the order shown. */
export function allTargets(
	accounts: readonly Account[],
	gateways: readonly GatewayInfo[],
): readonly Target[] {
	return accounts.flatMap((account) => {
		const gateway = gatewayOf(gateways, account.gateway);
		if (gateway === undefined) return [];
		return gateway.models.map((capability) => ({ account, gateway, capability }));
	});
}

/** The form as it is now; undefined only before the accounts are known. */
export function useComposeForm(): ComposeForm | undefined {
	const draft = useDraft((state) => state.draft);
	const accounts = useAccounts((state) => state.accounts);
	const gateways = useGateways((state) => state.gateways);
	return useMemo(
		() => draft && composeForm(draft, accounts, gateways),
		[draft, accounts, gateways],
	);
}

/** The same outside of drawing, never a moment old: for sending. */
export function readComposeForm(): ComposeForm | undefined {
	const { draft } = useDraft.getState();
	const { accounts } = useAccounts.getState();
	return draft && composeForm(draft, accounts, useGateways.getState().gateways);
}

function composeForm(
	draft: Draft,
	accounts: readonly Account[],
	gateways: readonly GatewayInfo[],
): ComposeForm {
	const account = accountOf(accounts, draft.account);
	const gateway = gatewayOf(gateways, account?.gateway);
	const capability = capabilityOf(gateway, draft.model);
	if (account === undefined || gateway === undefined || capability === undefined) {
		return { draft, target: undefined, problems: [] };
	}
	const target = { account, gateway, capability };
	return { draft, target, problems: draftProblems(draft, target) };
}
