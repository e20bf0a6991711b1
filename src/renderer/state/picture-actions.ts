import { create } from "zustand";
import type { Failure } from "../../contract/errors.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import type { ImageId, ReferenceId } from "../../contract/ids.ts";
import { ask, failureOf } from "../bridge/client.ts";
import { accountOf, useAccounts } from "./accounts-store.ts";
import { addReferences, chooseModel, type Draft, fromReference, fromRequest } from "./draft.ts";
import { editDraft, useDraft } from "./draft-store.ts";
import { capabilityOf, gatewayOf, useGateways } from "./gateways-store.ts";
import { togglePanel } from "./view-store.ts";

/** Most files that leave in one drag (`library.drag`). */
const MAX_DRAGGED = 100;

/** What went wrong with the last thing done to a picture; stays until the next goes well or it is dismissed. */
export const usePictureProblem = create<{ readonly failure: Failure | undefined }>()(() => ({
	failure: undefined,
}));

export function dismissPictureProblem(): void {
	usePictureProblem.setState({ failure: undefined });
}

/** Shows the file in the system's file manager. @returns whether it worked; if not, `usePictureProblem` says why */
export function revealPicture(id: ImageId): Promise<boolean> {
	return attempt(() => ask("library.reveal", id));
}

/** Puts the picture on the clipboard. @returns whether it worked; if not, `usePictureProblem` says why */
export function copyPicture(id: ImageId): Promise<boolean> {
	return attempt(() => ask("library.copy", id));
}

/**
 * Hands the files to the system's own drag. Call it from `dragstart` itself: a moment later the
 * system no longer takes it.
 */
export function dragPictures(ids: readonly ImageId[]): void {
	void attempt(() => ask("library.drag", ids.slice(0, MAX_DRAGGED)));
}

/** Adds pictures to the references of the form, and opens it. One that fails keeps the others in. */
export function addAsReferences(ids: readonly ImageId[]): Promise<boolean> {
	return attempt(async () => {
		try {
			for (const id of ids) {
				const reference = await ask("references.fromImage", id);
				editDraft((draft) => addReferences(draft, [fromReference(reference)]));
			}
		} finally {
			togglePanel("compose", true);
		}
	});
}

/** Puts the whole recipe of a picture back into the form, references too. */
export function reuseRecipe(id: ImageId): Promise<boolean> {
	return attempt(async () => {
		const { recipe } = await ask("library.get", id);
		await fillForm({ ...recipe.request, parent: id });
	});
}

/** Puts a request back into the form, references too. */
export function reuseRequest(request: GenerationRequest): Promise<boolean> {
	return attempt(() => fillForm(request));
}

async function fillForm(request: GenerationRequest): Promise<void> {
	const ids = request.references.flatMap((one): ReferenceId[] =>
		one.kind === "picture" ? [one.id] : [],
	);
	const kept = ids.length === 0 ? [] : await ask("references.get", ids);
	useDraft.setState(({ draft }) => ({
		draft: forPresentAccounts(fromRequest(request, kept), draft),
	}));
	togglePanel("compose", true);
}

/** An old request may name an account or a model that is gone: the form's own takes its place. */
function forPresentAccounts(wanted: Draft, present: Draft | undefined): Draft {
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

async function attempt(action: () => Promise<void>): Promise<boolean> {
	try {
		await action();
		dismissPictureProblem();
		return true;
	} catch (thrown) {
		usePictureProblem.setState({ failure: failureOf(thrown) });
		return false;
	}
}
