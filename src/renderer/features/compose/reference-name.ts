import { type ReferenceRole, ShelfEntry } from "../../../contract/references.ts";
import type { DraftReference } from "../../state/draft.ts";
import { referenceKey } from "../../state/draft.ts";
import { shelfEntryOf } from "../../state/shelf-store.ts";

const MAX_NAME_LENGTH = 40;
const forbidden = /[^\p{L}\p{M}\p{N}_-]+/gu;

/**
 * A name for the shelf made of a file's name: without its ending and without signs a name cannot
 * have. `taken` names get a number. Empty when nothing is left of it.
 */
export function suggestedName(file: string, taken: readonly string[]): string {
	const stem = fileStem(file).normalize("NFC").replaceAll(forbidden, "-");
	const name = stem.replaceAll(/^-+|-+$/g, "");
	const used = new Set(taken.map(sameName));
	for (let number = 1; name !== ""; number++) {
		const ending = number === 1 ? "" : `-${number}`;
		const tried = cut(name, MAX_NAME_LENGTH - ending.length) + ending;
		if (!used.has(sameName(tried))) return tried;
	}
	return "";
}

/** What is typed as a name, as far as it can be one: blanks become dashes, other signs go. */
export function typedName(text: string): string {
	return text.replace(/^@/, "").replaceAll(/\s+/gu, "-").replaceAll(forbidden, "");
}

export function isShelfName(name: string): boolean {
	return ShelfEntry.shape.name.safeParse(name).success;
}

/** What a mention of this reference is called: its own name, else its file's or its link's. */
export function mentionName(reference: DraftReference, entries: readonly ShelfEntry[]): string {
	const own = shelfEntryOf(entries, referenceKey(reference))?.name;
	if (own !== undefined) return own;
	if (reference.kind === "link") return URL.parse(reference.url)?.hostname || reference.url;
	return fileStem(reference.name) || reference.name;
}

/** Two names that differ in case alone are the same, as on the shelf. */
export function sameName(name: string): string {
	return name.normalize("NFKC").toLowerCase();
}

export function roleKey(role: ReferenceRole): `roles.${ReferenceRole}` {
	return `roles.${role}`;
}

function fileStem(file: string): string {
	return file.replace(/\.[^.]{1,5}$/, "");
}

/** Never through the middle of a character. */
function cut(name: string, length: number): string {
	let kept = "";
	for (const character of name) {
		if (kept.length + character.length > length) break;
		kept += character;
	}
	return kept;
}
