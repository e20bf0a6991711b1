import { AppError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { Log } from "../foundation/log.ts";
import type { IndexEntry } from "../store/index-entry.ts";
import type { LibraryIndex } from "../store/index-repo.ts";
import type { LibraryFolder } from "../store/library-folder.ts";
import type { AskReader } from "../store/reader-desk.ts";
import type { IndexSource } from "../store/remote-reader.ts";
import { createHeldIndex } from "./held-index.ts";
import { createIndexFiles, IN_MEMORY, type OpenedIndex } from "./index-files.ts";

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
	/**
	 * Another number once anything was written, here or by another app that has the library, also when
	 * that one has made the index anew: an index that is only read is then opened in its new place.
	 * @throws AppError when it cannot be
	 */
	readonly version: () => number;
	/** A question that may take a while, worked on here a little at a time. */
	readonly ask: AskReader;
	/** Where others can read it; undefined: it is in memory. */
	readonly source: () => IndexSource | undefined;
	readonly put: (entry: IndexEntry) => void;
	/** Makes a picture that is there bear everything its record says; the rest is for a new index in the making. */
	readonly mark: (entry: IndexEntry) => void;
	/** It is gone for good. */
	readonly remove: (id: ImageId) => void;
	/** Its file is not where it should be, or is again. @returns whether that is news */
	readonly setMissing: (id: ImageId, missing: boolean) => boolean;
	/** @param look as `lookText` writes it */
	readonly setLook: (id: ImageId, look: string) => void;
	/** Fills a new index and puts it in the place of the present one. */
	readonly refill: <T>(fill: (into: IndexTarget) => Promise<T>) => Promise<T>;
	readonly close: () => void;
};

export type LivingPorts = {
	readonly place: LibraryFolder;
	readonly log: Log;
	/** Hears that the index had to be emptied and wants to be made again. */
	readonly onLost: () => void;
	/** Waited for before the file of the index is replaced: nobody else has it open then. */
	readonly letGo: () => Promise<void>;
	/** Nothing is written to the folder. */
	readonly readOnly: boolean;
};

export function createLivingIndex(ports: LivingPorts): LivingIndex {
	const files = createIndexFiles(ports.place, ports.log, ports);
	const held = createHeldIndex(files, ports.log, ports.onLost);
	const { use, current } = held;
	let filling: { readonly target: OpenedIndex; readonly live: Set<string> } | undefined;

	/** Does the same to a new index in the making; what is read of these from the folders is older. */
	const alsoNew = (about: readonly string[], work: (index: LibraryIndex) => void) => {
		if (filling === undefined) return;
		for (const one of about) filling.live.add(one);
		if (filling.target !== current()) work(filling.target.index);
	};
	const fillAnew = async <T>(fill: (into: IndexTarget) => Promise<T>): Promise<T> => {
		const before = current();
		const target = before.fresh && !before.complete ? before : files.make();
		target.fresh = false;
		const live = new Set<string>();
		filling = { target, live };
		try {
			const result = await fill(targetOver(target, live));
			// The gallery's order is worked out before anybody waits for it.
			await target.index.ask("outline", { filter: { text: "" } });
			await ports.letGo();
			held.hold(files.promote(target, current()));
			return result;
		} catch (error) {
			if (target !== current()) files.discard(target);
			throw error;
		} finally {
			filling = undefined;
		}
	};
	return {
		isComplete: () => current().complete,
		use,
		version: createStamp(() => {
			if (ports.readOnly && filling === undefined) held.follow();
			const written = use((index) => index.version());
			return `${held.number()} ${written}`;
		}),
		ask: async (kind, ask) => {
			const asked = current().index;
			try {
				return await asked.ask(kind, ask);
			} catch (error) {
				// Another has taken its place in the meantime.
				const { index } = current();
				if (asked !== index) return index.ask(kind, ask);
				if (error instanceof AppError && error.reason === "cancelled") throw error;
				return held.recovered(error).ask(kind, ask);
			}
		},
		source: () => {
			const { file } = current();
			return file === IN_MEMORY ? undefined : { path: file, number: held.number() };
		},
		...writing(use, alsoNew),
		refill: fillAnew,
		close: () => current().index.close(),
	};
}

/** A number that changes with a text. */
function createStamp(read: () => string): () => number {
	let last = "";
	let stamp = 0;
	return () => {
		const now = read();
		if (now !== last) stamp += 1;
		last = now;
		return stamp;
	};
}

type Writing = Pick<LivingIndex, "put" | "mark" | "remove" | "setMissing" | "setLook">;

function writing(
	use: LivingIndex["use"],
	alsoNew: (about: readonly string[], work: (index: LibraryIndex) => void) => void,
): Writing {
	const about = ({ image }: IndexEntry) => [image.id, image.file];
	return {
		put: (entry) => {
			use((index) => index.put(entry));
			alsoNew(about(entry), (index) => index.put(entry));
		},
		mark: (entry) => {
			use((index) => index.mark(entry));
			alsoNew(about(entry), (index) => index.put(entry));
		},
		remove: (id) => {
			use((index) => index.remove(id));
			alsoNew([id], (index) => index.remove(id));
		},
		setMissing: (id, missing) => {
			const news = use((index) => index.setMissing(id, missing));
			// The folders tell the one in the making, which may not have the picture yet.
			alsoNew([], (index) => index.setMissing(id, missing));
			return news;
		},
		setLook: (id, look) => {
			use((index) => index.setLook(id, look));
			alsoNew([], (index) => index.setLook(id, look));
		},
	};
}

/** What was saved while the folders were read is newer than what was read. */
function targetOver(target: OpenedIndex, live: ReadonlySet<string>): IndexTarget {
	return {
		put: (entry) => {
			const { id, file } = entry.image;
			if (!live.has(id) && !live.has(file)) target.index.put(entry);
		},
		putReference: (reference) => target.index.references.put(reference),
		together: (work) => target.index.together(work),
	};
}
