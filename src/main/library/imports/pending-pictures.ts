import { lstat } from "node:fs/promises";
import { z } from "zod";
import { ImportedPicture, ImportRecord } from "../../../contract/imports.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { storageError } from "../../foundation/storage-error.ts";
import { sha256OfFile } from "../../store/disk.ts";
import { whenAbsent } from "../../store/library-folder.ts";
import { isPlainName } from "../picture-names.ts";
import { IMPORT_FILE, importRecordText, readImportRecord } from "./import-record.ts";
import type { ImportShelf } from "./import-shelf.ts";
import { importedEntry } from "./imported-picture.ts";

/**
 * Pictures that are about to be moved into a folder and written into its record: written down before
 * the first is moved, so that a process that dies in between is gone on with.
 */
export const PendingPictures = z.object({
	/** Of the import, inside the library, with `/`. */
	folder: z.string().regex(/^\d{4}-\d{2}\/[^/\\]+$/),
	/** As it is when nothing is in it yet. */
	record: ImportRecord,
	pictures: z.array(ImportedPicture.extend({ file: z.string().refine(isPlainName).optional() })),
});
export type PendingPictures = z.infer<typeof PendingPictures>;

/**
 * Writes pictures whose files are in place into the record of their folder and into the index; marks
 * the designer has made meanwhile stay.
 * @returns them, as the gallery has them
 */
export async function recordPictures(
	{ folder, record: empty, pictures }: PendingPictures,
	shelf: Pick<ImportShelf, "place" | "inTurn" | "putAll">,
): Promise<readonly ImageRecord[]> {
	const { place, inTurn, putAll } = shelf;
	return inTurn(empty.job, async () => {
		const kept = (await readImportRecord(place.path(folder))) ?? empty;
		const there = new Set(kept.pictures.map(({ id }) => id));
		const added = pictures.filter(({ id }) => !there.has(id));
		const record = { ...kept, pictures: [...kept.pictures, ...added] };
		if (added.length > 0) {
			await place.writeWhole(place.path(`${folder}/${IMPORT_FILE}`), importRecordText(record));
		}
		const entries = pictures.map((picture) => importedEntry(record, picture, folder));
		putAll(entries);
		return entries.map(({ image }) => image);
	});
}

/**
 * What an earlier run was moving when it ended: what arrived whole becomes part of its record, of the
 * rest nothing is left but the original.
 */
export async function settlePending(
	pending: PendingPictures,
	shelf: Pick<ImportShelf, "place" | "inTurn" | "putAll">,
): Promise<void> {
	const { place } = shelf;
	try {
		await place.ensurePresent();
		const pictures: PendingPictures["pictures"] = [];
		for (const picture of pending.pictures) {
			if (await isThere(picture, place.path(pending.folder))) pictures.push(picture);
		}
		if (pictures.length > 0) await recordPictures({ ...pending, pictures }, shelf);
	} catch (error) {
		throw storageError(error, place.root);
	}
}

async function isThere(
	{ file, sha256, bytes }: PendingPictures["pictures"][number],
	folder: string,
): Promise<boolean> {
	// A linked picture is nowhere but in the record, and is met again where it is.
	if (file === undefined) return false;
	const path = `${folder}/${file}`;
	const found = await lstat(path).catch(whenAbsent(undefined));
	return found?.isFile() === true && found.size === bytes && (await sha256OfFile(path)) === sha256;
}
