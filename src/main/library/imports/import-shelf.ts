import type { Failure } from "../../../contract/errors.ts";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import type { Log } from "../../foundation/log.ts";
import type { Imaging } from "../../imaging/imaging.ts";
import type { Disk } from "../../store/disk.ts";
import type { IndexEntry } from "../../store/index-repo.ts";
import type { LibraryFolder } from "../../store/library-folder.ts";
import type { ThumbnailCache } from "../../store/thumbnail-cache.ts";
import type { LivingIndex } from "../living-index.ts";
import type { Locks } from "../locks.ts";

/** What taking in pictures needs of an open library. */
export type ImportShelf = {
	readonly place: LibraryFolder;
	readonly disk: Disk;
	readonly imaging: Pick<Imaging, "take">;
	readonly thumbnails: Pick<ThumbnailCache, "put">;
	/** One at a time for each folder's record, whoever writes it. */
	readonly inTurn: Locks;
	readonly log: Log;
	/** A picture of these very bytes that the library has, in its trash too. */
	readonly known: (sha256: string) => ImageRecord | undefined;
	readonly find: (id: ImageId) => ImageRecord | undefined;
	/** Settles when `known` knows every picture: an index that was lost is being made again until then. Never rejects. */
	readonly whole: Promise<unknown>;
	/** Puts all of them into the index at once. */
	readonly putAll: (entries: readonly IndexEntry[]) => void;
	/** What would keep a picture from being saved now. */
	readonly health: () => Promise<Failure | undefined>;
};

export function createImportShelf(
	ports: Omit<ImportShelf, "known" | "find" | "putAll"> & { readonly index: LivingIndex },
): ImportShelf {
	const { index, ...more } = ports;
	return {
		...more,
		known: (sha256) => index.use((rows) => rows.withSha256(sha256)),
		find: (id) => index.use((rows) => rows.get(id)),
		putAll: (entries) => {
			index.use((rows) =>
				rows.together(() => {
					for (const entry of entries) index.put(entry);
				}),
			);
		},
	};
}
