import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import { storageError } from "../foundation/storage-error.ts";
import { realDisk } from "../store/disk.ts";
import { createLibraryFolder, type LibraryFolder, OWN_FOLDER } from "../store/library-folder.ts";
import {
	createThumbnailCache,
	THUMBNAIL_SIDE,
	type ThumbnailCache,
} from "../store/thumbnail-cache.ts";
import { createLibraryQuestions, type LibraryQuestions } from "./ask-library.ts";
import { createCollectionStore } from "./collection-store.ts";
import { createOrder } from "./create-order.ts";
import { createImportShelf } from "./imports/import-shelf.ts";
import { createJobFolders } from "./job-folders.ts";
import { keepLook } from "./keep-look.ts";
import type { Library, LibraryOptions } from "./library.ts";
import { checkHealth } from "./library-health.ts";
import { readLineage } from "./lineage.ts";
import type { LivingIndex } from "./living-index.ts";
import { createLocks } from "./locks.ts";
import { createMissingLook } from "./look-for-missing.ts";
import { readDetail } from "./picture-detail.ts";
import { createPictureFile } from "./picture-file.ts";
import { createRebuilds } from "./rebuilds.ts";
import { createRefreshJob } from "./refresh-job.ts";
import { createOutputSaver } from "./save-output.ts";
import { createSetRecipes } from "./set-recipes.ts";

/**
 * Opens the library in a folder, or makes one there. A folder that can be read and not written to is
 * opened all the same: its pictures can be looked at, and `health` and every saving say what is wrong.
 * @throws AppError `folder-missing`, or what kept a new folder from being made
 */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
	const { folder, imaging, clock, log, readOnly = false, disk = realDisk } = options;
	const place = createLibraryFolder(folder, disk);
	await prepare(place, options);
	const inTurn = createLocks();
	const { index, remote, ...rebuilds } = createRebuilds({ place, disk, inTurn }, options);
	const thumbnails = openThumbnails(place, options);
	const folders = createJobFolders({
		...{ place, disk, log },
		indexed: (job) => index.use((rows) => rows.folderOf(job)),
	});
	const order = createOrder({
		...{ place, disk, log, clock, inTurn, index },
		forgetThumbnail: thumbnails.forget,
		rebuild: rebuilds.run,
	});
	const refresh = createRefreshJob(order.settled);
	const saver = createOutputSaver({
		...{ place, disk, imaging, folders, thumbnails, clock, log, inTurn, refresh },
		putInIndex: order.settled.put,
	});
	const mine = <T>(work: () => Promise<T>) => guarded(place, work);
	const find = (id: ImageId) => index.use((rows) => rows.get(id));
	const questions = createLibraryQuestions({ index, remote, log });
	const { close: closeFiles, ...files } = openFiles(options, {
		...{ place, index, thumbnails, mine, questions },
	});
	const lookedAfter = rebuilds.atOpening.then(() => (readOnly ? undefined : order.lookAfterLeft()));

	return {
		folder,
		incomingPath: (output) => mine(() => place.temporary(output)),
		...saver,
		...questions,
		get: (id) => mine(() => readDetail(id, { index, place })),
		find,
		version: index.version,
		imagesOf: (job) => index.use((rows) => rows.imagesOf(job)),
		...files,
		edits: order.edits,
		collections: createCollectionStore({
			...{ place, disk, clock, log, inTurn },
			counts: () => index.use((rows) => rows.order.collectionCounts()),
			guarded: mine,
		}),
		lineage: (id) => mine(() => readLineage(id, index)),
		unseen: (before, limit) => index.use((rows) => rows.unseen(before, limit)),
		keepLook: (id, look) => mine(() => keepLook(id, look, { place, inTurn, index: order.settled })),
		sets: createSetRecipes({
			...{ folders, inTurn, index, refresh, guarded: mine },
			ensurePresent: place.ensurePresent,
		}),
		imports: createImportShelf({
			...{ place, disk, imaging, thumbnails, inTurn, log, index },
			health: () => checkHealth(place, disk),
			whole: rebuilds.atOpening,
		}),
		references: referenceRows(index),
		rebuild: rebuilds.run,
		rebuiltAtOpening: rebuilds.atOpening,
		lookedAfter,
		health: () => checkHealth(place, disk),
		close: async () => {
			await rebuilds.stop();
			await closeFiles();
			await lookedAfter;
			await rebuilds.close();
		},
	};
}

/** Pictures and their stand-ins, as files, and those whose files are away. */
function openFiles(
	{ folder, clock, log, readOnly = false, onMoved = () => {} }: LibraryOptions,
	of: {
		readonly place: LibraryFolder;
		readonly index: LivingIndex;
		readonly thumbnails: ThumbnailCache;
		readonly mine: <T>(work: () => Promise<T>) => Promise<T>;
		readonly questions: LibraryQuestions;
	},
): Pick<Library, "fileOf" | "thumbnailOf" | "page" | "facets" | "lookForMissing" | "close"> {
	const { place, index, thumbnails, mine } = of;
	const findFile = createPictureFile({ place, index, onMoved });
	const missing = createMissingLook({ place, index, onMoved, clock, log, readOnly });
	const fileOf = (id: ImageId) => mine(() => findFile(id));
	return {
		fileOf,
		thumbnailOf: async (id, signal) => {
			if (index.use((rows) => rows.get(id)) === undefined) throw appError("image-not-found");
			try {
				return await thumbnails.pathFor(id, () => fileOf(id), signal);
			} catch (error) {
				if (signal?.aborted) throw appError("cancelled", {}, { cause: error });
				throw storageError(error, folder);
			}
		},
		page: (stretch) => {
			if (stretch.query.filter.state === "missing") missing.soon();
			return of.questions.page(stretch);
		},
		facets: async () => {
			const facets = await of.questions.facets();
			if (facets.missing > 0) missing.soon();
			return facets;
		},
		lookForMissing: () => mine(missing.look),
		close: missing.close,
	};
}

function referenceRows(index: LivingIndex): Library["references"] {
	return {
		put: (reference) => index.use((rows) => rows.references.put(reference)),
		get: (id) => index.use((rows) => rows.references.get(id)),
	};
}

/** Makes what an open library has, as far as the folder lets us. */
async function prepare(
	place: LibraryFolder,
	{ create = true, readOnly = false, disk = realDisk, log }: LibraryOptions,
) {
	try {
		if (create && !readOnly) await disk.makeFolder(place.root);
		await (create ? place.ensureThere() : place.ensurePresent());
	} catch (error) {
		throw storageError(error, place.root);
	}
	if (readOnly) return;
	try {
		await disk.makeFolder(place.path(OWN_FOLDER));
		await place.sweep();
	} catch (error) {
		log.warn("the library cannot be written to", { said: String(error) });
	}
}

/** Stand-ins lie in the library, or for the time being elsewhere when nothing may be written there. */
function openThumbnails(
	place: LibraryFolder,
	{ imaging, readOnly = false }: LibraryOptions,
): ThumbnailCache {
	const inside = (id: string) => `${id.slice(-2)}/${id}.webp`;
	const own = (id: string) => place.path(`${OWN_FOLDER}/thumbs/${inside(id)}`);
	const make = (path: string, signal: AbortSignal) =>
		imaging.thumbnail({ path }, { maxSide: THUMBNAIL_SIDE, signal });
	if (!readOnly) {
		const cache = createThumbnailCache(own, async (path, signal) => {
			const bytes = await make(path, signal);
			// A folder made where a disk was unplugged would pass for the library from then on.
			await place.ensurePresent();
			return bytes;
		});
		const put: ThumbnailCache["put"] = async (key, bytes) => {
			await place.ensurePresent();
			await cache.put(key, bytes);
		};
		return { ...cache, put };
	}
	const name = createHash("sha256").update(place.root).digest("hex").slice(0, 16);
	const elsewhere = join(tmpdir(), `seedcase-thumbs-${name}`);
	return createThumbnailCache((id) => join(elsewhere, inside(id)), make, own);
}

async function guarded<T>(place: LibraryFolder, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw storageError(error, place.root);
	}
}
