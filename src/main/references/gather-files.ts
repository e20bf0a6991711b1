import type { Dirent } from "node:fs";
import { opendir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { type AppError, appError } from "../../contract/errors.ts";
import { systemCode } from "../foundation/storage-error.ts";
import { isPassedOver, isPictureName, isWellKnownName } from "../store/picture-kinds.ts";

export type FoundFiles = {
	/** Absolute, in the order to read them: the order given, in folders by name, what is in a folder before its folders. */
	readonly paths: string[];
	leftOut: number;
	passedOver: number;
	readonly problems: { readonly name: string; readonly error: AppError }[];
};

type Search = {
	readonly found: FoundFiles;
	readonly limit: number;
	readonly signal: AbortSignal;
	readonly known: Set<string>;
	/** Called after every few files. */
	readonly onProgress: () => void;
	/** Files and folders that may still be looked at. */
	left: number;
};

/** Beyond this many files and folders nobody waits for the count of what is left out. */
const MAX_LOOKED_AT = 200_000;

/** Names of one folder are kept up to this multiple of what can be taken; then the last by name go. */
const KEPT_NAMES = 2;

/** Numbers in names count as numbers, as file managers show them; the same in every language. */
const collator = new Intl.Collator("en", { numeric: true });

/** Names that count as the same number, such as 1 and 01, have an order too. */
function byName(one: string, other: string): number {
	return collator.compare(one, other) || (one < other ? -1 : Number(one > other));
}

/**
 * Searches files and folders for pictures by their names' endings. Files named by themselves are taken
 * whatever they are called. Links to folders are not followed, hidden files and system folders are
 * passed over; a folder that cannot be read, or has nothing, is a problem and the rest goes on.
 * @param found filled as it goes
 * @param options.maxLookedAt after this many the search ends, 200,000 by default
 * @throws the signal's reason
 */
export async function findFiles(
	paths: readonly string[],
	found: FoundFiles,
	options: Pick<Search, "limit" | "signal" | "onProgress"> & { readonly maxLookedAt?: number },
): Promise<void> {
	const { maxLookedAt = MAX_LOOKED_AT, ...more } = options;
	const search: Search = { ...more, found, known: new Set(), left: maxLookedAt };
	for (const given of paths) {
		options.signal.throwIfAborted();
		const path = resolve(given);
		// What is not there is told when it is read, as for every other file.
		const isFolder = await stat(path).then(
			(facts) => facts.isDirectory(),
			() => false,
		);
		if (isFolder) await searchTopFolder(path, search);
		else take(path, search);
		options.onProgress();
	}
}

async function searchTopFolder(path: string, search: Search): Promise<void> {
	const { found } = search;
	const before = found.paths.length + found.leftOut;
	const problems = found.problems.length;
	await searchFolders(path, search);
	const nothing = found.paths.length + found.leftOut === before;
	if (!nothing || found.problems.length > problems || search.left <= 0) return;
	const name = basename(path);
	found.problems.push({ name, error: appError("folder-empty", { name }) });
}

/** Depth first, without recursion: folders may be nested as deep as a path is long. */
async function searchFolders(top: string, search: Search): Promise<void> {
	const waiting = [top];
	for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
		if (search.left <= 0) return;
		const folders: string[] = [];
		try {
			await searchOne(folder, folders, search);
		} catch (error) {
			search.signal.throwIfAborted();
			search.found.problems.push({ name: basename(folder), error: unreadable(folder, error) });
		}
		folders.sort((a, b) => byName(b, a));
		for (const name of folders) waiting.push(join(folder, name));
	}
}

async function searchOne(folder: string, folders: string[], search: Search): Promise<void> {
	const { found, limit, signal, onProgress } = search;
	const names = new FirstNames(KEPT_NAMES, limit - found.paths.length);
	try {
		for await (const entry of await opendir(folder, { bufferSize: 64 })) {
			signal.throwIfAborted();
			search.left -= 1;
			if (search.left <= 0) break;
			if (search.left % 64 === 0) onProgress();
			const { name } = entry;
			if (isPassedOver(name)) continue;
			const kind = await kindOf(entry, folder);
			if (kind === "folder") folders.push(name);
			else if (kind === "file") {
				if (isPictureName(name) || isWellKnownName(name)) names.add(name);
				else found.passedOver += 1;
			}
		}
	} finally {
		const { first, dropped } = names.all();
		found.leftOut += dropped;
		for (const name of first) take(join(folder, name), search);
	}
}

function take(path: string, { found, known, limit }: Search): void {
	if (known.has(path)) return;
	if (found.paths.length >= limit) {
		found.leftOut += 1;
		return;
	}
	known.add(path);
	found.paths.push(path);
}

/** A link to a file is that file; everything that is neither file nor folder is nothing. */
async function kindOf(entry: Dirent, folder: string): Promise<"file" | "folder" | undefined> {
	if (entry.isFile()) return "file";
	if (entry.isDirectory()) return "folder";
	const told = entry.isFIFO() || entry.isSocket() || entry.isBlockDevice();
	if (told || entry.isCharacterDevice()) return undefined;
	const facts = await stat(join(folder, entry.name)).catch(() => undefined);
	if (facts?.isFile()) return "file";
	// Some network drives do not say what an entry is; a link to a folder could lead in a circle.
	return facts?.isDirectory() && !entry.isSymbolicLink() ? "folder" : undefined;
}

function unreadable(folder: string, error: unknown): AppError {
	const name = basename(folder);
	const gone = ["ENOENT", "ENOTDIR"].includes(systemCode(error));
	return appError(gone ? "reference-gone" : "reference-unreadable", { name }, { cause: error });
}

/** The first so many of any number of names, in order, without keeping them all. */
class FirstNames {
	readonly #kept: number;
	readonly #limit: number;
	#names: string[] = [];
	/** Nothing after this one is among the first. */
	#last: string | undefined;
	#dropped = 0;

	constructor(factor: number, limit: number) {
		this.#limit = Math.max(0, limit);
		this.#kept = Math.max(64, this.#limit * factor);
	}

	add(name: string): void {
		if (this.#last !== undefined && byName(name, this.#last) >= 0) {
			this.#dropped += 1;
			return;
		}
		this.#names.push(name);
		if (this.#names.length > this.#kept) this.#prune();
	}

	all(): { readonly first: readonly string[]; readonly dropped: number } {
		this.#prune();
		return { first: this.#names, dropped: this.#dropped };
	}

	#prune(): void {
		this.#names.sort(byName);
		if (this.#names.length <= this.#limit) return;
		this.#dropped += this.#names.length - this.#limit;
		this.#names = this.#names.slice(0, this.#limit);
		this.#last = this.#names.at(-1) ?? "";
	}
}
