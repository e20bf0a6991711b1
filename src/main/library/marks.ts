import { appError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { PictureMark } from "../../contract/library.ts";
import type { LibraryFolder } from "../store/library-folder.ts";
import {
	entryOf,
	readFolderRecord,
	recordedMark,
	withRecordedMark,
	writeFolderRecord,
} from "./folder-record.ts";
import type { IndexBatch } from "./index-batch.ts";
import { type MarkStep, sameMark } from "./picture-change.ts";
import type { Hear, JobPictures } from "./trash-moves.ts";

/** A picture's own mark, made of the one it has. @throws AppError to leave the picture as it is */
export type MarkMaker = (id: ImageId, mark: PictureMark | undefined) => PictureMark | undefined;

export type MarkPorts = {
	readonly place: LibraryFolder;
	readonly batch: IndexBatch;
};

/**
 * Writes new marks into the record of one folder, in one write, and tells the index. Call it in the
 * turn of the job, so that neither this nor those who save undo what the other has written.
 * @returns what was changed
 * @throws AppError `record-damaged` when the folder has no record that can be understood, and what
 * the disk throws
 */
export async function markPictures(
	{ folder, ids }: JobPictures,
	make: MarkMaker,
	{ place, batch }: MarkPorts,
	hear: Hear,
): Promise<ReadonlyMap<ImageId, MarkStep>> {
	const kept = await readFolderRecord(place.path(folder));
	if (kept === undefined) throw appError("record-damaged", { said: `${folder} has no record` });
	const steps = new Map<ImageId, MarkStep>();
	const asked: ImageId[] = [];
	let record = kept;
	for (const id of ids) {
		try {
			if (batch.find(id) === undefined) throw appError("image-not-found");
			const before = recordedMark(record, id);
			const after = make(id, before);
			asked.push(id);
			if (sameMark(before, after)) continue;
			record = withRecordedMark(record, id, after);
			steps.set(id, { before, after });
		} catch (error) {
			hear.failed(id, error);
		}
	}
	if (steps.size > 0) await writeFolderRecord(place, folder, record);
	for (const id of asked) {
		const image = batch.find(id);
		if (image !== undefined) batch.mark(entryOf(record, image, folder));
		hear.done(id);
	}
	return steps;
}
