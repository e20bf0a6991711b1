import { ReferenceId } from "../../../contract/ids.ts";
import type { Problem } from "../../../contract/problem.ts";
import { mentionsToWords } from "../../../contract/prompt-chips.ts";
import { isPublicLink } from "../../../contract/public-link.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import {
	addReferences,
	type DraftReference,
	draftWording,
	fromReference,
	setWording,
} from "../../state/draft.ts";
import { editDraft, useDraft } from "../../state/draft-store.ts";
import { useShelf } from "../../state/shelf-store.ts";
import { beginReading, noteReferenceFailures } from "./compose-store.ts";
import { plainNames, withChips, withoutSigns } from "./plain-names.ts";

/**
 * Attaches references by what mentions and the shelf know them by. Those that are no longer in the
 * library are said beside the strip.
 * @param wanted their keys, with the names they are spoken of
 */
export async function attachReferences(
	wanted: readonly { readonly key: string; readonly name: string }[],
): Promise<void> {
	const done = beginReading(wanted.length);
	try {
		const ids = wanted.flatMap(({ key }) => ReferenceId.safeParse(key).data ?? []);
		const kept = ids.length === 0 ? [] : await ask("references.get", ids);
		const byId = new Map<string, DraftReference>(kept.map((one) => [one.id, fromReference(one)]));
		const found = wanted.map(({ key, name }) => {
			const link: DraftReference = { kind: "link", url: key };
			return { name, reference: byId.get(key) ?? (isPublicLink(key) ? link : undefined) };
		});
		editDraft((draft) =>
			addReferences(
				draft,
				found.flatMap(({ reference }) => reference ?? []),
			),
		);
		noteReferenceFailures(
			found.flatMap(({ name, reference }) =>
				reference === undefined ? [{ kind: "gone" as const, name }] : [],
			),
		);
	} catch (thrown) {
		noteReferenceFailures([{ kind: "failure", failure: failureOf(thrown) }]);
	} finally {
		done();
	}
}

/** What the prompt mentions without its being attached, as its problems say it. */
export function missingMentions(
	problems: readonly Problem[],
): readonly { readonly key: string; readonly name: string }[] {
	return problems.flatMap(({ reason, at, facts }) =>
		reason === "mention-missing" && typeof at === "string"
			? [{ key: at, name: String(facts.name) }]
			: [],
	);
}

/** Makes chips of names that were typed as plain words, and attaches what is not attached yet. */
export async function mentionPlainNames(): Promise<void> {
	const { draft } = useDraft.getState();
	if (draft === undefined) return;
	const { entries } = useShelf.getState();
	const names = plainNames(draftWording(draft), draft.references, entries);
	editDraft((now) => setWording(now, withChips(draftWording(now), names)));
	const apart = names.flatMap(({ choice: { kind, key, name } }) =>
		kind === "shelf" ? [{ key, name }] : [],
	);
	const wanted = new Map(apart.map((one) => [one.key, one]));
	if (wanted.size > 0) await attachReferences([...wanted.values()]);
}

/** Takes the `@` from names that are plain words; the words stay. */
export function takeSignsOut(): void {
	editDraft((draft) => setWording(draft, withoutSigns(draftWording(draft))));
}

/** Turns chips into the words they show. */
export function turnIntoWords(keys: readonly string[]): void {
	editDraft((draft) => setWording(draft, mentionsToWords(draftWording(draft), new Set(keys))));
}
