import type { ReferenceId } from "../../../contract/ids.ts";
import type { Reference } from "../../../contract/references.ts";
import { ask } from "../../bridge/client.ts";
import { type Draft, type DraftReference, fromReference } from "../../state/draft.ts";
import { useDraftAside } from "../../state/draft-aside.ts";
import { editDraft, useDraft } from "../../state/draft-store.ts";

/**
 * Asks after the pictures of a form that has just come back: those that are gone meanwhile are shown
 * as gone, before anybody sends them. Should nobody answer, main finds out when it is sent.
 */
export async function checkPictures(): Promise<void> {
	const { draft } = useDraft.getState();
	const { aside } = useDraftAside.getState();
	const ids = [...new Set([...picturesOf(draft), ...picturesOf(aside)])];
	if (ids.length === 0) return;
	const kept = await ask("references.get", ids).catch(() => undefined);
	if (kept === undefined) return;
	const look = lookingUp(ids, kept);
	editDraft(look);
	useDraftAside.setState(({ aside: one }) => ({ aside: one && look(one) }));
}

function picturesOf(draft: Draft | undefined): readonly ReferenceId[] {
	return (draft?.references ?? []).flatMap((one) => (one.kind === "picture" ? [one.id] : []));
}

/** The same draft again when nothing has changed: it is then still as it was kept. */
function lookingUp(asked: readonly ReferenceId[], kept: readonly Reference[]) {
	const byId = new Map(kept.map((one) => [one.id, one]));
	const looked = (one: DraftReference): DraftReference => {
		if (one.kind === "link" || !asked.includes(one.id)) return one;
		const snapshot = byId.get(one.id);
		if ((snapshot === undefined) === (one.width === undefined)) return one;
		const { id, name, from } = one;
		const own = { kind: "picture", id, name, ...(from !== undefined && { from }) } as const;
		return snapshot === undefined ? own : { ...fromReference(snapshot), ...own };
	};
	return (draft: Draft): Draft => {
		const references = draft.references.map(looked);
		const isSame = references.every((one, at) => one === draft.references[at]);
		return isSame ? draft : { ...draft, references };
	};
}
