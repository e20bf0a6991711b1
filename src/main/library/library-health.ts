import { randomUUID } from "node:crypto";
import { statfs } from "node:fs/promises";
import { appError, type Failure } from "../../contract/errors.ts";
import { storageError } from "../foundation/storage-error.ts";
import type { Disk } from "../store/disk.ts";
import type { LibraryFolder } from "../store/library-folder.ts";

/** A set of fifteen 4K pictures fits into this. */
const MIN_FREE_BYTES = 256 * 1024 * 1024;

/**
 * Writes and removes a small file, and asks how much room is left.
 * @returns what would keep a picture from being saved now; undefined: nothing
 */
export async function checkHealth(place: LibraryFolder, disk: Disk): Promise<Failure | undefined> {
	try {
		const probe = await place.temporary(randomUUID());
		await disk.writeFile(probe, "Seedcase");
		await disk.remove(probe);
		const { bavail, bsize } = await statfs(place.root);
		// Some network drives tell nothing at all.
		const isFull = bavail > 0 && bavail * bsize < MIN_FREE_BYTES;
		return isFull ? appError("disk-full", { folder: place.root }).failure : undefined;
	} catch (error) {
		return storageError(error, place.root).failure;
	}
}
