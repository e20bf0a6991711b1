import { open, readFile, rename, rm, statfs } from "node:fs/promises";

/** A new file that bytes go to. Every operation throws what the system threw. */
export type SpoolFile = {
	/** @returns how many of the bytes the disk took; on a full one it can be fewer than given */
	readonly write: (bytes: Uint8Array, at: number) => Promise<number>;
	readonly sync: () => Promise<void>;
	readonly close: () => Promise<void>;
};

/** The file operations a spool needs, as a port: a test makes it run full anywhere. */
export type SpoolDisk = {
	/** Bytes free for this user on the folder's volume; undefined where the system does not say. */
	readonly freeBytes: (folder: string) => Promise<number | undefined>;
	readonly open: (path: string) => Promise<SpoolFile>;
	/** The first so many bytes of a file, or fewer when it has fewer. */
	readonly readBack: (path: string, bytes: number) => Promise<Buffer>;
	/** Within one folder, over whatever is there. */
	readonly rename: (from: string, to: string) => Promise<void>;
	/** No error when there is nothing. */
	readonly remove: (path: string) => Promise<void>;
	/** Makes the names in a folder durable, where the system can. Never throws. */
	readonly syncFolder: (folder: string) => Promise<void>;
};

export const realSpoolDisk: SpoolDisk = {
	freeBytes: async (folder) => {
		const volume = await statfs(folder).catch(() => undefined);
		// Some network drives call themselves 0 blocks large.
		return volume === undefined || volume.blocks === 0 ? undefined : volume.bavail * volume.bsize;
	},
	open: async (path) => {
		const file = await open(path, "w");
		return {
			write: async (bytes, at) => (await file.write(bytes, 0, bytes.length, at)).bytesWritten,
			sync: () => file.sync(),
			close: () => file.close(),
		};
	},
	readBack: async (path, bytes) =>
		bytes === 0 ? Buffer.alloc(0) : (await readFile(path)).subarray(0, bytes),
	rename,
	remove: (path) => rm(path, { force: true }),
	syncFolder: async (folder) => {
		const handle = await open(folder, "r").catch(() => undefined);
		try {
			await handle?.sync();
		} catch {
			// Some network file systems refuse this; the file itself is safe.
		} finally {
			await handle?.close();
		}
	},
};
