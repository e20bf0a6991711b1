import { randomUUID } from "node:crypto";
import { lstat, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { appError } from "../../contract/errors.ts";
import { systemCode } from "../foundation/storage-error.ts";
import type { Disk } from "./disk.ts";

/** Where things lie in a library, and whether it is there at all. */
export type LibraryFolder = {
	readonly root: string;
	/** An absolute path from a path inside the library, written with `/`. */
	readonly path: (inside: string) => string;
	/** @throws AppError `folder-missing` when there is no such folder; for opening, before anything is in it */
	readonly ensureThere: () => Promise<void>;
	/** @throws AppError `folder-missing`, also for the empty place where a disk was plugged in */
	readonly ensurePresent: () => Promise<void>;
	/** A path on the library's volume for a file in the making; swept at the next opening. */
	readonly temporary: (name: string) => Promise<string>;
	/** Writes a file that is, whatever happens, either what it was or whole. Its folder exists. */
	readonly writeWhole: (path: string, content: Uint8Array | string) => Promise<void>;
	/** Removes what an earlier run left half made. */
	readonly sweep: () => Promise<void>;
};

/** What can be thrown away at any time. */
export const OWN_FOLDER = ".seedcase";
const INCOMING = `${OWN_FOLDER}/incoming`;

/**
 * @param root absolute path; once opened it is never made again by itself, since an unplugged disk
 * must not become a second, empty library
 */
export function createLibraryFolder(root: string, disk: Disk): LibraryFolder {
	const path = (inside: string) => join(root, ...inside.split("/"));
	const ensureThere = async () => {
		if (!(await isFolder(root))) throw appError("folder-missing", { folder: root });
	};
	const ensurePresent = async () => {
		await ensureThere();
		if (await isFolder(path(OWN_FOLDER))) return;
		if ((await readdir(root)).length === 0) throw appError("folder-missing", { folder: root });
	};
	const temporary = async (name: string) => {
		await ensurePresent();
		await disk.makeFolder(path(INCOMING));
		return path(`${INCOMING}/${name}.part`);
	};
	return {
		root,
		path,
		ensureThere,
		ensurePresent,
		temporary,
		writeWhole: async (target, content) => {
			const part = await temporary(randomUUID());
			await disk.writeFile(part, content);
			await disk.replace(part, target);
			await disk.syncFolder(dirname(target));
		},
		sweep: async () => {
			const names = await readdir(path(INCOMING)).catch(whenAbsent([]));
			for (const name of names) await disk.remove(path(`${INCOMING}/${name}`));
		},
	};
}

/** True for a folder that is there; a link to one counts. */
async function isFolder(path: string): Promise<boolean> {
	return (await stat(path).catch(whenAbsent(undefined)))?.isDirectory() ?? false;
}

/** Size of a regular file; undefined when there is none, or a link, a folder or a device in its place. */
export async function sizeOfFile(path: string): Promise<number | undefined> {
	const found = await lstat(path).catch(whenAbsent(undefined));
	return found?.isFile() ? found.size : undefined;
}

/** For `catch`: nothing at that path is an answer; every other error stays one. */
export function whenAbsent<T>(answer: T): (error: unknown) => T {
	return (error) => {
		const code = systemCode(error);
		if (code === "ENOENT" || code === "ENOTDIR") return answer;
		throw error;
	};
}
