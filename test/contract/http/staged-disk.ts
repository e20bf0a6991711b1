import { realSpoolDisk, type SpoolDisk } from "../../../src/main/http/spool-disk.ts";

function systemError(code: string): Error {
	return Object.assign(new Error(`${code}: staged by a test`), { code });
}

/** A real disk that takes so many bytes of a file and then is full, in the middle of a write. */
export function fillingDisk(room: number): SpoolDisk {
	return {
		...realSpoolDisk,
		open: async (path) => {
			const file = await realSpoolDisk.open(path);
			return {
				...file,
				write: (bytes, at) => {
					if (at >= room) return Promise.reject(systemError("ENOSPC"));
					return file.write(bytes.subarray(0, room - at), at);
				},
			};
		},
	};
}

/** As {@link fillingDisk}, and what it took cannot be read again. */
export function dyingDisk(room: number): SpoolDisk {
	return { ...fillingDisk(room), readBack: () => Promise.reject(systemError("EIO")) };
}

/** A real disk whose writes begin with `onWrite` and end no sooner than `until`. */
export function slowDisk(onWrite: () => void, until: Promise<void>): SpoolDisk {
	return {
		...realSpoolDisk,
		open: async (path) => {
			const file = await realSpoolDisk.open(path);
			return {
				...file,
				write: async (bytes, at) => {
					onWrite();
					await until;
					return file.write(bytes, at);
				},
			};
		},
	};
}

/** A disk that takes everything and keeps nothing, and the files it has, by name and size. */
export function bottomlessDisk(): { disk: SpoolDisk; sizes: Map<string, number> } {
	const sizes = new Map<string, number>();
	const disk: SpoolDisk = {
		freeBytes: () => Promise.resolve(undefined),
		open: async (path) => {
			sizes.set(path, 0);
			return {
				write: async (bytes, at) => {
					sizes.set(path, at + bytes.length);
					return bytes.length;
				},
				sync: () => Promise.resolve(),
				close: () => Promise.resolve(),
			};
		},
		readBack: () => Promise.reject(systemError("EIO")),
		rename: async (from, to) => {
			sizes.set(to, sizes.get(from) ?? 0);
			sizes.delete(from);
		},
		remove: async (path) => void sizes.delete(path),
		syncFolder: () => Promise.resolve(),
	};
	return { disk, sizes };
}
