import { appError } from "../../contract/errors.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ReferenceTaker } from "../../contract/reference-room.ts";
import { ask } from "../bridge/client.ts";
import { copyText } from "../bridge/copy-text.ts";
import { accountOf, useAccounts } from "./accounts-store.ts";
import { runActionOnceThere } from "./action-registry.ts";
import { useApp } from "./app-store.ts";
import { rememberReference } from "./board-memory.ts";
import { placeImages } from "./board-placing.ts";
import { editOf, goingOn, variationsOf, withLastingExtras } from "./continue-from.ts";
import { addReferences, type Draft, fromReference } from "./draft.ts";
import { fillDraft } from "./draft-aside.ts";
import { editDraft, useDraft } from "./draft-store.ts";
import { fillForm } from "./fill-form.ts";
import { focusPrompt } from "./focus-prompt.ts";
import { capabilityOf, gatewayOf, useGateways } from "./gateways-store.ts";
import { recordOf } from "./library-store.ts";
import { attempt } from "./picture-problem.ts";
import { hasReferenceHost } from "./reference-host.ts";
import { openBoardStage, openSet } from "./selection-store.ts";
import { noteRoom } from "./variation-room.ts";
import { togglePanel } from "./view-store.ts";

/** Most pictures Eagle is given at once (`eagle.send`). */
const MAX_SENT = 500;

/** Shows the file in the system's file manager. @returns whether it worked; if not, `usePictureProblem` says why */
export function revealPicture(id: ImageId): Promise<boolean> {
	return attempt(() => ask("library.reveal", id));
}

/** Puts the picture on the clipboard. @returns whether it worked; if not, `usePictureProblem` says why */
export function copyPicture(id: ImageId): Promise<boolean> {
	return attempt(() => ask("library.copy", id));
}

/** Puts the prompt on the clipboard; call it from a click or a key. @returns whether it worked */
export function copyPrompt(id: ImageId): Promise<boolean> {
	return copyWords(async () => (recordOf(id) ?? (await ask("library.get", id)).image).prompt);
}

/**
 * Puts everything that makes the picture again on the clipboard, as JSON, without the account; call it
 * from a click or a key. @returns whether it worked
 */
export function copyRecipe(id: ImageId): Promise<boolean> {
	return copyWords(async () => {
		const { image, recipe, imported } = await ask("library.get", id);
		const { modelTitle: model, gatewayTitle: gateway } = image;
		if (recipe === undefined) return JSON.stringify(imported?.foreign ?? {}, undefined, "\t");
		const { account: _, wording: __, follows: ___, parent: ____, ...request } = recipe.request;
		return JSON.stringify({ ...request, model, gateway }, undefined, "\t");
	});
}

function copyWords(words: () => Promise<string>): Promise<boolean> {
	return attempt(async () => {
		if (!copyText(await words())) throw appError("internal", { said: "the clipboard is closed" });
	});
}

/** Hands pictures to Eagle on this computer. @returns how many it took; undefined: `usePictureProblem` says why */
export async function sendToEagle(
	ids: readonly ImageId[],
	options: { readonly withPrompts: boolean },
): Promise<number | undefined> {
	let sent: number | undefined;
	await attempt(async () => {
		({ sent } = await ask("eagle.send", { ids: ids.slice(0, MAX_SENT), ...options }));
	});
	return sent;
}

/** Adds pictures to the references of the form, and opens it. One that fails keeps the others in. */
export function addAsReferences(ids: readonly ImageId[]): Promise<boolean> {
	return attempt(async () => {
		try {
			for (const id of ids) {
				const reference = await ask("references.fromImage", id);
				rememberReference(id, reference.id);
				editDraft((draft) => addReferences(draft, [fromReference(reference)]));
			}
		} finally {
			togglePanel("compose", true);
		}
	});
}

/** Puts the whole recipe of a picture back into the form, references too. */
export function reuseRecipe(id: ImageId): Promise<boolean> {
	return attempt(async () => fillForm(await wishBehind(id)));
}

/** Puts a request back into the form, references too. */
export function reuseRequest(request: GenerationRequest): Promise<boolean> {
	return attempt(() => fillForm(request));
}

/**
 * Makes the picture the only reference of an empty prompt, ready to be typed into. What was in the
 * form is put aside.
 */
export function editWithPrompt(id: ImageId): Promise<boolean> {
	return attempt(async () => {
		const reference = await ask("references.fromImage", id);
		const { draft } = useDraft.getState();
		if (draft !== undefined) {
			const taker = takerFor(draft);
			fillDraft(editOf(draft, fromReference(reference), id, taker?.capability));
		}
		focusPrompt();
	});
}

/**
 * Puts the recipe into the form to be sent several times over, with the picture itself as a
 * reference where the model takes any; nothing is sent.
 */
export function makeVariations(id: ImageId): Promise<boolean> {
	return attempt(async () => {
		const wish = await wishBehind(id);
		const picture = fromReference(await ask("references.fromImage", id));
		let leftOut = 0;
		await fillForm(wish, (draft) => {
			const made = variationsOf(draft, picture, takerFor(draft));
			leftOut = made.leftOut;
			return made.draft;
		});
		noteRoom(id, leftOut);
	});
}

/** Puts the recipe into the form and leads to the choice of another size. */
export function sameInOtherSize(id: ImageId): Promise<boolean> {
	return attempt(async () => {
		await fillForm(await wishBehind(id), goneOn);
		runActionOnceThere("size.choose");
	});
}

/** Puts the recipe into the form and opens the choice of gateways and models. */
export function sameOnOtherGateway(id: ImageId): Promise<boolean> {
	return attempt(async () => {
		await fillForm(await wishBehind(id), goneOn);
		runActionOnceThere("model.choose");
	});
}

/**
 * Puts pictures on the open board, in the middle of what is seen, and shows it.
 * @returns whether it worked; if not, `usePictureProblem` says why
 */
export function putOnBoard(ids: readonly ImageId[]): Promise<boolean> {
	return attempt(async () => {
		await placeImages(ids);
		openBoardStage();
	});
}

/** Shows everything that was made together with the picture. */
export function openSetOf(id: ImageId): Promise<boolean> {
	return attempt(async () => openSet((await ask("library.get", id)).image.job));
}

async function wishBehind(id: ImageId): Promise<GenerationRequest> {
	const { recipe } = await ask("library.get", id);
	if (recipe === undefined) throw appError("no-recipe");
	return goingOn(recipe.request, id);
}

function goneOn(draft: Draft): Draft {
	return withLastingExtras(draft, takerFor(draft)?.capability);
}

function takerFor({ account, model }: Draft): ReferenceTaker | undefined {
	const { accounts } = useAccounts.getState();
	const { gateways } = useGateways.getState();
	const capability = capabilityOf(
		gatewayOf(gateways, accountOf(accounts, account)?.gateway),
		model,
	);
	if (capability === undefined) return undefined;
	const { referenceHost } = useApp.getState().settings;
	return { capability, hasReferenceHost: hasReferenceHost(referenceHost, accounts) };
}
