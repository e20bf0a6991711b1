import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { storageError } from "../foundation/storage-error.ts";
import type { Disk } from "../store/disk.ts";
import { createLibraryFolder, sizeOfFile } from "../store/library-folder.ts";

/** In the library's own folder: who it is, wherever it lies. A copy of a library is the same library. */
const IDENTITY_FILE = "library.json";
const MAX_BYTES = 64 * 1024;

const LibraryIdentity = z.object({ version: z.literal(1), id: z.uuid() });

/** The library's own id; undefined when it has none yet, or one that cannot be read. */
export async function readLibraryId(folder: string, disk: Disk): Promise<string | undefined> {
	const place = createLibraryFolder(folder, disk);
	const path = place.path(IDENTITY_FILE);
	try {
		const size = await sizeOfFile(path);
		if (size === undefined || size > MAX_BYTES) return undefined;
		return LibraryIdentity.parse(JSON.parse(await readFile(path, "utf8"))).id;
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
		throw storageError(error, folder);
	}
}

/**
 * The library's own id, made now when there is none. A file that cannot be read is set aside.
 * @throws AppError a storage error
 */
export async function ensureLibraryId(folder: string, disk: Disk): Promise<string> {
	const found = await readLibraryId(folder, disk);
	if (found !== undefined) return found;
	const place = createLibraryFolder(folder, disk);
	const id = randomUUID();
	try {
		const part = await place.temporary(id);
		await disk.writeFile(part, `${JSON.stringify({ version: 1, id }, undefined, "\t")}\n`);
		const path = place.path(IDENTITY_FILE);
		if (await disk.moveToNew(part, path)) return id;
		// Another app may just have made one; what nobody can read makes room.
		const other = await readLibraryId(folder, disk);
		if (other === undefined) {
			await disk.moveToNew(path, place.path(`library.damaged-${id.slice(0, 8)}.json`));
			await disk.moveToNew(part, path);
		}
		await disk.remove(part);
		return other ?? id;
	} catch (error) {
		throw storageError(error, folder);
	}
}
