import type { FoundForm, KeptDraft, KeptForm } from "../../../contract/kept-form.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { type Draft, setFollows, setWording } from "../../state/draft.ts";
import { isFilled, restoreDrafts, useDraftAside } from "../../state/draft-aside.ts";
import { useDraft } from "../../state/draft-store.ts";
import { forPresentAccounts } from "../../state/fill-form.ts";
import { useJobs } from "../../state/jobs-store.ts";
import { patchCompose, useCompose } from "./compose-store.ts";
import { createFormSaver } from "./form-saver.ts";
import { checkPictures } from "./kept-pictures.ts";

/**
 * Asks main for what was in the form when it was last kept; undefined: nothing was, or it cannot be
 * read, which the form then says.
 */
export async function fetchForm(): Promise<FoundForm | undefined> {
	try {
		return (await ask("form.get")) ?? undefined;
	} catch (thrown) {
		patchCompose({ formLost: failureOf(thrown) });
		return undefined;
	}
}

/**
 * Puts what was found back into the form, and keeps every change of it from now on; sends nothing.
 * Call it once, when accounts and jobs are known. @returns a function that ends it
 */
export function keepForm(found: FoundForm | undefined): () => void {
	if (found !== undefined) restore(found);
	const saver = createFormSaver({
		send: async () => {
			const form = formNow();
			if (form !== undefined) await ask("form.save", form);
		},
		failureOf,
		later: (run, ms) => {
			const timer = setTimeout(run, ms);
			return () => clearTimeout(timer);
		},
		tell: (formUnkept) => patchCompose({ formUnkept }),
	});
	const ends = followForm(saver.change);
	const leaves = new AbortController();
	// Whoever closes the app hides it first, or turns to another window.
	for (const leaving of ["pagehide", "blur"]) {
		window.addEventListener(leaving, saver.flush, { signal: leaves.signal });
	}
	document.addEventListener("visibilitychange", saver.flush, { signal: leaves.signal });
	return () => {
		for (const end of ends) end();
		leaves.abort();
		saver.flush();
	};
}

/** Hears of every change that belongs to the form. @returns functions that end it */
function followForm(changed: () => void): readonly (() => void)[] {
	return [
		useDraft.subscribe((now, before) => now.draft !== before.draft && changed()),
		useDraftAside.subscribe((now, before) => now.aside !== before.aside && changed()),
		useCompose.subscribe((now, before) => now.compared !== before.compared && changed()),
	];
}

function formNow(): KeptForm | undefined {
	const { draft } = useDraft.getState();
	if (draft === undefined) return undefined;
	const { aside } = useDraftAside.getState();
	return {
		draft: asKept(draft),
		...(aside !== undefined && { aside: asKept(aside) }),
		filled: isFilled(draft),
		compared: [...useCompose.getState().compared],
	};
}

function restore({ form, keptAt }: FoundForm): void {
	const kept = { draft: asDraft(form.draft), aside: form.aside && asDraft(form.aside) };
	restoreDrafts(
		isSent(kept.draft, keptAt)
			? { draft: kept.aside ?? setFollows(kept.draft, undefined), filled: false }
			: { ...kept, filled: form.filled },
	);
	patchCompose({ compared: form.compared });
	void checkPictures();
}

/**
 * Whether a request that mends a set was sent in the last moment of the run before: in the form it
 * would be an offer to pay a second time for the same frames.
 */
function isSent({ follows }: Draft, keptAt: number): boolean {
	if (follows === undefined) return false;
	const task = JSON.stringify(follows);
	return [...useJobs.getState().byId.values()].some(
		({ request, createdAt }) => createdAt >= keptAt && JSON.stringify(request.follows) === task,
	);
}

function asKept({ references, recipeOrder, ...draft }: Draft): KeptDraft {
	return {
		...draft,
		references: [...references],
		...(recipeOrder !== undefined && { recipeOrder: [...recipeOrder] }),
	};
}

/** An older version may have compiled its chips otherwise: what is shown is what is sent now. */
function asDraft(kept: KeptDraft): Draft {
	const draft = forPresentAccounts(kept, useDraft.getState().draft);
	return draft.wording === undefined ? draft : setWording(draft, draft.wording);
}
