/** Scripts written without spaces between words, and Hangul, whose words carry their particles. */
const unspaced = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}]/gu;

/** A query has 500 characters at most; a designer who types this many words is pasting. */
const MAX_TERMS = 32;

/**
 * Text as the index holds it: every CJK character stands alone, since the stock tokenizers of FTS5
 * take a Chinese sentence for one word. Full-width letters become plain ones.
 */
export function searchable(text: string): string {
	return text.toWellFormed().normalize("NFKC").replaceAll(unspaced, " $& ");
}

/**
 * What a designer typed as an FTS5 query: every word must occur, a run of CJK characters in that
 * order, and the last word may be unfinished. Whatever is typed is quoted, so that no operator, quote
 * or column name of FTS5 can be written.
 * @param endings what the unfinished last word may become, as far as that is known and not too much;
 * naming the words is many times faster than looking for what begins with these letters
 * @returns undefined when there is no letter and no digit to look for: no filter
 */
export function ftsQuery(
	text: string,
	endings: (typed: string) => readonly string[] = () => [],
): string | undefined {
	const terms = text
		.toWellFormed()
		.normalize("NFKC")
		.split(/[\s\p{Cc}]+/u)
		.map((term) => searchable(term.replaceAll('"', " ")).trim())
		.filter((term) => /[\p{L}\p{N}]/u.test(term))
		.slice(0, MAX_TERMS);
	const last = terms.at(-1);
	if (last === undefined) return undefined;
	const quoted = terms.map((term) => `"${term}"`);
	const words = endings(last);
	if (words.length === 0) return `${quoted.join(" ")} *`;
	const either = words.map((word) => `"${word}"`).join(" OR ");
	return [...quoted.slice(0, -1), `(${either})`].join(" AND ");
}
