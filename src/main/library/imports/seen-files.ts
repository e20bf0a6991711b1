import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { whenAbsent } from "../../store/library-folder.ts";
import type { FileState } from "./source-file.ts";

/** Which files, as they were, have been read to their end; a file that has changed since is not one of them. */
export type SeenFiles = {
	/** Nothing was ever written down. */
	readonly isNew: boolean;
	readonly has: (path: string, state: FileState) => boolean;
	readonly add: (path: string, state: FileState) => void;
	/** Writes down what was added, or that there is nothing. Only time is lost with it: a file is read again. */
	readonly save: () => Promise<void>;
	readonly forget: () => Promise<void>;
};

const KEY_CHARS = 16;

/** @param file a line for each; absolute */
export async function openSeenFiles(file: string): Promise<SeenFiles> {
	const found = await readFile(file, "latin1").catch(whenAbsent(undefined));
	const text = found ?? "";
	// A line cut short by a crash is none.
	const keys = new Set(text.split("\n").filter((line) => line.length === KEY_CHARS));
	let unsaved: string[] = [];
	return {
		isNew: found === undefined,
		has: (path, state) => keys.has(keyOf(path, state)),
		add: (path, state) => {
			const key = keyOf(path, state);
			if (keys.has(key)) return;
			keys.add(key);
			unsaved.push(`\n${key}\n`);
		},
		save: async () => {
			const lines = unsaved.join("");
			unsaved = [];
			await mkdir(dirname(file), { recursive: true });
			await appendFile(file, lines, "latin1");
		},
		forget: () => rm(file, { force: true }),
	};
}

function keyOf(path: string, { bytes, changedAt }: FileState): string {
	const text = `${path}\0${bytes}\0${changedAt}`;
	return createHash("sha1").update(text).digest("base64url").slice(0, KEY_CHARS);
}
