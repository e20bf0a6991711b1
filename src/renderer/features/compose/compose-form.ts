import { useMemo } from "react";
import type { Account } from "../../../contract/accounts.ts";
import type { GatewayInfo } from "../../../contract/capability.ts";
import type { Problem } from "../../../contract/problem.ts";
import { validateRequest } from "../../../contract/validate-request.ts";
import { accountOf, useAccounts } from "../../state/accounts-store.ts";
import { useApp } from "../../state/app-store.ts";
import { type Draft, knownPictures, toRequest } from "../../state/draft.ts";
import { useDraft } from "../../state/draft-store.ts";
import { capabilityOf, gatewayOf, useGateways } from "../../state/gateways-store.ts";
import { hasReferenceHost } from "../../state/reference-host.ts";
import type { Target } from "../../state/targets.ts";

/** The draft, where it goes, and what is wrong with it. */
export type ComposeForm = {
	readonly draft: Draft;
	/** Absent when the account or the model is no longer there. */
	readonly target: Target | undefined;
	readonly problems: readonly Problem[];
	/** Pictures can be placed for gateways that only fetch links. */
	readonly hasHost: boolean;
};

/** Everything wrong with a draft if it were sent to this target. */
export function draftProblems(
	draft: Draft,
	target: Target,
	hasReferenceHost: boolean,
): readonly Problem[] {
	const { account, gateway, capability } = target;
	return validateRequest(toRequest(draft), capability, {
		needsKey: gateway.needsKey,
		accountHasKey: account.key !== undefined,
		accountLabel: account.label,
		gatewayTitle: gateway.title,
		hasReferenceHost,
		pictures: knownPictures(draft),
		...(draft.recipeOrder !== undefined && { recipeOrder: draft.recipeOrder }),
	});
}

/** The form as it is now; undefined only before the accounts are known. */
export function useComposeForm(): ComposeForm | undefined {
	const draft = useDraft((state) => state.draft);
	const accounts = useAccounts((state) => state.accounts);
	const gateways = useGateways((state) => state.gateways);
	const choice = useApp((state) => state.settings.referenceHost);
	const hasHost = hasReferenceHost(choice, accounts);
	return useMemo(
		() => draft && composeForm(draft, accounts, gateways, hasHost),
		[draft, accounts, gateways, hasHost],
	);
}

/** The same outside of drawing, never a moment old: for sending. */
export function readComposeForm(): ComposeForm | undefined {
	const { draft } = useDraft.getState();
	const { accounts } = useAccounts.getState();
	const { referenceHost } = useApp.getState().settings;
	const hasHost = hasReferenceHost(referenceHost, accounts);
	return draft && composeForm(draft, accounts, useGateways.getState().gateways, hasHost);
}

function composeForm(
	draft: Draft,
	accounts: readonly Account[],
	gateways: readonly GatewayInfo[],
	hasHost: boolean,
): ComposeForm {
	const account = accountOf(accounts, draft.account);
	const gateway = gatewayOf(gateways, account?.gateway);
	const capability = capabilityOf(gateway, draft.model);
	if (account === undefined || gateway === undefined || capability === undefined) {
		return { draft, target: undefined, problems: [], hasHost };
	}
	const target = { account, gateway, capability };
	return { draft, target, problems: draftProblems(draft, target, hasHost), hasHost };
}
