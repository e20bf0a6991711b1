import type { ImageId } from "../../contract/ids.ts";
import type { LibraryOutline, LibraryQuery } from "../../contract/library-query.ts";
import { ask } from "../bridge/client.ts";
import { type LibraryPages, missingPages, type PictureRange, pageQuery } from "./library-order.ts";

/**
 * The pages that a range of a gallery needs.
 * @throws AskError
 */
export async function pagesFor(
	query: LibraryQuery,
	{ ratios }: LibraryOutline,
	range: PictureRange,
): Promise<LibraryPages> {
	const numbers = missingPages(new Map(), ratios.length, range);
	const pages = numbers.map(async (number) => {
		const records = await ask("library.page", { query, ...pageQuery(ratios.length, number) });
		return [number, { records, isStale: false }] as const;
	});
	return new Map(await Promise.all(pages));
}

/** The most pictures that are chosen at once; main edits no more. */
export const MAX_CHOSEN = 20_000;

/**
 * The ids of a stretch of a gallery, the first {@link MAX_CHOSEN} of them; a stack gives all its pictures.
 * @throws AskError
 */
export function idsOfRange(
	query: LibraryQuery,
	{ first, end }: PictureRange,
): Promise<readonly ImageId[]> {
	const limit = Math.min(MAX_CHOSEN, end - first);
	return ask("library.ids", { query, offset: first, limit });
}
