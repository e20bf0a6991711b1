import { realpath } from "node:fs/promises";
import { sep } from "node:path";
import { AppError, appError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { storageError } from "../foundation/storage-error.ts";
import { realDisk } from "../store/disk.ts";
import {
	createLibraryFolder,
	type LibraryFolder,
	OWN_FOLDER,
	sizeOfFile,
	whenAbsent,
} from "../store/library-folder.ts";
import { createThumbnailCache, THUMBNAIL_SIDE } from "../store/thumbnail-cache.ts";
import { originOf } from "./image-record.ts";
import { createJobFolders } from "./job-folders.ts";
import type { Library, LibraryOptions } from "./library.ts";
import { checkHealth } from "./library-health.ts";
import { createLivingIndex } from "./living-index.ts";
import { createLocks } from "./locks.ts";
import { createMarks } from "./marks.ts";
import { type RebuildReport, rebuildIndex } from "./rebuild.ts";
import { readRecipe } from "./recipe-file.ts";
import { createOutputSaver } from "./save-output.ts";
import { createSetRecipes } from "./set-recipes.ts";

/**
 * Opens the library in a folder, or makes one there. A folder that can be read and not written to is
 * opened all the same: its pictures can be looked at, and `health` and every saving say what is wrong.
 * @throws AppError `folder-missing`, or what kept a new folder from being made
 */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
	const { folder, imaging, clock, log, disk = realDisk } = options;
	const place = createLibraryFolder(folder, disk);
	await prepare(place, options);
	const rebuilds = createRebuilds(place, options);
	const index = rebuilds.index;
	const thumbnails = createThumbnailCache(
		(id) => place.path(`${OWN_FOLDER}/thumbs/${id.slice(-2)}/${id}.webp`),
		(path, signal) => imaging.thumbnail({ path }, { maxSide: THUMBNAIL_SIDE, signal }),
	);
	const folders = createJobFolders({
		place,
		disk,
		log,
		indexed: (job) => index.use((rows) => rows.folderOf(job)),
	});
	const inTurn = createLocks();
	const saver = createOutputSaver({
		...{ place, disk, imaging, folders, thumbnails, clock, log, inTurn },
		putInIndex: index.put,
	});
	const mine = <T>(work: () => Promise<T>) => guarded(place, work);
	const { ensurePresent } = place;
	const find = (id: ImageId) => index.use((rows) => rows.get(id));
	const fileOf = (id: ImageId) => pictureFile(place, find(id));

	return {
		folder,
		incomingPath: (output) => guarded(place, () => place.temporary(output)),
		saveOutput: saver.saveOutput,
		recoverOutput: saver.recoverOutput,
		writeRecipe: saver.writeRecipe,
		outline: (text) => index.use((rows) => rows.outline(text)),
		page: (query) => index.use((rows) => rows.page(query)),
		get: async (id) => {
			const image = find(id);
			if (image === undefined) throw appError("image-not-found");
			const siblings = [...index.use((rows) => rows.imagesOf(image.job))];
			return { image, recipe: await guarded(place, () => recipeOf(place, image)), siblings };
		},
		find,
		imagesOf: (job) => index.use((rows) => rows.imagesOf(job)),
		fileOf,
		thumbnailOf: async (id, signal) => {
			if (find(id) === undefined) throw appError("image-not-found");
			try {
				return await thumbnails.pathFor(id, () => fileOf(id), signal);
			} catch (error) {
				if (signal?.aborted) throw appError("cancelled", {}, { cause: error });
				throw storageError(error, folder);
			}
		},
		mark: createMarks({
			...{ folders, inTurn, find, ensurePresent, path: place.path },
			markInIndex: (image, inside, recipe) => index.mark(image, inside, originOf(recipe)),
			guarded: mine,
		}),
		sets: createSetRecipes({
			...{ folders, inTurn, index, ensurePresent },
			guarded: mine,
		}),
		references: {
			put: (reference) => index.use((rows) => rows.references.put(reference)),
			get: (id) => index.use((rows) => rows.references.get(id)),
		},
		rebuild: rebuilds.run,
		rebuiltAtOpening: rebuilds.atOpening,
		health: () => checkHealth(place, disk),
		close: rebuilds.close,
	};
}

/** Makes what an open library has, as far as the folder lets us. */
async function prepare(
	place: LibraryFolder,
	{ create = true, disk = realDisk, log }: LibraryOptions,
) {
	try {
		if (create) await disk.makeFolder(place.root);
		await (create ? place.ensureThere() : place.ensurePresent());
	} catch (error) {
		throw storageError(error, place.root);
	}
	try {
		await disk.makeFolder(place.path(OWN_FOLDER));
		await place.sweep();
	} catch (error) {
		log.warn("the library cannot be written to", { said: String(error) });
	}
}

/** The index and the rebuilding of it: one at a time, whoever asks. */
function createRebuilds(place: LibraryFolder, { imaging, log, onRebuilt }: LibraryOptions) {
	const closing = new AbortController();
	let running: Promise<RebuildReport> | undefined;

	const run: Library["rebuild"] = (progress = () => {}) => {
		const ports = { place, imaging, progress, signal: closing.signal };
		running ??= guarded(place, () => index.refill((into) => rebuildIndex(ports, into))).finally(
			() => {
				running = undefined;
			},
		);
		return running;
	};
	const runByItself = async (): Promise<RebuildReport | undefined> => {
		try {
			const report = await run();
			log.info("the index was made again", { images: report.images });
			onRebuilt?.(report);
			return report;
		} catch (error) {
			if (!closing.signal.aborted) {
				log.error("the index could not be made again", { said: AppError.from(error).message });
			}
			return undefined;
		}
	};
	const index = createLivingIndex({ place, log, onLost: () => void runByItself() });
	return {
		index,
		run,
		atOpening: index.isComplete() ? Promise.resolve(undefined) : runByItself(),
		close: async () => {
			closing.abort();
			await running?.catch(() => {});
			index.close();
		},
	};
}

async function recipeOf(place: LibraryFolder, image: ImageRecord) {
	const inside = image.file.slice(0, image.file.lastIndexOf("/"));
	const recipe = await readRecipe(place.path(inside));
	if (recipe !== undefined) return recipe;
	throw appError("record-damaged", { said: `${inside} has no recipe.json` });
}

/** The file of a picture, links resolved: one that leads out of the library is no picture of it. */
async function pictureFile(place: LibraryFolder, image: ImageRecord | undefined): Promise<string> {
	if (image === undefined) throw appError("image-not-found");
	return guarded(place, async () => {
		const path = await realpath(place.path(image.file)).catch(whenAbsent(undefined));
		if (path === undefined) {
			await place.ensurePresent();
			throw appError("image-not-found");
		}
		const root = `${await realpath(place.root)}${sep}`;
		const isFile = (await sizeOfFile(path)) !== undefined;
		if (!path.startsWith(root) || !isFile) throw appError("image-not-found");
		return path;
	});
}

async function guarded<T>(place: LibraryFolder, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw storageError(error, place.root);
	}
}
