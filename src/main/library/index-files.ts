import { randomUUID } from "node:crypto";
import { readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { AppError } from "../../contract/errors.ts";
import type { Log } from "../foundation/log.ts";
import { type LibraryIndex, openIndex } from "../store/index-repo.ts";
import { type LibraryFolder, OWN_FOLDER } from "../store/library-folder.ts";

export type OpenedIndex = {
	index: LibraryIndex;
	readonly file: string;
	/** Which file stood in the place of the whole index when it was opened or made; undefined: none. */
	readonly whole: string | undefined;
	/** Nothing has been written to it. */
	fresh: boolean;
	complete: boolean;
};

/** The index files of a library. */
export type IndexFiles = {
	/** The one that is there, or a new one. */
	readonly open: () => OpenedIndex;
	/** An empty one. */
	readonly make: () => OpenedIndex;
	readonly reopen: (opened: OpenedIndex) => LibraryIndex;
	/**
	 * The whole index another app has put into its place since one was opened; undefined: there is none.
	 * @throws AppError when it cannot be opened
	 */
	readonly newer: (opened: OpenedIndex) => OpenedIndex | undefined;
	readonly discard: (opened: OpenedIndex) => void;
	/** Puts one in the place of another, for this run and the next. */
	readonly promote: (target: OpenedIndex, old: OpenedIndex) => OpenedIndex;
};

/** An index in the making has another name, so that one cut short is not taken for a whole one. */
const WHOLE = "index.db";
const MAKING = "index.making";
export const IN_MEMORY = ":memory:";

/** @param options.readOnly nothing is written to the folder */
export function createIndexFiles(
	place: LibraryFolder,
	log: Log,
	{ readOnly }: { readonly readOnly: boolean },
): IndexFiles {
	const path = (name: string) => place.path(`${OWN_FOLDER}/${name}`);
	/** Which file is the whole index now. SQLite would take an empty one for a new database. */
	const standing = (): string | undefined => {
		const found = statSync(path(WHOLE), { bigint: true, throwIfNoEntry: false });
		return found === undefined || found.size === 0n ? undefined : `${found.dev} ${found.ino}`;
	};

	const openFile = (file: string, durable: boolean): LibraryIndex =>
		openIndex(file, {
			...{ folder: place.root, durable },
			readOnly: readOnly && file !== IN_MEMORY,
		});
	const remove = (file: string) => {
		if (file === IN_MEMORY) return;
		for (const ending of ["", "-wal", "-shm"]) rmSync(`${file}${ending}`, { force: true });
	};
	const discard = (opened: OpenedIndex) => {
		opened.index.close();
		if (readOnly) return;
		try {
			remove(opened.file);
		} catch (error) {
			// Somebody reads it to the end; the next one takes its place, or sweeps it.
			log.warn("an old index stays for now", { said: String(error) });
		}
	};
	/** In memory where nothing can be written, so that the pictures can still be looked at. */
	const make = (): OpenedIndex => {
		const made = { whole: standing(), fresh: true, complete: false };
		if (!readOnly) {
			const file = path(`${MAKING}-${randomUUID()}.db`);
			try {
				return { ...made, index: openFile(file, false), file };
			} catch (error) {
				log.warn("the index is kept in memory", { reason: AppError.from(error).reason });
			}
		}
		return { ...made, index: openFile(IN_MEMORY, false), file: IN_MEMORY };
	};
	const openWhole = (): OpenedIndex => {
		const whole = standing();
		const index = openFile(path(WHOLE), true);
		return { index, file: path(WHOLE), whole, fresh: false, complete: !index.isOutdated() };
	};
	return {
		make,
		discard,
		reopen: (opened) => openFile(opened.file, opened.complete),
		open: () => {
			if (!readOnly) sweepUnfinished(path);
			if (standing() === undefined) return make();
			try {
				return openWhole();
			} catch (error) {
				log.warn("the index cannot be opened", { said: AppError.from(error).message });
				return make();
			}
		},
		newer: (opened) => {
			const now = standing();
			if (now === undefined || now === opened.whole) return undefined;
			const newer = openWhole();
			if (newer.complete) return newer;
			newer.index.close();
			return undefined;
		},
		promote: (target, old) => {
			if (target.file === IN_MEMORY) {
				if (old !== target) old.index.close();
				return { ...target, complete: true };
			}
			target.index.close();
			if (old !== target) discard(old);
			remove(path(WHOLE));
			renameSync(target.file, path(WHOLE));
			return { ...openWhole(), complete: true };
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
