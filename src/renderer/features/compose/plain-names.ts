import type { PromptPart } from "../../../contract/generation.ts";
import { type PlainMention, plainMentions, unspaced } from "../../../contract/plain-mentions.ts";
import { mergeWords, type Wording } from "../../../contract/prompt-chips.ts";
import type { ShelfEntry } from "../../../contract/references.ts";
import type { DraftReference } from "../../state/draft.ts";
import { type MentionChoice, mentionChoices } from "./mention-choices.ts";
import { sameName } from "./reference-name.ts";

/** A reference whose name was typed without being chosen. */
export type PlainName = {
	readonly mention: PlainMention;
	/** How much of the typed name it is; behind it go words that were written on without a space. */
	readonly length: number;
	readonly choice: Exclude<MentionChoice, { readonly kind: "name" }>;
};

const runsOn = new RegExp(`^${unspaced}`, "u");

/** The references that words of the prompt name with an `@`, as an `@` in the box would find them. */
export function plainNames(
	wording: Wording,
	references: readonly DraftReference[],
	shelf: readonly ShelfEntry[],
): readonly PlainName[] {
	const choices = mentionChoices(references, shelf, "").filter((one) => one.kind !== "name");
	return plainMentions(wording).flatMap((mention): PlainName[] => {
		for (const length of possibleLengths(mention.name)) {
			const wanted = sameName(mention.name.slice(0, length));
			const choice =
				choices.find((one) => one.kind === "attached" && String(one.position) === wanted) ??
				choices.find(({ name }) => sameName(name) === wanted);
			if (choice !== undefined) return [{ mention, length, choice }];
		}
		return [];
	});
}

/** The whole name, then what of it stands before a script that writes no spaces, the longest first. */
function possibleLengths(name: string): readonly number[] {
	const lengths = [name.length];
	for (let at = name.length - 1; at > 0; at--) {
		if (runsOn.test(name.slice(at, at + 2))) lengths.push(at);
	}
	return lengths;
}

/** The wording where these names are chips. */
export function withChips(wording: Wording, names: readonly PlainName[]): Wording {
	return rewritten(wording, names, ({ mention, length, choice }) => ({
		from: mention.from,
		to: mention.from + 1 + length,
		by: { kind: "mention", reference: choice.key, name: choice.name },
	}));
}

/** The wording where no name that is plain words has its `@`. */
export function withoutSigns(wording: Wording): Wording {
	return rewritten(wording, plainMentions(wording), (mention) => ({
		from: mention.from,
		to: mention.from + 1,
		by: undefined,
	}));
}

function rewritten<Place extends PlainMention | PlainName>(
	wording: Wording,
	places: readonly Place[],
	change: (place: Place) => {
		readonly from: number;
		readonly to: number;
		readonly by: PromptPart | undefined;
	},
): Wording {
	const parts = wording.flatMap((part, at): PromptPart[] => {
		if (part.kind !== "text") return [part];
		const pieces: PromptPart[] = [];
		let done = 0;
		for (const place of places) {
			const { part: of } = "mention" in place ? place.mention : place;
			if (of !== at) continue;
			const { from, to, by } = change(place);
			pieces.push({ kind: "text", text: part.text.slice(done, from) });
			if (by !== undefined) pieces.push(by);
			done = to;
		}
		return [...pieces, { kind: "text", text: part.text.slice(done) }];
	});
	return mergeWords(parts);
}
