import { hostname } from "node:os";
import { BEAT_MS, type FoundWord, SILENT_MS } from "./lock-word.ts";

/** Whoever asks, and what it can find out. */
export type LockSelf = {
	readonly host: string;
	readonly pid: number;
	/** Whether a process of this computer lives. */
	readonly isAlive: (pid: number) => boolean;
};

/**
 * How long a word may stay the same before it is taken for one of the dead, milliseconds.
 * @param system whether the operating system's lock could be taken: between processes of one computer it is sure
 * @returns 0: nobody is behind it now; infinity: somebody certainly is
 */
export function patienceWith(
	word: FoundWord,
	system: "taken" | "held" | "unsupported",
	self: LockSelf,
): number {
	if (system === "held") return Number.POSITIVE_INFINITY;
	if (word === undefined) return 0;
	if (word === "unreadable" || word.host !== self.host) return SILENT_MS;
	if (word.pid === self.pid || !self.isAlive(word.pid)) return 0;
	// After a power cut another program may have got the same number. One that lives says so by then.
	return system === "taken" ? 2 * BEAT_MS + 1_000 : SILENT_MS;
}

/** Two words that say the same: nobody has written in between. */
export function sameWord(a: FoundWord, b: FoundWord): boolean {
	if (typeof a !== "object" || typeof b !== "object") return a === b;
	return a.opening === b.opening && a.beat === b.beat;
}

/** This app, as other apps see it. */
export function ownLockSelf(): LockSelf {
	return { host: hostname(), pid: process.pid, isAlive: isProcessAlive };
}

/** True for a process of this computer that lives, also one of another user. */
function isProcessAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}
