import type { LibraryQuery } from "../../contract/library-query.ts";
import { emptyLibrary, loadLibrary } from "./library-load.ts";
import { sameQuery } from "./library-query-identity.ts";
import { useLibrary } from "./library-store.ts";

const TYPING_PAUSE_MS = 120;
let typing: ReturnType<typeof setTimeout> | undefined;

/** Empties the gallery, for one that is about to be loaded or no longer wanted. @param query absent: everything */
export function resetLibrary(query?: LibraryQuery): void {
	clearTimeout(typing);
	emptyLibrary(query);
}

/** Shows another gallery, or the same one narrowed or ordered otherwise, from its top. */
export function showQuery(query: LibraryQuery): void {
	const { query: asked, status } = useLibrary.getState();
	if (query.filter.text !== asked.filter.text) clearTimeout(typing);
	if (sameQuery(query, asked) && status !== "failed") return;
	useLibrary.setState({ query });
	void loadLibrary();
}

/** Narrows the gallery to a text, a moment after the last key; empty shows the rest at once. */
export function searchLibrary(text: string): void {
	clearTimeout(typing);
	const narrow = () => {
		const { query } = useLibrary.getState();
		showQuery({ ...query, filter: { ...query.filter, text } });
	};
	if (text === "") narrow();
	else typing = setTimeout(narrow, TYPING_PAUSE_MS);
}
