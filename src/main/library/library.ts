import type { Failure } from "../../contract/errors.ts";
import type { EventPayloads } from "../../contract/events.ts";
import type { ImageId, JobId } from "../../contract/ids.ts";
import type { ImageDetail, ImageRecord, Recipe } from "../../contract/library.ts";
import type { Lineage } from "../../contract/lineage.ts";
import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import type { Imaging } from "../imaging/imaging.ts";
import type { Disk } from "../store/disk.ts";
import type { PlacedId, ReferenceRows } from "../store/index-repo.ts";
import type { LibraryQuestions } from "./ask-library.ts";
import type { CollectionStore } from "./collection-store.ts";
import type { ImportShelf } from "./imports/import-shelf.ts";
import type { PictureEdits } from "./picture-edits.ts";
import type { RebuildReport } from "./rebuild.ts";
import type { SaveRequest } from "./save-output.ts";
import type { SetRecipes } from "./set-recipes.ts";

/**
 * The folder of pictures and the index over it. The folder is the truth: the index can be thrown
 * away at any time. All errors are AppErrors; those of the disk are `disk-full`,
 * `folder-read-only`, `folder-missing` and `storage-failed`.
 */
export type Library = LibraryQuestions & {
	/** Absolute path. */
	readonly folder: string;

	/**
	 * Where to put the bytes of an output before `saveOutput`: a path inside the library, so that
	 * saving is a rename. Whatever is there from before may be overwritten. Files here are swept when
	 * the library is opened.
	 * @throws AppError `folder-missing` and the like, before anything is fetched in vain
	 */
	readonly incomingPath: (output: ImageId) => Promise<string>;

	/**
	 * Makes the bytes at `incomingPath(output.id)` a picture of the library: decoded whole, fsynced,
	 * moved into the job's folder untouched, written into `recipe.json`, thumbnailed, indexed. When it
	 * returns, and not before, the output is *saved*. Calling it again for the same output gives the
	 * same record. Outputs of one job may be saved at the same time.
	 * @throws AppError `result-not-a-picture`, `result-damaged`, `result-too-large` (the incoming file
	 * is gone then: fetch again), or one of the disk's errors (the incoming file stays: save again)
	 */
	readonly saveOutput: (request: SaveRequest) => Promise<ImageRecord>;

	/**
	 * The record of an output that an earlier run has brought into the job's folder, whether or not it
	 * lived to say so. Ask this at start, before fetching an output again.
	 */
	readonly recoverOutput: (
		request: Pick<SaveRequest, "recipe" | "output">,
	) => Promise<ImageRecord | undefined>;

	/**
	 * Writes `recipe.json` of a job durably. Give the whole recipe as the job knows it: what is already
	 * recorded of saved pictures (file, hash, size, …) and the designer's marks are kept, so the job
	 * needs to know neither. Makes the job's folder when there is none yet.
	 */
	readonly writeRecipe: (recipe: Recipe) => Promise<void>;

	/** @throws AppError `image-not-found`; `record-damaged` when the recipe cannot be read */
	readonly get: (id: ImageId) => Promise<ImageDetail>;
	readonly find: (id: ImageId) => ImageRecord | undefined;
	/** Another number once anything was written to the index, here or by another app that has the library. */
	readonly version: () => number;
	/** All saved pictures of a job, in its order. */
	readonly imagesOf: (job: JobId) => readonly ImageRecord[];
	/**
	 * Absolute path of a picture, links resolved, certainly inside the library or the linked file
	 * itself. One that is not there is missing from now on, one that is there again is not.
	 * @throws AppError `image-not-found`
	 */
	readonly fileOf: (id: ImageId) => Promise<string>;
	/**
	 * Finds out which missing pictures are there again. Whenever `facets` counts some, or they are looked
	 * at, it is done in the background too, but for a while after the last time.
	 * @throws AppError one of the disk's errors
	 */
	readonly lookForMissing: () => Promise<void>;
	/** Absolute path of its thumbnail, made now when it is missing. @throws AppError `image-not-found` */
	readonly thumbnailOf: (id: ImageId, signal?: AbortSignal) => Promise<string>;

	/** Marks, tags, titles, the trash, and taking all of it back. */
	readonly edits: PictureEdits;
	readonly collections: CollectionStore;
	/** What a picture came from and what came of it. @throws AppError `image-not-found` */
	readonly lineage: (id: ImageId) => Promise<Lineage>;
	/** The newest kept pictures nobody has looked at that stand before `before`, newest first. */
	readonly unseen: (before: number | undefined, limit: number) => readonly PlacedId[];
	/**
	 * Writes how a picture looks into its record and the index.
	 * @param look as `lookText` writes it
	 */
	readonly keepLook: (id: ImageId, look: string) => Promise<void>;
	readonly sets: SetRecipes;

	/** What `createImports` takes pictures in with. */
	readonly imports: ImportShelf;

	/** Rows of `references/`, for `createReferenceStore`. */
	readonly references: ReferenceRows;

	/**
	 * Makes the index again from the folders, while the library stays usable. A second call while one
	 * runs joins it.
	 * @param progress hears how many job folders of how many are done
	 */
	readonly rebuild: (progress?: (done: number, total: number) => void) => Promise<RebuildReport>;
	/**
	 * The rebuild that opening began because the index was missing or damaged; resolves at once with
	 * undefined when there was no need. The library is usable meanwhile and fills up.
	 */
	readonly rebuiltAtOpening: Promise<RebuildReport | undefined>;

	/** Resolves when what an earlier run was changing as it died has been looked after. */
	readonly lookedAfter: Promise<void>;

	/** Whether a picture could be saved now; undefined: yes. */
	readonly health: () => Promise<Failure | undefined>;
	readonly close: () => Promise<void>;
};

export type LibraryOptions = {
	/** Absolute path. */
	readonly folder: string;
	/**
	 * False: the folder must be there already and hold something (it was opened before, so its absence
	 * means an unplugged disk). Absent: it is made.
	 */
	readonly create?: boolean;
	/**
	 * True: another app writes to it, or nobody can: nothing inside the folder is touched, and its index
	 * is read as it is, or made in memory.
	 */
	readonly readOnly?: boolean;
	readonly imaging: Imaging;
	readonly clock: Clock;
	readonly log: Log;
	/** Hears of every rebuild that the library began by itself, because its index was missing or damaged. */
	readonly onRebuilt?: (report: RebuildReport) => void;
	/** Hears of pictures whose files went, or are there again. */
	readonly onMoved?: (moved: EventPayloads["library.moved"]) => void;
	/**
	 * `reader-worker.ts`, or what the build made of it: it answers what takes long. Absent: this thread
	 * does, a little at a time.
	 */
	readonly readerUrl?: URL;
	/** The real one when absent; tests fill it up or break it. */
	readonly disk?: Disk;
};
