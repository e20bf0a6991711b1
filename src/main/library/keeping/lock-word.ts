import { readFileSync } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { z } from "zod";
import { systemCode } from "../../foundation/storage-error.ts";
import type { LibraryFolder } from "../../store/library-folder.ts";

/** Who writes to a library, as `.seedcase/lock` says. */
export const LockWord = z.object({
	/** One opening of the library by one app. */
	opening: z.uuid(),
	/** The computer's name. */
	host: z.string().max(300),
	pid: z.int().positive(),
	/** When it was opened, milliseconds since the Unix epoch by that computer's clock; only for showing. */
	since: z.int().min(0),
	/** Counts up every {@link BEAT_MS} while that app lives. */
	beat: z.int().min(0),
});
export type LockWord = z.infer<typeof LockWord>;

/** How often the word is written anew. */
export const BEAT_MS = 5_000;
/**
 * A word that has not changed for so long was left by an app that died, or by a computer that sleeps.
 * Counted on the reader's own steady clock: no two computers need to agree on the time.
 */
export const SILENT_MS = 60_000;

/** The word as found: undefined when there is none, `unreadable` when something else lies there. */
export type FoundWord = LockWord | "unreadable" | undefined;

const MAX_WORD_BYTES = 4_096;

/** @param place of the library */
export function lockPath(place: Pick<LibraryFolder, "path">): string {
	return place.path(".seedcase/lock");
}

/** @throws what the system throws, but not when there is no such file */
export async function readWord(path: string): Promise<FoundWord> {
	try {
		return wordOf(await readFile(path, "utf8"));
	} catch (error) {
		if (systemCode(error) === "ENOENT") return undefined;
		throw error;
	}
}

/** The same at once, for whoever is about to write. */
export function readWordNow(path: string): FoundWord {
	try {
		return wordOf(readFileSync(path, "utf8"));
	} catch (error) {
		if (systemCode(error) === "ENOENT") return undefined;
		throw error;
	}
}

/** Writes the word over whatever is there; who reads meanwhile reads the old one or this one. */
export async function writeWord(path: string, word: LockWord): Promise<void> {
	const part = `${path}.${word.opening}`;
	try {
		await writePart(part, word);
		await rename(part, path);
	} catch (error) {
		await rm(part, { force: true }).catch(() => {});
		throw error;
	}
}

/** A file beside the word that is to be put in its place. */
export async function writePart(part: string, word: LockWord): Promise<void> {
	const file = await open(part, "w");
	try {
		await file.writeFile(JSON.stringify(word));
	} finally {
		await file.close();
	}
}

function wordOf(text: string): LockWord | "unreadable" {
	if (text.length > MAX_WORD_BYTES) return "unreadable";
	try {
		return LockWord.parse(JSON.parse(text));
	} catch {
		return "unreadable";
	}
}
