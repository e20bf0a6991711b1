import type { ImageId } from "../../../contract/ids.ts";
import type { LibraryQuery } from "../../../contract/library-query.ts";
import { ask } from "../../bridge/client.ts";

export type TrashSize = { readonly count: number; readonly bytes: number };

const query: LibraryQuery = { filter: { text: "", state: "trashed" } };
/** Most records of one `library.page`. */
const PAGE = 200;

/**
 * How many pictures lie in the trash and what they take on disk; of these alone when ids are given.
 * @throws AskError
 */
export async function trashSize(ids: readonly ImageId[] | undefined): Promise<TrashSize> {
	const wanted = ids === undefined ? undefined : new Set(ids);
	let count = 0;
	let bytes = 0;
	for (let offset = 0; ; offset += PAGE) {
		const records = await ask("library.page", { query, offset, limit: PAGE });
		for (const record of records) {
			if (wanted !== undefined && !wanted.has(record.id)) continue;
			count += 1;
			// The original of a linked picture stays.
			if (record.link === undefined) bytes += record.bytes;
		}
		if (records.length < PAGE || count === wanted?.size) return { count, bytes };
	}
}
