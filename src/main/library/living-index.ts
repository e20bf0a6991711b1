import { randomUUID } from "node:crypto";
import { readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { AppError } from "../../contract/errors.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { Log } from "../foundation/log.ts";
import { type JobOrigin, type LibraryIndex, openIndex } from "../store/index-repo.ts";
import { type LibraryFolder, OWN_FOLDER } from "../store/library-folder.ts";

/** What a rebuild writes to. */
export type IndexTarget = Pick<LibraryIndex, "put" | "together"> & {
	readonly putReference: LibraryIndex["references"]["put"];
};

/**
 * The index of an open library: it survives damage to its file, and being made again while pictures
 * come in.
 */
export type LivingIndex = {
	/** False: what it holds is not yet, or no longer, what the folders say; rebuild it. */
	readonly isComplete: () => boolean;
	/** Runs one piece of work on the index; a broken file is replaced by an empty one first. */
	readonly use: <T>(work: (index: LibraryIndex) => T) => T;
	readonly put: (image: ImageRecord, folder: string, origin: JobOrigin) => void;
	/** Makes a picture that is there bear the mark its record has; the rest is for a new index in the making. */
	readonly mark: LivingIndex["put"];
	/** Fills a new index and puts it in the place of the present one. */
	readonly refill: <T>(fill: (into: IndexTarget) => Promise<T>) => Promise<T>;
	readonly close: () => void;
};

type Opened = {
	index: LibraryIndex;
	readonly file: string;
	/** Nothing has been written to it. */
	fresh: boolean;
	complete: boolean;
};

/** An index in the making has another name, so that one cut short is not taken for a whole one. */
const WHOLE = "index.db";
const MAKING = "index.making";
const IN_MEMORY = ":memory:";

/** @param onLost hears that the index had to be emptied and wants to be made again */
export function createLivingIndex(ports: {
	readonly place: LibraryFolder;
	readonly log: Log;
	readonly onLost: () => void;
}): LivingIndex {
	const { place, log, onLost } = ports;
	const shelf = createShelf(place, log);
	let current = shelf.open();
	let filling: { readonly target: Opened; readonly live: Set<string> } | undefined;

	const recovered = (error: unknown): LibraryIndex => {
		if (!(error instanceof AppError)) throw error;
		log.warn("the index failed", { reason: error.reason, said: error.message });
		if (error.reason === "record-damaged") {
			shelf.discard(current);
			current = shelf.make();
			onLost();
		} else if (error.reason === "storage-failed") {
			// The disk may have been away for a while: its old handle is dead, a new one works.
			current.index.close();
			current.index = shelf.reopen(current);
		} else {
			throw error;
		}
		return current.index;
	};
	const use = <T>(work: (index: LibraryIndex) => T): T => {
		try {
			return work(current.index);
		} catch (error) {
			return work(recovered(error));
		}
	};
	const alsoNew: LivingIndex["put"] = (image, folder, origin) => {
		if (filling === undefined) return;
		filling.live.add(image.id).add(image.file);
		if (filling.target !== current) filling.target.index.put(image, folder, origin);
	};
	return {
		isComplete: () => current.complete,
		use,
		put: (image, folder, origin) => {
			use((index) => index.put(image, folder, origin));
			alsoNew(image, folder, origin);
		},
		mark: (image, folder, origin) => {
			use((index) => index.mark(image.id, image.mark));
			alsoNew(image, folder, origin);
		},
		refill: async (fill) => {
			const target = current.fresh && !current.complete ? current : shelf.make();
			target.fresh = false;
			const live = new Set<string>();
			filling = { target, live };
			try {
				const result = await fill(targetOver(target, live));
				current = shelf.promote(target, current);
				return result;
			} catch (error) {
				if (target !== current) shelf.discard(target);
				throw error;
			} finally {
				filling = undefined;
			}
		},
		close: () => current.index.close(),
	};
}

/** What was saved while the folders were read is newer than what was read. */
function targetOver(target: Opened, live: ReadonlySet<string>): IndexTarget {
	return {
		put: (image, folder, origin) => {
			if (!live.has(image.id) && !live.has(image.file)) target.index.put(image, folder, origin);
		},
		putReference: (reference) => target.index.references.put(reference),
		together: (work) => target.index.together(work),
	};
}

/** The index files of a library. */
function createShelf(place: LibraryFolder, log: Log) {
	const path = (name: string) => place.path(`${OWN_FOLDER}/${name}`);

	const openFile = (file: string, durable: boolean): LibraryIndex =>
		openIndex(file, { folder: place.root, durable });
	const remove = (file: string) => {
		if (file === IN_MEMORY) return;
		for (const ending of ["", "-wal", "-shm"]) rmSync(`${file}${ending}`, { force: true });
	};
	const discard = (opened: Opened) => {
		opened.index.close();
		remove(opened.file);
	};
	/** An empty one; in memory where nothing can be written, so that the pictures can still be looked at. */
	const make = (): Opened => {
		const file = path(`${MAKING}-${randomUUID()}.db`);
		try {
			return { index: openFile(file, false), file, fresh: true, complete: false };
		} catch (error) {
			log.warn("the index is kept in memory", { reason: AppError.from(error).reason });
			return {
				index: openFile(IN_MEMORY, false),
				file: IN_MEMORY,
				fresh: true,
				complete: false,
			};
		}
	};
	return {
		make,
		discard,
		reopen: (opened: Opened): LibraryIndex => openFile(opened.file, opened.complete),
		open: (): Opened => {
			sweepUnfinished(path);
			// SQLite takes an empty file for a new database.
			if ((statSync(path(WHOLE), { throwIfNoEntry: false })?.size ?? 0) === 0) return make();
			try {
				const index = openFile(path(WHOLE), true);
				return { index, file: path(WHOLE), fresh: false, complete: !index.isOutdated() };
			} catch (error) {
				log.warn("the index cannot be opened", { said: AppError.from(error).message });
				return make();
			}
		},
		promote: (target: Opened, old: Opened): Opened => {
			if (target.file === IN_MEMORY) {
				if (old !== target) old.index.close();
				return { ...target, complete: true };
			}
			target.index.close();
			if (old !== target) discard(old);
			remove(path(WHOLE));
			renameSync(target.file, path(WHOLE));
			return {
				index: openFile(path(WHOLE), true),
				file: path(WHOLE),
				fresh: false,
				complete: true,
			};
		},
	};
}

function sweepUnfinished(path: (name: string) => string): void {
	try {
		for (const name of readdirSync(path(""))) {
			if (name.startsWith(MAKING)) rmSync(path(name), { force: true });
		}
	} catch {
		// Nothing there, or nothing can be removed: neither keeps the library closed.
	}
}
