import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { z } from "zod";
import { Collection } from "../../contract/collections.ts";
import { appError } from "../../contract/errors.ts";
import { CollectionId } from "../../contract/ids.ts";
import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import type { Disk } from "../store/disk.ts";
import { type LibraryFolder, whenAbsent } from "../store/library-folder.ts";

/** Where a collection's file is. */
type Shelf = "collections" | "trash/collections";
const COLLECTIONS: Shelf = "collections";

const COLLECTION_VERSION = 1;
/** A query with every list at its limit fits ten times. */
const MAX_FILE_BYTES = 1024 * 1024;
/** More than a person makes; a folder with more of them was made to keep the app busy. */
const MAX_COLLECTIONS = 5_000;

/** `collections/<id>.json`. */
const StoredCollection = Collection.extend({ version: z.literal(COLLECTION_VERSION) });

/** The files of collections. Everything throws what the system threw. */
export type CollectionFiles = {
	/** Of all that have a file, by its name alone. */
	readonly ids: () => Promise<readonly CollectionId[]>;
	readonly isThere: (id: CollectionId) => Promise<boolean>;
	/**
	 * Undefined when there is none.
	 * @throws AppError `collection-unreadable` for a damaged file and for one of a newer version
	 */
	readonly read: (id: CollectionId, shelf?: Shelf) => Promise<Collection | undefined>;
	/** Durable when it returns. */
	readonly write: (collection: Collection) => Promise<void>;
	readonly move: (id: CollectionId, from: Shelf, to: Shelf) => Promise<void>;
};

export function createCollectionFiles(ports: {
	readonly place: LibraryFolder;
	readonly disk: Disk;
	readonly clock: Pick<Clock, "now">;
	readonly log: Log;
}): CollectionFiles {
	const { place, disk, clock, log } = ports;
	const path = (id: CollectionId, shelf: Shelf = COLLECTIONS) => place.path(`${shelf}/${id}.json`);
	return {
		ids: async () =>
			(await readdir(place.path(COLLECTIONS)).catch(whenAbsent([])))
				.flatMap((name) => (name.endsWith(".json") ? name.slice(0, -5) : []))
				.flatMap((name) => CollectionId.safeParse(name).data ?? [])
				.slice(0, MAX_COLLECTIONS),
		isThere: async (id) => (await lstat(path(id)).catch(whenAbsent(undefined))) !== undefined,
		read: async (id, shelf) => {
			const bytes = await contentOf(path(id, shelf));
			if (bytes === undefined) return undefined;
			const found = understood(bytes, id);
			if (found !== undefined) return found;
			const name = `${shelf ?? COLLECTIONS}/${id}.json`;
			log.warn("a collection cannot be read and is left as it is", { file: name });
			throw appError("collection-unreadable", { name });
		},
		write: async (collection) => {
			await disk.makeFolder(place.path(COLLECTIONS));
			await place.writeWhole(path(collection.id), storedText(collection));
		},
		move: async (id, from, to) => {
			await disk.makeFolder(place.path(to));
			// One that was removed before under this id gives way, and is kept beside it.
			if (!(await disk.moveToNew(path(id, from), path(id, to)))) {
				await disk.replace(path(id, to), `${path(id, to)}.${clock.now()}`);
				await disk.replace(path(id, from), path(id, to));
			}
			await disk.syncFolder(place.path(to));
			await disk.syncFolder(place.path(from));
		},
	};
}

function storedText(collection: Collection): string {
	const stored = StoredCollection.parse({ ...collection, version: COLLECTION_VERSION });
	return `${JSON.stringify(stored, undefined, "\t")}\n`;
}

/** Undefined for a damaged file and for one of a newer version. */
function understood(bytes: Uint8Array, id: CollectionId): Collection | undefined {
	try {
		const { version: _, ...collection } = StoredCollection.parse(
			JSON.parse(new TextDecoder().decode(bytes)),
		);
		return collection.id === id ? collection : undefined;
	} catch {
		return undefined;
	}
}

/** Undefined when there is none; empty for what is no file, or a larger one than this app writes. */
async function contentOf(path: string): Promise<Uint8Array | undefined> {
	const found = await lstat(path).catch(whenAbsent(undefined));
	if (found === undefined) return undefined;
	if (!found.isFile() || found.size > MAX_FILE_BYTES) return new Uint8Array();
	const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
	try {
		return await file.readFile();
	} finally {
		await file.close();
	}
}
