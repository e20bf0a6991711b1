import { AppError, appError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import {
	type FolderRecord,
	readFolderRecord,
	recordedFile,
	withPictureBack,
	writeFolderRecord,
} from "./folder-record.ts";
import { lookAgain } from "./look-again.ts";
import { withKeptRecord } from "./record-again.ts";
import type { TrashEntry } from "./trash-entry.ts";
import { dropTrashEntry, mendTrashed, moveBack } from "./trash-files.ts";
import { type Hear, inIndex, type JobPictures, type MovePorts } from "./trash-moves.ts";

/** Moves pictures out of the trash, back to their job. Those that are not in the trash are done. */
export async function restorePictures(
	of: JobPictures,
	ports: MovePorts,
	hear: Hear,
): Promise<void> {
	const { batch } = ports;
	const { folder } = of;
	const back: Returned[] = [];
	for (const id of of.ids) {
		try {
			const image = batch.find(id);
			if (image === undefined) throw appError("image-not-found");
			const returned = image.trashedAt === undefined ? undefined : await takeOut(id, of, ports);
			if (returned === undefined) hear.done(id);
			else back.push(returned);
		} catch (error) {
			hear.failed(id, error);
		}
	}
	const record = await recordBack(folder, back, ports);
	for (const { id, entry, name, lost } of back) {
		await dropTrashEntry(id, ports);
		const { missing: _, ...before } = entry.image;
		const image: ImageRecord = {
			...(lost || name === undefined ? entry.image : before),
			...(name !== undefined && { file: `${folder}/${name}` }),
			...(lost && { missing: true }),
		};
		batch.put(inIndex(record, image, folder, entry));
		hear.done(id);
	}
}

type Returned = {
	readonly id: ImageId;
	readonly entry: TrashEntry;
	/** Of its file in the folder; undefined: it has none there. */
	readonly name: string | undefined;
	/** Its file was nowhere. */
	readonly lost: boolean;
};

/**
 * Moves the file of a picture back into its folder.
 * @returns undefined when somebody else has done so
 */
async function takeOut(
	id: ImageId,
	of: JobPictures,
	ports: MovePorts,
): Promise<Returned | undefined> {
	const { place, disk, batch } = ports;
	const mended = await mendTrashed(id, ports);
	if (mended === undefined) {
		await lookAgain({ ...of, ids: [id] }, ports);
		if (batch.find(id)?.missing === true) throw appError("image-not-found");
		return undefined;
	}
	if (mended.where === "unknown") throw appError("record-damaged", { said: mended.said });
	const { entry, where } = mended;
	await disk.makeFolder(place.path(of.folder));
	const isInTrash = where === "trash";
	const name = isInTrash
		? await moveBack(id, entry, of.folder, ports)
		: (entry.restoring ?? entry.file);
	return { id, entry, name, lost: where === "nowhere" };
}

/** The record of a folder with the pictures that are back; undefined when it cannot be read. */
async function recordBack(
	folder: string,
	back: readonly Returned[],
	{ place }: MovePorts,
): Promise<FolderRecord | undefined> {
	let before: FolderRecord | undefined;
	try {
		before = await readFolderRecord(place.path(folder));
	} catch (error) {
		if (!(error instanceof AppError) || error.reason !== "record-damaged") throw error;
		// It is left to the designer; the pictures are back all the same.
		return undefined;
	}
	let record = before;
	for (const { id, entry, name } of back) {
		record = withKeptRecord(record, entry);
		const said = record === undefined ? undefined : recordedFile(record, id);
		const changes = said?.removed === true || (name !== undefined && said?.file !== name);
		if (record !== undefined && changes) record = withPictureBack(record, id, name);
	}
	if (record !== undefined && record !== before) await writeFolderRecord(place, folder, record);
	return record;
}
