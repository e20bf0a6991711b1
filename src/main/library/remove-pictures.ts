import { appError } from "../../contract/errors.ts";
import { withPictureRemoved, writeFolderRecord } from "./folder-record.ts";
import { lookAgain } from "./look-again.ts";
import { settleTrashed } from "./settle-trash.ts";
import type { TrashEntry } from "./trash-entry.ts";
import { dropTrashEntry, removeTrashedFile } from "./trash-files.ts";
import { type Hear, type JobPictures, type MovePorts, readableRecord } from "./trash-moves.ts";

/**
 * Takes pictures in the trash away for good. Their records say so first: a job that goes on must not
 * take them for pictures that are still to come.
 * @returns how many bytes that freed
 */
export async function removePictures(
	of: JobPictures,
	ports: MovePorts,
	hear: Hear,
): Promise<number> {
	const { place, batch, clock } = ports;
	const { folder } = of;
	const gone: TrashEntry[] = [];
	for (const id of of.ids) {
		const mended = await settleTrashed(id, ports);
		if (mended?.where === "trash") gone.push(mended.entry);
		else {
			// Somebody else has moved it: what the folders say now counts.
			await lookAgain({ ...of, ids: [id] }, ports);
			hear.failed(id, appError("image-not-found"));
		}
	}
	// They can be made again, and leave room for the record on a full disk.
	for (const { image } of gone) await ports.forgetThumbnail(image.id);
	const record = await readableRecord(place.path(folder));
	if (record !== undefined && gone.length > 0) {
		const now = clock.now();
		const without = gone.reduce((rest, { image }) => withPictureRemoved(rest, image, now), record);
		await writeFolderRecord(place, folder, without);
	}
	let bytes = 0;
	for (const entry of gone) {
		const { id } = entry.image;
		try {
			bytes += await removeTrashedFile(id, entry, ports);
			await dropTrashEntry(id, ports);
			batch.remove(id);
			hear.done(id);
		} catch (error) {
			hear.failed(id, error);
		}
	}
	return bytes;
}
