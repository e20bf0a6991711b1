import type { GenerationRequest } from "../../contract/generation.ts";
import type { ReferenceId } from "../../contract/ids.ts";
import { ask } from "../bridge/client.ts";
import { accountOf, useAccounts } from "./accounts-store.ts";
import { chooseModel, type Draft, fromRequest } from "./draft.ts";
import { fillDraft } from "./draft-aside.ts";
import { useDraft } from "./draft-store.ts";
import { capabilityOf, gatewayOf, useGateways } from "./gateways-store.ts";
import { togglePanel } from "./view-store.ts";

/**
 * Puts a request into the form, references too, and opens it. What was in the form is kept aside.
 * @param change the last word on it, such as another count, once a present model is found
 * @throws AskError when the references cannot be asked for
 */
export async function fillForm(
	request: GenerationRequest,
	change: (draft: Draft) => Draft = (draft) => draft,
): Promise<void> {
	const ids = request.references.flatMap((one): ReferenceId[] =>
		one.kind === "picture" ? [one.id] : [],
	);
	const kept = ids.length === 0 ? [] : await ask("references.get", ids);
	const { draft } = useDraft.getState();
	fillDraft(change(forPresentAccounts(fromRequest(request, kept), draft)));
	togglePanel("compose", true);
}

/** An old request may name an account or a model that is gone: the form's own takes its place. */
export function forPresentAccounts(wanted: Draft, present: Draft | undefined): Draft {
	const { accounts } = useAccounts.getState();
	const { gateways } = useGateways.getState();
	const modelsOf = (id: Draft["account"] | undefined) =>
		gatewayOf(gateways, accountOf(accounts, id)?.gateway);
	if (capabilityOf(modelsOf(wanted.account), wanted.model) !== undefined) return wanted;
	const own = modelsOf(wanted.account);
	const account = own === undefined ? present?.account : wanted.account;
	const gateway = own ?? modelsOf(account);
	const capability =
		capabilityOf(gateway, wanted.model) ??
		capabilityOf(gateway, present?.model) ??
		gateway?.models[0];
	if (account === undefined || capability === undefined) return wanted;
	return chooseModel(wanted, account, capability);
}
