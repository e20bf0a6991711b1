import { MAX_TAG } from "./library-query.ts";

/** A tag as it is kept: composed (NFC), without blanks around it, at most {@link MAX_TAG} characters. Empty: none. */
export function tidyTag(text: string): string {
	const whole = text.toWellFormed().normalize("NFC").trim();
	if (whole.length <= MAX_TAG) return whole;
	// Half of a character outside the basic plane is none.
	return whole.slice(0, MAX_TAG).toWellFormed().replaceAll("\u{FFFD}", "").trim();
}

/**
 * What two spellings of one tag have in common: case makes no difference, nor how accents are
 * written. By way of the upper case, so that ß is ss and ς is σ.
 */
export function foldTag(tag: string): string {
	return tag.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** Tags in one order wherever they are kept: by their folded text, and each once. */
export function sortedTags(tags: readonly string[]): string[] {
	const byFold = new Map<string, string>();
	for (const tag of tags) {
		const folded = foldTag(tag);
		if (!byFold.has(folded)) byFold.set(folded, tag);
	}
	return [...byFold].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tag]) => tag);
}
