import type { Capability } from "../../contract/capability.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import type { ImageId } from "../../contract/ids.ts";
import { ask } from "../bridge/client.ts";
import { accountOf, useAccounts } from "./accounts-store.ts";
import { runActionOnceThere } from "./action-registry.ts";
import { rememberReference } from "./board-memory.ts";
import { placeImages } from "./board-placing.ts";
import { editOf, goingOn, variationsOf } from "./continue-from.ts";
import { addReferences, type Draft, fromReference } from "./draft.ts";
import { fillDraft } from "./draft-aside.ts";
import { editDraft, useDraft } from "./draft-store.ts";
import { fillForm } from "./fill-form.ts";
import { focusPrompt } from "./focus-prompt.ts";
import { capabilityOf, gatewayOf, useGateways } from "./gateways-store.ts";
import { noteDraggedPictures } from "./own-drag.ts";
import { attempt } from "./picture-problem.ts";
import { openBoardStage, openSet } from "./selection-store.ts";
import { togglePanel } from "./view-store.ts";

/** Most files that leave in one drag (`library.drag`). */
const MAX_DRAGGED = 100;

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
	const dragged = ids.slice(0, MAX_DRAGGED);
	noteDraggedPictures(dragged);
	void attempt(() => ask("library.drag", dragged));
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
		if (draft !== undefined) fillDraft(editOf(draft, fromReference(reference), id));
		focusPrompt();
	});
}

/** Puts the recipe into the form to be sent several times over; nothing is sent. */
export function makeVariations(id: ImageId): Promise<boolean> {
	return attempt(async () => {
		await fillForm(await wishBehind(id), (draft) => variationsOf(draft, capabilityFor(draft)));
	});
}

/** Puts the recipe into the form and leads to the choice of another size. */
export function sameInOtherSize(id: ImageId): Promise<boolean> {
	return attempt(async () => {
		await fillForm(await wishBehind(id));
		runActionOnceThere("size.choose");
	});
}

/** Puts the recipe into the form and opens the choice of gateways and models. */
export function sameOnOtherGateway(id: ImageId): Promise<boolean> {
	return attempt(async () => {
		await fillForm(await wishBehind(id));
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
	return goingOn(recipe.request, id);
}

function capabilityFor({ account, model }: Draft): Capability | undefined {
	const { accounts } = useAccounts.getState();
	const { gateways } = useGateways.getState();
	return capabilityOf(gatewayOf(gateways, accountOf(accounts, account)?.gateway), model);
}
