import { rm } from "node:fs/promises";
import { type Clock, steadyNow } from "../../foundation/clock.ts";
import type { Log } from "../../foundation/log.ts";
import type { FileLock } from "../../store/file-lock.ts";
import {
	BEAT_MS,
	type FoundWord,
	type LockWord,
	readWord,
	readWordNow,
	writeWord,
} from "./lock-word.ts";

/** The right to write to a library, as long as nobody has taken it. */
export type HeldLock = {
	/** Whether it is still ours; reads the word again when that was not done for a while. */
	readonly isOurs: () => boolean;
	/** Hears once that another app has taken it, because this one, or its computer, slept too long. */
	readonly onLost: (hear: (by: FoundWord) => void) => void;
	/** Gives it back. */
	readonly release: () => Promise<void>;
};

/** For so long nobody can have found us silent. */
const SURE_MS = 3 * BEAT_MS;

/** Keeps the word alive until it is released or somebody else's lies in its place. */
export function beatWhileOpen(
	first: LockWord,
	path: string,
	system: FileLock | "held" | "unsupported",
	ports: { readonly clock: Clock; readonly log: Log },
): HeldLock {
	const { clock, log } = ports;
	const closing = new AbortController();
	let word = first;
	let lost = false;
	let hearLost: (by: FoundWord) => void = () => {};
	let sure = { steady: steadyNow(clock), wall: clock.now() };

	const heed = (found: FoundWord) => {
		// Gone or garbled, it is written again: only another app's word says that the library is taken.
		if (lost || typeof found !== "object") return;
		if (found.opening === word.opening) {
			sure = { steady: steadyNow(clock), wall: clock.now() };
			return;
		}
		lost = true;
		log.error("another app has taken the library");
		hearLost(found);
	};
	const beat = async () => {
		heed(await readWord(path));
		if (lost || closing.signal.aborted) return;
		word = { ...word, beat: word.beat + 1 };
		await writeWord(path, word);
	};
	const running = (async () => {
		while (!lost) {
			const rung = await clock.sleep(BEAT_MS, closing.signal).then(
				() => true,
				() => false,
			);
			if (!rung) return;
			// A disk that is away or full says so where something is saved.
			await beat().catch((error: unknown) => log.warn("no beat", { said: String(error) }));
		}
	})();
	return {
		isOurs: () => {
			if (lost) return false;
			// The steady clock may stand still while the computer sleeps, the other may be set.
			const steady = steadyNow(clock) - sure.steady;
			const wall = Math.abs(clock.now() - sure.wall);
			if (steady > SURE_MS || wall > SURE_MS) heed(readQuietly(path));
			return !lost;
		},
		onLost: (hear) => {
			hearLost = hear;
		},
		release: async () => {
			closing.abort();
			await running;
			try {
				const found = await readWord(path);
				const ours = typeof found === "object" && found.opening === word.opening;
				if (ours) await rm(path, { force: true });
			} catch (error) {
				log.warn("the word about the library stays", { said: String(error) });
			} finally {
				if (typeof system === "object") system.release();
			}
		},
	};
}

function readQuietly(path: string): FoundWord {
	try {
		return readWordNow(path);
	} catch {
		return undefined;
	}
}
