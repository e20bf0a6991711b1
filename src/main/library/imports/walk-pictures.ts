import { opendir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { appError } from "../../../contract/errors.ts";
import { systemCode } from "../../foundation/storage-error.ts";
import { isPassedOver, isPictureName, isWellKnownName } from "../../store/picture-kinds.ts";

/** A file that may be a picture. */
export type FoundFile = {
	/** Absolute. */
	readonly path: string;
	readonly name: string;
	/** The folder it lies in; absolute. */
	readonly folder: string;
};

export type WalkOptions = {
	readonly signal: AbortSignal;
	/** A folder that is never entered, links resolved. */
	readonly except: string;
	/** A file or folder that cannot be read; the rest goes on. */
	readonly problem: (name: string, error: unknown) => void;
};

/**
 * Every file that may be a picture among these files and in these folders, one after another, however
 * many there are. Files named by themselves are given whatever they are called. Hidden files, system
 * folders and links inside folders are passed over, so that a walk never leaves its folders nor goes
 * round in a circle.
 * @throws the signal's reason
 */
export async function* walkPictures(
	paths: readonly string[],
	options: WalkOptions,
): AsyncGenerator<FoundFile> {
	for (const given of paths) {
		options.signal.throwIfAborted();
		const path = resolve(given);
		const isFolder = await stat(path).then(
			(facts) => facts.isDirectory(),
			() => false,
		);
		// What is not there is told when it is read.
		if (isFolder) yield* walkFolders(path, options);
		else yield { path, name: basename(path), folder: dirname(path) };
	}
}

/** Without recursion: folders may be nested as deep as a path is long. */
async function* walkFolders(top: string, options: WalkOptions): AsyncGenerator<FoundFile> {
	const waiting = [top];
	for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
		const folders: string[] = [];
		try {
			if ((await realpath(folder)) === options.except) continue;
			yield* filesIn(folder, folders, options);
		} catch (error) {
			options.signal.throwIfAborted();
			const name = basename(folder);
			const gone = ["ENOENT", "ENOTDIR"].includes(systemCode(error));
			const reason = gone ? "reference-gone" : "reference-unreadable";
			options.problem(name, appError(reason, { name }, { cause: error }));
		}
		waiting.push(...folders.sort().reverse());
	}
}

async function* filesIn(
	folder: string,
	folders: string[],
	{ signal }: WalkOptions,
): AsyncGenerator<FoundFile> {
	for await (const entry of await opendir(folder, { bufferSize: 256 })) {
		signal.throwIfAborted();
		const { name } = entry;
		if (isPassedOver(name) || entry.isSymbolicLink()) continue;
		const path = join(folder, name);
		if (entry.isDirectory()) folders.push(path);
		else if (entry.isFile() && (isPictureName(name) || isWellKnownName(name))) {
			yield { path, name, folder };
		}
	}
}

/** How many files a walk will give. */
export async function countPictures(
	paths: readonly string[],
	options: Omit<WalkOptions, "problem">,
): Promise<number> {
	let count = 0;
	for await (const _ of walkPictures(paths, { ...options, problem: () => {} })) count += 1;
	return count;
}
