import { AppError } from "../../contract/errors.ts";
import type { Log } from "../foundation/log.ts";
import type { LibraryIndex } from "../store/index-repo.ts";
import type { IndexFiles, OpenedIndex } from "./index-files.ts";

/** The index that is open now, whatever becomes of its file. */
export type HeldIndex = {
	readonly current: () => OpenedIndex;
	/** Another one whenever another file was opened, or the same anew. */
	readonly number: () => number;
	/** Runs one piece of work on it; a broken file is replaced by an empty one first. */
	readonly use: <T>(work: (index: LibraryIndex) => T) => T;
	/**
	 * What is to be worked on after an error.
	 * @throws the error, where opening anew does not help
	 */
	readonly recovered: (error: unknown) => LibraryIndex;
	/** From now on this one is it; the one before is closed already. */
	readonly hold: (next: OpenedIndex) => void;
	/** Opens the one another app has put into its place, if there is one. @throws AppError when it cannot be */
	readonly follow: () => void;
};

/** @param onLost hears that the index had to be emptied and wants to be made again */
export function createHeldIndex(files: IndexFiles, log: Log, onLost: () => void): HeldIndex {
	let current = files.open();
	let number = 1;
	const hold = (next: OpenedIndex) => {
		current = next;
		number += 1;
	};
	const recovered = (error: unknown): LibraryIndex => {
		if (!(error instanceof AppError)) throw error;
		log.warn("the index failed", { reason: error.reason, said: error.message });
		if (error.reason === "record-damaged") {
			files.discard(current);
			hold(files.make());
			onLost();
		} else if (error.reason === "storage-failed") {
			// The disk may have been away for a while: its old handle is dead, a new one works.
			current.index.close();
			current.index = files.reopen(current);
			number += 1;
		} else {
			throw error;
		}
		return current.index;
	};
	return {
		current: () => current,
		number: () => number,
		use: (work) => {
			try {
				return work(current.index);
			} catch (error) {
				return work(recovered(error));
			}
		},
		recovered,
		hold,
		follow: () => {
			const newer = files.newer(current);
			if (newer === undefined) return;
			current.index.close();
			hold(newer);
		},
	};
}
