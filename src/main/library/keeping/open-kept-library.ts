import type { ReadOnlyReason } from "../../../contract/keeping.ts";
import { storageError } from "../../foundation/storage-error.ts";
import { type Disk, realDisk } from "../../store/disk.ts";
import { createLibraryFolder, type LibraryFolder } from "../../store/library-folder.ts";
import type { Library, LibraryOptions } from "../library.ts";
import { openLibrary } from "../open-library.ts";
import { claimLibrary } from "./claim-library.ts";
import { type LockSelf, ownLockSelf } from "./lock-standing.ts";
import type { FoundWord } from "./lock-word.ts";
import { teammateOf } from "./teammate.ts";
import { watchLock } from "./watch-lock.ts";
import { createWriteGate, gatedDisk, type WriteGate } from "./write-gate.ts";

/** An open library, and whether it may be written to. */
export type KeptLibrary = {
	readonly library: Library;
	readonly gate: WriteGate;
	/** For everything else that writes into the library: it refuses while the gate is shut. */
	readonly disk: Disk;
	/** Lets the next opening write at once to a library that is free by now, though another app had it. */
	readonly takeOver: () => Promise<void>;
	/** Closes the library and lets others write to it. */
	readonly close: () => Promise<void>;
};

/**
 * Opens a library to write to it, or to read it alone: another app has it, nothing can be written
 * there, or it is a teammate's.
 * @throws AppError as `openLibrary`
 */
export async function openKeptLibrary(
	options: LibraryOptions,
	self: LockSelf = ownLockSelf(),
): Promise<KeptLibrary> {
	const { folder, create = true, clock, log, disk: bare = realDisk } = options;
	const place = createLibraryFolder(folder, bare);
	const claim = await claimed(place, create, bare, async () =>
		claimLibrary({ place, disk: bare, clock, log, self }),
	);
	const lock = claim.kind === "ours" ? claim.lock : undefined;
	const gate = createWriteGate(folder, () => lock?.isOurs() ?? true);
	const elsewhere = (word: FoundWord, free: boolean): ReadOnlyReason => ({
		...(typeof word === "object"
			? { why: "open-elsewhere", host: word.host, since: word.since }
			: { why: "open-elsewhere", host: self.host, since: clock.now() }),
		...(free && { free: true }),
	});
	const name = await teammateOf(place);
	const lookOn = (word: FoundWord) =>
		watchLock({ place, clock, log, self }, word, (now) => gate.set(elsewhere(now.word, now.free)));
	let watch: ReturnType<typeof lookOn> | undefined;
	if (claim.kind === "protected") gate.set({ why: "protected" });
	else if (name !== undefined) gate.set({ why: "teammate", name });
	else if (claim.kind === "theirs") {
		gate.set(elsewhere(claim.word, false));
		watch = lookOn(claim.word);
	}
	lock?.onLost((word) => {
		if (gate.reason()?.why === "teammate") return;
		gate.set(elsewhere(word, false));
		watch = lookOn(word);
	});
	const disk = gatedDisk(bare, gate);
	const letGo = async () => {
		await watch?.close();
		await lock?.release();
	};
	try {
		const readOnly = claim.kind !== "ours";
		// It is there by now, or cannot be made.
		const library = await openLibrary({ ...options, create: false, disk, readOnly });
		const close = async () => {
			await library.close();
			await letGo();
		};
		const takeOver = async () => watch?.takeOver(bare);
		return { library, gate, disk, takeOver, close };
	} catch (error) {
		await letGo();
		throw error;
	}
}

/** A folder that is not there yet is made; one that is gone is never made again by itself. */
async function claimed<T>(
	place: LibraryFolder,
	create: boolean,
	disk: Disk,
	claim: () => Promise<T>,
): Promise<T> {
	try {
		if (create) await disk.makeFolder(place.root);
		await (create ? place.ensureThere() : place.ensurePresent());
		return await claim();
	} catch (error) {
		throw storageError(error, place.root);
	}
}
