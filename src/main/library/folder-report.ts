import type { IndexEntry } from "../store/index-entry.ts";

/** What a folder of pictures holds. */
export type FolderReport = {
	readonly entries: readonly IndexEntry[];
	/** Paths are inside the library, with `/`. */
	readonly problems: readonly { readonly path: string; readonly said: string }[];
};
