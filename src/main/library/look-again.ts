import { sizeOfFile } from "../store/library-folder.ts";
import { entryOf, recordedFile } from "./folder-record.ts";
import { settleTrashed } from "./settle-trash.ts";
import { asTrashed, entryInTrash, trashFolderOf } from "./trash-entry.ts";
import {
	inIndex,
	type JobPictures,
	type MovePorts,
	nameOf,
	readableRecord,
} from "./trash-moves.ts";

/** Makes the index say what the folders say of pictures an earlier run was changing. */
export async function lookAgain({ folder, ids }: JobPictures, ports: MovePorts): Promise<void> {
	const { place, batch } = ports;
	// Of a library that is away nothing can be said.
	await place.ensurePresent();
	for (const id of ids) {
		const mended = await settleTrashed(id, ports);
		const record = await readableRecord(place.path(folder));
		const image = batch.find(id);
		if (image === undefined) continue;
		if (mended?.where === "trash") {
			const { entry } = mended;
			const file = entry.file === undefined ? undefined : `${trashFolderOf(id)}/${entry.file}`;
			const trashed = { entry, file: file ?? entry.image.file };
			const of = record === undefined ? undefined : entryOf(record, entry.image, folder);
			batch.put(of === undefined ? entryInTrash(trashed) : asTrashed(of, trashed));
			continue;
		}
		const recorded = record === undefined ? undefined : recordedFile(record, id);
		if (recorded?.removed === true) {
			batch.remove(id);
			continue;
		}
		const { trashedAt: _, missing: __, ...before } = image;
		const name = recorded?.file ?? nameOf(before.file);
		const file = `${folder}/${name}`;
		const there = before.link !== undefined || (await sizeOfFile(place.path(file))) !== undefined;
		const now = { ...before, file, ...(!there && { missing: true as const }) };
		batch.put(inIndex(record, now, folder));
	}
}
