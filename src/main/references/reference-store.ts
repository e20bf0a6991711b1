import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { appError } from "../../contract/errors.ts";
import { type ImageId, ReferenceId } from "../../contract/ids.ts";
import { Reference } from "../../contract/references.ts";
import type { Log } from "../foundation/log.ts";
import { storageError } from "../foundation/storage-error.ts";
import type { Imaging } from "../imaging/imaging.ts";
import { type Disk, realDisk } from "../store/disk.ts";
import type { ReferenceRows } from "../store/index-repo.ts";
import { createLibraryFolder, type LibraryFolder, OWN_FOLDER } from "../store/library-folder.ts";
import { readSidecar } from "../store/snapshot-files.ts";
import { createThumbnailCache, THUMBNAIL_SIDE } from "../store/thumbnail-cache.ts";
import { checkLength, readPicture } from "./incoming-picture.ts";
import { createSnapshots } from "./snapshots.ts";

/**
 * The snapshots in `references/` of a library: one file for one sequence of bytes, whatever it was
 * called and however often it came in. Originals are copied and never touched.
 */
export type ReferenceStore = {
	/**
	 * Takes a file in. Durable when it returns; the same bytes again give the same reference, under the
	 * newest name.
	 * @param path absolute
	 * @throws AppError `reference-gone`, `reference-unreadable`, `reference-not-a-picture`,
	 * `reference-damaged`, `reference-too-large`, `cancelled`, or one of the disk's errors
	 */
	readonly importFile: (path: string, options?: ImportOptions) => Promise<Reference>;
	/** The same for bytes without a file, such as a picture on the clipboard. */
	readonly importBytes: (
		bytes: Uint8Array,
		name: string,
		options?: Pick<ImportOptions, "from">,
	) => Promise<Reference>;
	/** With what it was made of; undefined when its snapshot is not on disk. */
	readonly get: (id: ReferenceId) => Promise<Reference | undefined>;
	/** Absolute path of the snapshot; undefined when it is not on disk. */
	readonly pathOf: (id: ReferenceId) => Promise<string | undefined>;
	/** Absolute path of a WebP of at most 512 px a side. @throws AppError `reference-gone` */
	readonly thumbnailOf: (id: ReferenceId, signal?: AbortSignal) => Promise<string>;
};

export type ImportOptions = {
	/** The file's own when absent. */
	readonly name?: string;
	/** Aborted: nothing is taken in. */
	readonly signal?: AbortSignal;
	/** The picture of the library these bytes are, or were made of. */
	readonly from?: ImageId | undefined;
};

export type ReferenceStorePorts = {
	/** The library the snapshots belong to. */
	readonly library: { readonly folder: string; readonly references: ReferenceRows };
	readonly imaging: Pick<Imaging, "inspectWithThumbnail" | "thumbnail">;
	readonly log: Log;
	/** The real one when absent. */
	readonly disk?: Disk;
};

/** What a recipe's reference can hold. */
const MAX_NAME_CHARS = 255;

export function createReferenceStore(ports: ReferenceStorePorts): ReferenceStore {
	const { library, imaging, log, disk = realDisk } = ports;
	const place = createLibraryFolder(library.folder, disk);
	const thumbnails = createThumbnailCache(
		(id) => place.path(`${OWN_FOLDER}/thumbs/references/${id.slice(0, 2)}/${id}.webp`),
		async (path, signal) => {
			const bytes = await imaging.thumbnail({ path }, { maxSide: THUMBNAIL_SIDE, signal });
			// A folder made where a disk was unplugged would pass for the library from then on.
			await place.ensurePresent();
			return bytes;
		},
	);
	const { find, keep, note } = createSnapshots(place, library.references, disk);
	const guarded = <T>(work: () => Promise<T>): Promise<T> =>
		work().catch((error: unknown) => {
			throw storageError(error, place.root);
		});

	const take = async (
		source: AsyncIterable<Uint8Array>,
		givenName: string,
		{ signal, from }: Omit<ImportOptions, "name"> = {},
	): Promise<Reference> => {
		const name = shownName(givenName);
		const origin = from === undefined ? {} : { from };
		const part = await place.temporary(randomUUID());
		try {
			// The copy is what is looked at: the original may change in the same moment.
			const { bytes, sha256 } = await disk.copyFrom(source, part);
			const known = await find(ReferenceId.parse(sha256));
			if (known !== undefined) {
				// The same bytes were decoded when they came in first.
				return await note({ ...known.reference, name, ...origin });
			}
			const options = { maxSide: THUMBNAIL_SIDE, name, signal };
			const { facts, thumbnail } = await imaging.inspectWithThumbnail({ path: part }, options);
			const { width, height, format } = facts;
			const shape = { width, height, bytes, format };
			const reference = Reference.parse({ id: sha256, name, ...shape, ...origin });
			await keep(part, reference);
			await thumbnails.put(reference.id, thumbnail).catch((error: unknown) => {
				log.warn("a thumbnail is to be made again", { said: String(error) });
			});
			return reference;
		} catch (error) {
			if (signal?.aborted) throw appError("cancelled", {}, { cause: error });
			throw error;
		} finally {
			await disk.remove(part).catch((error: unknown) => {
				log.warn("a temporary file stays until the next start", { said: String(error) });
			});
		}
	};
	return {
		importFile: (path, { name = basename(path), signal, from } = {}) =>
			guarded(() => take(readPicture(path, name, signal), name, { signal, from })),
		importBytes: (bytes, name, { from } = {}) =>
			guarded(async () => {
				checkLength(bytes.byteLength, name);
				return take(once(bytes), name, { from });
			}),
		get: (id) => guarded(async () => withOrigin((await find(id))?.reference, place)),
		pathOf: (id) => guarded(async () => (await find(id))?.path),
		thumbnailOf: async (id, signal) => {
			const source = async () => {
				const found = await find(id);
				if (found === undefined) throw appError("reference-gone", { name: id.slice(0, 8) });
				return found.path;
			};
			try {
				return await thumbnails.pathFor(id, source, signal);
			} catch (error) {
				if (signal?.aborted) throw appError("cancelled", {}, { cause: error });
				throw storageError(error, place.root);
			}
		},
	};
}

/** The index knows nothing of where a reference came from; its sidecar does. */
async function withOrigin(
	reference: Reference | undefined,
	place: LibraryFolder,
): Promise<Reference | undefined> {
	if (reference === undefined) return undefined;
	const { from } = (await readSidecar(place, reference.id)) ?? {};
	return { ...reference, ...(from !== undefined && { from }) };
}

/** A name without control characters, short enough for a recipe. */
function shownName(name: string): string {
	const plain = name
		.toWellFormed()
		.replaceAll(/\p{Cc}/gu, "")
		.trim();
	if (plain === "") return "picture";
	if (plain.length <= MAX_NAME_CHARS) return plain;
	return plain.slice(0, MAX_NAME_CHARS).toWellFormed().replaceAll("\u{FFFD}", "");
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}
