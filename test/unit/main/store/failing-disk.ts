import { writeFile } from "node:fs/promises";
import { type Disk, realDisk } from "../../../../src/main/store/disk.ts";

/** An error as Node makes it for a failed system call. */
export function systemError(code: string): Error {
	return Object.assign(new Error(`${code}: staged by a test`), { code });
}

/** A real disk with a switch in front of every operation. */
export function watchedDisk(before: (operation: keyof Disk, path: string) => void): Disk {
	const check = async (operation: keyof Disk, path: string) => before(operation, path);
	return {
		writeFile: async (path, bytes) => {
			await check("writeFile", path);
			await realDisk.writeFile(path, bytes);
		},
		copyFrom: async (source, path) => {
			await check("copyFrom", path);
			return realDisk.copyFrom(source, path);
		},
		writeAt: async (path, at, bytes) => {
			await check("writeAt", path);
			return realDisk.writeAt(path, at, bytes);
		},
		syncFile: async (path) => {
			await check("syncFile", path);
			await realDisk.syncFile(path);
		},
		syncFolder: async (path) => {
			await check("syncFolder", path);
			await realDisk.syncFolder(path);
		},
		moveToNew: async (from, to) => {
			await check("moveToNew", to);
			return realDisk.moveToNew(from, to);
		},
		replace: async (from, to) => {
			await check("replace", to);
			await realDisk.replace(from, to);
		},
		makeFolder: async (path) => {
			await check("makeFolder", path);
			await realDisk.makeFolder(path);
		},
		remove: async (path) => {
			await check("remove", path);
			await realDisk.remove(path);
		},
	};
}

/** A disk with room for so many more bytes; what was begun stays half written, as after a power cut. */
export function fullDisk(roomBytes: number): Disk & { free: (bytes: number) => void } {
	let room = roomBytes;
	return {
		...realDisk,
		free: (bytes) => {
			room += bytes;
		},
		writeFile: async (path, bytes) => {
			const whole = Buffer.from(bytes);
			if (whole.length > room) {
				await writeFile(path, whole.subarray(0, room));
				throw systemError("ENOSPC");
			}
			room -= whole.length;
			await realDisk.writeFile(path, bytes);
		},
		writeAt: async (path, at, bytes) => {
			const taken = bytes.subarray(0, room);
			room -= taken.byteLength;
			const done = await realDisk.writeAt(path, at, taken);
			if (taken.byteLength < bytes.byteLength) throw systemError("ENOSPC");
			return done;
		},
		copyFrom: async (source, path) => {
			const limited = async function* () {
				for await (const chunk of source) {
					if (chunk.byteLength > room) throw systemError("ENOSPC");
					room -= chunk.byteLength;
					yield chunk;
				}
			};
			return realDisk.copyFrom(limited(), path);
		},
	};
}
