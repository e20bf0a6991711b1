import type { ReferenceId } from "../../../contract/ids.ts";
import type { ReferenceRole, ShelfEntry } from "../../../contract/references.ts";
import { type DraftReference, referenceKey } from "../../state/draft.ts";
import { shelfEntryOf } from "../../state/shelf-store.ts";
import { mentionName, sameName } from "./reference-name.ts";

/** One line of the list that an `@` opens. */
export type MentionChoice =
	| {
			readonly kind: "attached";
			/** What the mention points at. */
			readonly key: string;
			readonly name: string;
			readonly role: ReferenceRole | undefined;
			/** Absent: a link, which has no picture here. */
			readonly picture: ReferenceId | undefined;
			/** From 1. */
			readonly position: number;
	  }
	| {
			readonly kind: "shelf";
			readonly key: string;
			readonly name: string;
			readonly role: ReferenceRole | undefined;
			readonly picture: ReferenceId;
	  }
	/** Offered while nothing has a name: naming the first picture there is. */
	| { readonly kind: "name"; readonly key: string; readonly picture: ReferenceId };

/** What can be mentioned: the references of the form in their order, then the rest of the shelf. */
export function mentionChoices(
	references: readonly DraftReference[],
	shelf: readonly ShelfEntry[],
	query: string,
): readonly MentionChoice[] {
	const wanted = sameName(query);
	const attached = references.map((reference, at): MentionChoice => {
		const key = referenceKey(reference);
		return {
			kind: "attached",
			key,
			name: mentionName(reference, shelf),
			role: shelfEntryOf(shelf, key)?.role,
			picture: reference.kind === "picture" ? reference.id : undefined,
			position: at + 1,
		};
	});
	const there = new Set(attached.map(({ key }) => key));
	const others = shelf
		.filter(({ reference }) => !there.has(reference))
		.map(({ reference, name, role }): MentionChoice => {
			return { kind: "shelf", key: reference, name, role, picture: reference };
		});
	const byName = [...attached, ...others].filter((choice) => isCalled(choice, wanted));
	// A number means the picture that is sent at that place, whatever others are called.
	const byNumber = attached.filter((_, at) => String(at + 1) === wanted);
	const found = [...new Set([...byNumber, ...byName])];
	const [first] = references.filter((one) => one.kind === "picture");
	if (wanted !== "" || shelf.length > 0 || first === undefined) return found;
	return [...found, { kind: "name", key: `name ${first.id}`, picture: first.id }];
}

/** By any part of the name. */
function isCalled(choice: MentionChoice, wanted: string): boolean {
	return choice.kind !== "name" && sameName(choice.name).includes(wanted);
}
