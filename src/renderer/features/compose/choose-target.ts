import { whatChanges } from "../../../contract/what-changes.ts";
import { failureOf } from "../../bridge/client.ts";
import { toRequest } from "../../state/draft.ts";
import { switchModel } from "../../state/draft-store.ts";
import { isSameTarget, type Target, targetName } from "../../state/targets.ts";
import { readComposeForm } from "./compose-form.ts";
import { patchCompose, useCompose } from "./compose-store.ts";

/**
 * Goes to another account or model and notes what that changed in the form. The draft follows even
 * when the choice cannot be remembered.
 */
export async function chooseTarget(target: Target): Promise<void> {
	const { account, capability } = target;
	const form = readComposeForm();
	const from = form?.target?.capability;
	const changes = form && from ? whatChanges(toRequest(form.draft), from, capability) : [];
	const adjusted = changes.length === 0 ? undefined : { to: targetName(target), changes };
	// Once it is the form's own, it is no other any more, also when the form moves on.
	const compared = useCompose
		.getState()
		.compared.filter((name) => !isSameTarget(name, targetName(target)));
	patchCompose({ memoryFailure: undefined, adjusted, compared });
	try {
		await switchModel(account, capability);
	} catch (thrown) {
		patchCompose({ memoryFailure: failureOf(thrown) });
	}
}
