import type { LibraryQuery } from "../../../contract/library-query.ts";
import { plainText, type QueryNames, withToken } from "../../../contract/query-text.ts";
import { type QueryToken, queryTokens } from "../../../contract/query-tokens.ts";

/** What is typed, taken apart: finished chips are in the query, words stay in the field. */
export type ReadDraft = {
	readonly query: LibraryQuery;
	/** What stays in the field. */
	readonly draft: string;
};

/**
 * Reads what is in the field. A chip counts as finished once a space stands behind it, or when
 * `isDone`, which makes no chip of a bare word; one that is still being typed is neither chip nor word.
 */
export function readDraft(
	typed: string,
	query: LibraryQuery,
	names: QueryNames,
	isDone = false,
): ReadDraft {
	let next: LibraryQuery = query;
	let draft = "";
	let from = 0;
	for (const token of queryTokens(typed)) {
		const isFinished = token.end < typed.length || (isDone && token.kind === "chip");
		const found = isFinished ? withToken({ filter: next.filter }, token, names) : undefined;
		if (found === undefined) continue;
		next = { ...next, ...found };
		draft += typed.slice(from, token.start);
		from = token.end;
		// The space that ended the chip goes with it.
		if (/\s/.test(typed[from] ?? "")) from += 1;
	}
	draft += typed.slice(from);
	return { query: next, draft };
}

/** The words of what is in the field that are to be found, without a chip that is being typed. */
export function wordsOf(draft: string): string {
	const tokens = queryTokens(draft);
	const isOpen = (token: QueryToken) => token.kind === "chip" && token.end === draft.length;
	return tokens
		.filter((token) => !isOpen(token))
		.map(({ text }) => text)
		.join(" ")
		.slice(0, 500)
		.trim();
}

/** How words stand in the field, so that they are read as words again. */
export function draftOf(words: string): string {
	return plainText(words);
}

/** The piece that is being typed: the last, when nothing stands behind it. */
export function pieceInHand(draft: string): QueryToken | undefined {
	const last = queryTokens(draft).at(-1);
	return last?.end === draft.length ? last : undefined;
}
