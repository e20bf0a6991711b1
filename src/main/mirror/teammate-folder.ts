import { lstat, readdir, readFile, statfs } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { appError } from "../../contract/errors.ts";
import { storageError } from "../foundation/storage-error.ts";
import { TEAMMATE_FILE } from "../library/keeping/teammate.ts";
import type { Disk } from "../store/disk.ts";
import { createLibraryFolder, type LibraryFolder, OWN_FOLDER } from "../store/library-folder.ts";
import { isLeftOut } from "./library-parts.ts";
import type { Head } from "./mirror-documents.ts";

const Marker = z.object({
	/** Whose it is, shown. */
	name: z.string(),
	/** The mirror it is a copy of. */
	mirror: z.uuid(),
});

/**
 * Makes a folder the place of a teammate's library: an empty one, or the one an earlier fetch of the
 * same mirror has begun.
 * @throws AppError `folder-not-empty`, or a storage error
 */
export async function prepareTeammateFolder(
	folder: string,
	head: Pick<Head, "machine" | "mirror">,
	disk: Disk,
): Promise<LibraryFolder> {
	const place = createLibraryFolder(folder, disk);
	const name = head.machine;
	try {
		await disk.makeFolder(folder);
		const before = await readMarker(place);
		if (before?.mirror !== head.mirror) {
			const names = (await readdir(folder)).filter((one) => !isLeftOut("/", one));
			if (names.length > 0) throw appError("folder-not-empty", { folder });
		}
		await disk.makeFolder(place.path(OWN_FOLDER));
		await place.sweep();
		const text = `${JSON.stringify({ name, mirror: head.mirror })}\n`;
		if (before?.name !== name) await place.writeWhole(place.path(TEAMMATE_FILE), text);
	} catch (error) {
		throw storageError(error, folder);
	}
	return place;
}

/** @throws AppError `disk-full` when so many bytes more do not fit */
export async function ensureRoom(place: LibraryFolder, bytes: number): Promise<void> {
	const { bavail, bsize } = await statfs(place.root);
	// Some network drives tell nothing at all.
	if (bavail > 0 && bavail * bsize < bytes) throw appError("disk-full", { folder: place.root });
}

/** Where a file goes that stands in the way of a newer one, or that its owner has taken away: it stays. */
export async function setAside(place: LibraryFolder, inside: string, disk: Disk): Promise<void> {
	const day = new Date().toISOString().slice(0, 10);
	for (let again = 1; ; again += 1) {
		const steps = inside.split("/");
		const target = join(place.root, `set-aside/${day}${again === 1 ? "" : `-${again}`}`, ...steps);
		await disk.makeFolder(join(target, ".."));
		if (await disk.moveToNew(place.path(inside), target)) return;
	}
}

async function readMarker(place: LibraryFolder) {
	const path = place.path(TEAMMATE_FILE);
	try {
		if (!(await lstat(path)).isFile()) return undefined;
		return Marker.safeParse(JSON.parse(await readFile(path, "utf8"))).data;
	} catch {
		return undefined;
	}
}
