import { createHash } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { type FileHandle, link, lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemCode } from "../foundation/storage-error.ts";

/**
 * The file operations that saving needs, as a port: a test makes it run full or break off anywhere.
 * All paths are absolute; everything throws what the system threw.
 */
export type Disk = {
	/** Writes a whole file and fsyncs it; on failure nothing is left of it. */
	readonly writeFile: (path: string, bytes: Uint8Array | string) => Promise<void>;
	/**
	 * Copies a stream's bytes into a new file, hashed on the way, and fsyncs it; on failure nothing is
	 * left of it.
	 */
	readonly copyFrom: (
		source: AsyncIterable<Uint8Array>,
		path: string,
	) => Promise<{ readonly bytes: number; readonly sha256: string }>;
	/**
	 * Writes bytes at a place in a file and cuts off whatever was behind it, then fdatasyncs; at 0 the
	 * file is made when it is missing. Links are not followed. A failure may leave some of the bytes.
	 * @returns false, with nothing changed, when the file is shorter than `at` or not there
	 */
	readonly writeAt: (path: string, at: number, bytes: Uint8Array) => Promise<boolean>;
	readonly syncFile: (path: string) => Promise<void>;
	/** Makes names inside a folder durable; does nothing where the system cannot (Windows). */
	readonly syncFolder: (path: string) => Promise<void>;
	/** Moves within one volume. @returns false, with nothing changed, when the target exists */
	readonly moveToNew: (from: string, to: string) => Promise<boolean>;
	/** Moves within one volume, over whatever is there. */
	readonly replace: (from: string, to: string) => Promise<void>;
	/** Makes a folder and those above it; each new name is durable. */
	readonly makeFolder: (path: string) => Promise<void>;
	/** Removes a file; no error when it is not there. */
	readonly remove: (path: string) => Promise<void>;
};

export const realDisk: Disk = {
	writeFile: (path, bytes) => writeNew(path, (file) => file.writeFile(bytes)),
	copyFrom: async (source, path) => {
		const hash = createHash("sha256");
		let bytes = 0;
		await writeNew(path, async (file) => {
			for await (const chunk of source) {
				hash.update(chunk);
				bytes += chunk.byteLength;
				await file.writeFile(chunk);
			}
		});
		return { bytes, sha256: hash.digest("hex") };
	},
	writeAt,
	syncFile: async (path) => {
		// Windows syncs only what is open for writing.
		const file = await open(path, "r+");
		try {
			await file.sync();
		} finally {
			await file.close();
		}
	},
	syncFolder,
	moveToNew,
	replace: (from, to) => patiently(() => rename(from, to)),
	makeFolder,
	remove: (path) => patiently(() => rm(path, { force: true })),
};

/** SHA-256 of a file, lower-case hexadecimal. */
export async function sha256OfFile(path: string | Buffer): Promise<string> {
	const hash = createHash("sha256");
	for await (const chunk of createReadStream(path)) hash.update(chunk);
	return hash.digest("hex");
}

async function writeAt(path: string, at: number, bytes: Uint8Array): Promise<boolean> {
	if (at > 0 && !(await exists(path))) return false;
	const make = at === 0 ? constants.O_CREAT : 0;
	// Windows has no flag against following links.
	const file = await open(path, constants.O_RDWR | make | (constants.O_NOFOLLOW ?? 0));
	try {
		const { size } = await file.stat();
		if (size < at) return false;
		if (size > at) await file.truncate(at);
		await writeFully(file, at, bytes);
		await file.datasync();
		return true;
	} finally {
		await file.close();
	}
}

/** One write may take less than it is given. */
async function writeFully(file: FileHandle, at: number, bytes: Uint8Array): Promise<void> {
	for (let done = 0; done < bytes.byteLength; ) {
		const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, at + done);
		done += bytesWritten;
	}
}

async function writeNew(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
	const file = await open(path, "w");
	try {
		await write(file);
		await file.sync();
		await file.close();
	} catch (error) {
		await file.close().catch(() => {});
		await rm(path, { force: true }).catch(() => {});
		throw error;
	}
}

/** Where a folder cannot be opened or synced at all, its names are as durable as the system makes them. */
const cannotSyncFolders: readonly string[] = ["EISDIR", "EPERM", "EINVAL", "ENOTSUP", "EBADF"];

async function syncFolder(path: string): Promise<void> {
	if (process.platform === "win32") return;
	const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
	try {
		await folder.sync();
	} catch (error) {
		if (!cannotSyncFolders.includes(systemCode(error))) throw error;
	} finally {
		await folder.close();
	}
}

async function moveToNew(from: string, to: string): Promise<boolean> {
	try {
		// A hard link is the one move that cannot overwrite, whoever else writes here.
		await link(from, to);
	} catch {
		if (await exists(to)) return false;
		// No hard links on exFAT and some network drives.
		await patiently(() => rename(from, to));
		return true;
	}
	await patiently(() => rm(from, { force: true }));
	return true;
}

async function makeFolder(path: string): Promise<void> {
	const first = await mkdir(path, { recursive: true });
	if (first === undefined) return;
	for (let folder = path; folder.length >= first.length; folder = dirname(folder)) {
		await syncFolder(dirname(folder));
	}
}

async function exists(path: string): Promise<boolean> {
	try {
		await lstat(path);
		return true;
	} catch (error) {
		if (systemCode(error) === "ENOENT") return false;
		throw error;
	}
}

/** Windows refuses for a moment what a virus scanner or a preview has open. */
async function patiently(work: () => Promise<void>): Promise<void> {
	const pausesMs = process.platform === "win32" ? [10, 40, 160, 640] : [];
	for (const pauseMs of pausesMs) {
		try {
			await work();
			return;
		} catch (error) {
			if (!["EPERM", "EACCES", "EBUSY"].includes(systemCode(error))) throw error;
			await sleep(pauseMs);
		}
	}
	await work();
}
