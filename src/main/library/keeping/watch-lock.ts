import { type Clock, steadyNow } from "../../foundation/clock.ts";
import type { Log } from "../../foundation/log.ts";
import type { Disk } from "../../store/disk.ts";
import { takeFileLock } from "../../store/file-lock.ts";
import { type LibraryFolder, OWN_FOLDER } from "../../store/library-folder.ts";
import { buryWord } from "./claim-library.ts";
import { type LockSelf, patienceWith, sameWord } from "./lock-standing.ts";
import { type FoundWord, lockPath, readWord } from "./lock-word.ts";

export type LockWatch = {
	/**
	 * Takes the word of the dead away when nobody has spoken for long enough: the next opening need not
	 * wait that long again. Does nothing while somebody has the library.
	 */
	readonly takeOver: (disk: Pick<Disk, "moveToNew">) => Promise<void>;
	readonly close: () => Promise<void>;
};

/** How often it is looked whether the other app has gone. */
const LOOK_MS = 3_000;

/**
 * Watches a library that another app writes to.
 * @param tell hears of every change: who has it, and whether it is free now
 */
export function watchLock(
	ports: {
		readonly place: LibraryFolder;
		readonly clock: Clock;
		readonly log: Log;
		readonly self: LockSelf;
	},
	first: FoundWord,
	tell: (now: { readonly word: FoundWord; readonly free: boolean }) => void,
): LockWatch {
	const { place, clock, log, self } = ports;
	const closing = new AbortController();
	let seen = { word: first, at: steadyNow(clock) };
	let told = { word: first, free: false };

	const look = async () => {
		const system = systemLock(place);
		const word = await readWord(lockPath(place));
		if (!sameWord(word, seen.word)) seen = { word, at: steadyNow(clock) };
		const free = steadyNow(clock) - seen.at >= patienceWith(word, system, self);
		const other = openingOf(word) !== openingOf(told.word);
		if (free === told.free && (free || !other)) return;
		told = { word: word ?? told.word, free };
		tell(told);
	};
	const running = (async () => {
		for (;;) {
			const rung = await clock.sleep(LOOK_MS, closing.signal).then(
				() => true,
				() => false,
			);
			if (!rung) return;
			await look().catch((error: unknown) => {
				log.warn("it cannot be seen who has the library", { said: String(error) });
			});
		}
	})();
	return {
		takeOver: async (disk) => {
			if (told.free) await buryWord(lockPath(place), seen.word, disk);
		},
		close: async () => {
			closing.abort();
			await running;
		},
	};
}

/** Whether the system's lock could be taken; it is given back at once. */
function systemLock(place: LibraryFolder): "taken" | "held" | "unsupported" {
	const lock = takeFileLock(place.path(`${OWN_FOLDER}/lock.db`));
	if (typeof lock !== "object") return lock;
	lock.release();
	return "taken";
}

function openingOf(word: FoundWord): string | undefined {
	return typeof word === "object" ? word.opening : word;
}
