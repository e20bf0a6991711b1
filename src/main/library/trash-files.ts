import { lstat, rmdir } from "node:fs/promises";
import { basename, extname } from "node:path";
import { appError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { Log } from "../foundation/log.ts";
import type { Disk } from "../store/disk.ts";
import { type LibraryFolder, sizeOfFile, whenAbsent } from "../store/library-folder.ts";
import { cutToBytes } from "./folder-name.ts";
import {
	entryText,
	readTrashEntry,
	TRASH_ENTRY,
	type TrashEntry,
	trashFolderOf,
} from "./trash-entry.ts";

export type TrashPorts = {
	readonly place: LibraryFolder;
	readonly disk: Disk;
	readonly log: Log;
};

/** No system takes a longer name. */
const MAX_NAME_BYTES = 255;
/** A name is taken by another file so rarely that more tries mean something else is wrong. */
const MAX_NAMES = 1_000;

/**
 * Writes down that a picture goes into the trash; durable when it returns, and nothing is moved yet.
 * @throws AppError `storage-failed` when a file without an entry stands in its place, `record-damaged`
 * when what is known of the picture could not be read again
 */
export async function writeTrashEntry(
	id: ImageId,
	entry: TrashEntry,
	{ place, disk }: TrashPorts,
): Promise<void> {
	const folder = trashFolderOf(id);
	if (entry.file !== undefined && (await isThere(place.path(`${folder}/${entry.file}`)))) {
		throw appError("storage-failed", {
			folder: place.root,
			said: `${folder}/${entry.file} is there already`,
		});
	}
	const text = entryText(entry);
	await disk.makeFolder(place.path(folder));
	await place.writeWhole(place.path(`${folder}/${TRASH_ENTRY}`), text);
}

/** Moves the file of an entry that is written into the trash. */
export async function moveToTrash(
	id: ImageId,
	entry: TrashEntry,
	{ place, disk }: TrashPorts,
): Promise<void> {
	if (entry.file === undefined) return;
	const folder = place.path(trashFolderOf(id));
	const from = place.path(`${entry.folder}/${entry.file}`);
	if (!(await disk.moveToNew(from, `${folder}/${entry.file}`))) {
		throw appError("storage-failed", {
			folder: place.root,
			said: `${trashFolderOf(id)}/${entry.file} is there already`,
		});
	}
	await disk.syncFolder(folder);
}

/**
 * Moves a picture out of the trash, back into a folder, never over another file.
 * @param inside the folder, inside the library; it is there
 * @returns its name there, which is another one when its own is taken; undefined: there was no file
 */
export async function moveBack(
	id: ImageId,
	entry: TrashEntry,
	inside: string,
	ports: TrashPorts,
): Promise<string | undefined> {
	const { place, disk } = ports;
	const { file } = entry;
	if (file === undefined) return undefined;
	const from = place.path(`${trashFolderOf(id)}/${file}`);
	for (let attempt = 1; attempt <= MAX_NAMES; attempt += 1) {
		const name = attempt === 1 ? file : otherName(file, attempt);
		if (await isThere(place.path(`${inside}/${name}`))) continue;
		const moved = { ...entry, folder: inside, restoring: name };
		// The record names it only once it is there: until then the entry does.
		const said = { file: entry.restoring ?? file, folder: entry.folder };
		if (name !== said.file || inside !== said.folder) await writeOver(id, moved, ports);
		if (!(await disk.moveToNew(from, place.path(`${inside}/${name}`)))) continue;
		await disk.syncFolder(place.path(inside));
		return name;
	}
	throw appError("storage-failed", { folder: place.root, said: `no free name in ${inside}` });
}

/** Takes an entry out of the trash whose picture is back, or gone for good. */
export async function dropTrashEntry(id: ImageId, { place, disk }: TrashPorts): Promise<void> {
	const folder = place.path(trashFolderOf(id));
	await disk.remove(`${folder}/${TRASH_ENTRY}`);
	// Somebody else's file in it keeps the folder there.
	await rmdir(folder).catch(() => {});
}

/** Takes the file of an entry away for good. @returns how many bytes that freed */
export async function removeTrashedFile(
	id: ImageId,
	entry: TrashEntry,
	{ place, disk }: TrashPorts,
): Promise<number> {
	if (entry.file === undefined) return 0;
	const path = place.path(`${trashFolderOf(id)}/${entry.file}`);
	const bytes = (await sizeOfFile(path)) ?? 0;
	await disk.remove(path);
	return bytes;
}

/** Where a picture with an entry turned out to be. */
export type Mended =
	| { readonly where: "trash" | "folder" | "nowhere"; readonly entry: TrashEntry }
	/** Its entry cannot be understood; it is left as it is. */
	| { readonly where: "unknown"; readonly said: string };

/**
 * Brings to an end what an app that died was doing with a picture and its entry: the picture is in
 * its folder or in the trash, once. Call it in the turn of the picture's job.
 * @returns undefined when there is no entry
 */
export async function mendTrashed(id: ImageId, ports: TrashPorts): Promise<Mended | undefined> {
	const { place, disk, log } = ports;
	const entry = await readTrashEntry(place, id);
	if (entry === undefined) return undefined;
	if ("said" in entry) return { where: "unknown", said: entry.said };
	const { file, folder, restoring = file } = entry;
	if (file === undefined || restoring === undefined) return { where: "trash", entry };
	const inTrash = place.path(`${trashFolderOf(id)}/${file}`);
	const inFolder = place.path(`${folder}/${restoring}`);
	if (await isThere(inTrash)) {
		if (await isSameFile(inTrash, inFolder)) {
			log.info("a picture is taken out of its folder: it is in the trash", { folder });
			await disk.remove(inFolder);
			await disk.syncFolder(place.path(folder));
		}
		return { where: "trash", entry };
	}
	return { where: (await isThere(inFolder)) ? "folder" : "nowhere", entry };
}

async function writeOver(id: ImageId, entry: TrashEntry, { place }: TrashPorts): Promise<void> {
	const path = place.path(`${trashFolderOf(id)}/${TRASH_ENTRY}`);
	await place.writeWhole(path, entryText(entry));
}

/** `01.png` becomes `01-2.png`, as a picture of that place in its job would be called. */
function otherName(file: string, attempt: number): string {
	const ending = extname(file);
	const end = `-${attempt}${ending}`;
	return `${cutToBytes(basename(file, ending), MAX_NAME_BYTES - Buffer.byteLength(end))}${end}`;
}

async function isThere(path: string): Promise<boolean> {
	return (await lstat(path).catch(whenAbsent(undefined))) !== undefined;
}

/** One file under two names: a move is a second name first. */
async function isSameFile(one: string, other: string): Promise<boolean> {
	const [a, b] = await Promise.all(
		[one, other].map((path) => lstat(path, { bigint: true }).catch(whenAbsent(undefined))),
	);
	if (a === undefined || b === undefined || !a.isFile()) return false;
	return a.ino === b.ino && a.dev === b.dev && a.nlink > 1n;
}
