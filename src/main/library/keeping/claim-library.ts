import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { type Clock, steadyNow } from "../../foundation/clock.ts";
import type { Log } from "../../foundation/log.ts";
import { systemCode } from "../../foundation/storage-error.ts";
import type { Disk } from "../../store/disk.ts";
import { type FileLock, takeFileLock } from "../../store/file-lock.ts";
import { type LibraryFolder, OWN_FOLDER } from "../../store/library-folder.ts";
import { beatWhileOpen, type HeldLock } from "./held-lock.ts";
import { type LockSelf, patienceWith, sameWord } from "./lock-standing.ts";
import { BEAT_MS, type FoundWord, LockWord, lockPath, readWord, writePart } from "./lock-word.ts";

export type ClaimPorts = {
	readonly place: LibraryFolder;
	readonly disk: Disk;
	readonly clock: Clock;
	readonly log: Log;
	readonly self: LockSelf;
};

/** Whether this app may write to a library. */
export type Claim =
	| { readonly kind: "ours"; readonly lock: HeldLock }
	| { readonly kind: "theirs"; readonly word: FoundWord }
	/** The folder or its disk lets nobody write. */
	| { readonly kind: "protected" };

/** An app that is closing gives the lock back within this time. */
const CLOSING_MS = 1_000;
const CLOSING_STEP_MS = 250;
const closedCodes: readonly string[] = ["EROFS", "EACCES", "EPERM"];

/**
 * Makes this app the one that writes to a library, if no other is. Two apps on one computer are told
 * apart by a lock of the system, which ends with its process; two computers by a word in the library
 * that whoever writes keeps writing anew.
 * @throws what the system throws, but not for a full disk or a protected folder
 */
export async function claimLibrary(ports: ClaimPorts): Promise<Claim> {
	const { place, disk } = ports;
	try {
		await disk.makeFolder(place.path(OWN_FOLDER));
		return await claimed(ports);
	} catch (error) {
		if (closedCodes.includes(systemCode(error)) || isReadOnlyDatabase(error)) {
			return { kind: "protected" };
		}
		throw error;
	}
}

async function claimed(ports: ClaimPorts): Promise<Claim> {
	const { place, self } = ports;
	const path = lockPath(place);
	const system = await takeSystemLock(ports);
	const free = () => typeof system === "object" && system.release();
	try {
		const word = await readWord(path);
		const how = typeof system === "object" ? "taken" : system;
		const patience = patienceWith(word, how, self);
		// Minutes are not waited for at the start: the library is shown, and watched.
		const silent = patience <= 3 * BEAT_MS && (await staysSilent(path, word, patience, ports));
		if (!silent) {
			free();
			return { kind: "theirs", word };
		}
		const lock = await putWord(path, word, ports);
		if (lock === undefined) {
			free();
			return { kind: "theirs", word: await readWord(path) };
		}
		return { kind: "ours", lock: beatWhileOpen(lock, path, system, ports) };
	} catch (error) {
		free();
		throw error;
	}
}

async function takeSystemLock({
	place,
	clock,
}: ClaimPorts): Promise<FileLock | "held" | "unsupported"> {
	const path = place.path(`${OWN_FOLDER}/lock.db`);
	const until = steadyNow(clock) + CLOSING_MS;
	for (;;) {
		const lock = takeFileLock(path);
		if (lock !== "held" || steadyNow(clock) >= until) return lock;
		await clock.sleep(CLOSING_STEP_MS);
	}
}

async function staysSilent(
	path: string,
	word: FoundWord,
	patienceMs: number,
	{ clock }: ClaimPorts,
): Promise<boolean> {
	const until = steadyNow(clock) + patienceMs;
	while (steadyNow(clock) < until) {
		await clock.sleep(CLOSING_STEP_MS);
		if (!sameWord(word, await readWord(path))) return false;
	}
	return true;
}

/**
 * Puts our word in place of the dead one; of two who try, one does.
 * @returns undefined when another was quicker
 */
async function putWord(
	path: string,
	dead: FoundWord,
	{ clock, disk, log, self }: ClaimPorts,
): Promise<LockWord | undefined> {
	const opening = randomUUID();
	const word = LockWord.parse({
		...{ opening, host: self.host, pid: self.pid, beat: 0 },
		since: Math.max(0, Math.floor(clock.now())),
	});
	const part = `${path}.${opening}`;
	try {
		await writePart(part, word);
		if (!(await buryWord(path, dead, disk))) return undefined;
		return (await disk.moveToNew(part, path)) ? word : undefined;
	} catch (error) {
		if (systemCode(error) !== "ENOSPC" && systemCode(error) !== "EDQUOT") throw error;
		// A full disk is no reason to shut a designer out who wants to make room.
		log.warn("the library is claimed without a word, the disk is full");
		return word;
	} finally {
		await rm(part, { force: true }).catch(() => {});
	}
}

/**
 * Takes the word of a dead app out of its place.
 * @param dead as it was read; undefined: there was none
 * @returns false: a living one has spoken in the last moment, and keeps its place
 */
export async function buryWord(
	path: string,
	dead: FoundWord,
	disk: Pick<Disk, "moveToNew">,
): Promise<boolean> {
	if (dead === undefined) return true;
	const grave = `${path}.${randomUUID()}.before`;
	try {
		await rename(path, grave);
		if (sameWord(dead, await readWord(grave))) return true;
		await disk.moveToNew(grave, path);
		return false;
	} catch (error) {
		// It was given back meanwhile.
		if (systemCode(error) === "ENOENT") return true;
		throw error;
	} finally {
		await rm(grave, { force: true }).catch(() => {});
	}
}

/** SQLite could not make or lock its file: codes 8 and 14 of https://www.sqlite.org/rescode.html. */
function isReadOnlyDatabase(error: unknown): boolean {
	if (!(error instanceof Error) || !("errcode" in error)) return false;
	return typeof error.errcode === "number" && [8, 14].includes(error.errcode & 0xff);
}
