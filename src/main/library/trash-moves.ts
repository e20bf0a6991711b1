import { AppError, appError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { Clock } from "../foundation/clock.ts";
import type { IndexEntry } from "../store/index-repo.ts";
import { sizeOfFile } from "../store/library-folder.ts";
import type { Whereabouts } from "../store/order-rows.ts";
import {
	entryOf,
	type FolderRecord,
	readFolderRecord,
	recordedFile,
	recordOfOne,
} from "./folder-record.ts";
import type { IndexBatch } from "./index-batch.ts";
import { settleTrashed } from "./settle-trash.ts";
import {
	asTrashed,
	isFileOfPicture,
	type TrashEntry,
	trashEntry,
	trashFolderOf,
} from "./trash-entry.ts";
import { moveToTrash, type TrashPorts, writeTrashEntry } from "./trash-files.ts";

export type MovePorts = TrashPorts & {
	readonly clock: Pick<Clock, "now">;
	readonly batch: IndexBatch;
	/** Hears of a picture that is gone for good. Never throws. */
	readonly forgetThumbnail: (id: ImageId) => Promise<void>;
};

/** Pictures of one job. */
export type JobPictures = Pick<Whereabouts, "job" | "folder"> & {
	readonly ids: readonly ImageId[];
};

/** What became of each picture, and what went wrong; call these in the turn of the job. */
export type Hear = {
	readonly done: (id: ImageId) => void;
	readonly failed: (id: ImageId, error: unknown) => void;
};

/**
 * Moves pictures into the trash: the entry is durable first, then the file is moved, then the index
 * is told. Those in the trash already are done.
 * @param at when each was trashed, milliseconds since the Unix epoch
 */
export async function trashPictures(
	{ folder, ids }: JobPictures,
	at: (id: ImageId) => number,
	ports: MovePorts,
	hear: Hear,
): Promise<void> {
	const { place, disk, batch } = ports;
	const record = await readableRecord(place.path(folder));
	const moved: { readonly of: IndexEntry; readonly entry: TrashEntry }[] = [];
	for (const id of ids) {
		try {
			const image = batch.find(id);
			if (image === undefined) throw appError("image-not-found");
			if (image.trashedAt !== undefined) {
				hear.done(id);
				continue;
			}
			const of = inIndex(record, image, folder);
			const file = await fileToMove(record, image, folder, ports);
			const entry = trashEntry(of, {
				trashedAt: at(id),
				...(file !== undefined && { file }),
				...(record !== undefined && kept(record, id)),
			});
			await putInTrash(id, entry, ports);
			moved.push({ of, entry });
		} catch (error) {
			hear.failed(id, error);
		}
	}
	if (moved.some(({ entry }) => entry.file !== undefined)) {
		await disk.syncFolder(place.path(folder));
	}
	for (const { of, entry } of moved) {
		const { id, file: before } = entry.image;
		const file = entry.file === undefined ? before : `${trashFolderOf(id)}/${entry.file}`;
		batch.put(asTrashed(of, { entry, file }));
		hear.done(id);
	}
}

async function putInTrash(id: ImageId, entry: TrashEntry, ports: MovePorts): Promise<void> {
	await settleTrashed(id, ports);
	try {
		await writeTrashEntry(id, entry, ports);
		await moveToTrash(id, entry, ports);
	} catch (error) {
		// Should this fail too, the next opening does it.
		await settleTrashed(id, ports).catch(() => undefined);
		throw error;
	}
}

/** The name of the picture's file when there is one to move. */
async function fileToMove(
	record: FolderRecord | undefined,
	image: ImageRecord,
	folder: string,
	{ place }: MovePorts,
): Promise<string | undefined> {
	if (image.link !== undefined) return undefined;
	const recorded = record === undefined ? undefined : recordedFile(record, image.id)?.file;
	for (const name of [nameOf(image.file), recorded]) {
		if (name === undefined || !isFileOfPicture(name)) continue;
		if ((await sizeOfFile(place.path(`${folder}/${name}`))) !== undefined) return name;
	}
	return undefined;
}

function kept(record: FolderRecord, id: ImageId): Pick<TrashEntry, "recipe" | "imported"> {
	const one = recordOfOne(record, id);
	return one.kind === "recipe" ? { recipe: one.recipe } : { imported: one.imported };
}

/** What the index has of a picture; without a record, what it had before. */
export function inIndex(
	record: FolderRecord | undefined,
	image: ImageRecord,
	folder: string,
	before?: TrashEntry,
): IndexEntry {
	if (record !== undefined) return entryOf(record, image, folder);
	const { sha256, look, job = { references: [] } } = before ?? {};
	return {
		...{ image, folder, job },
		...(sha256 !== undefined && { sha256 }),
		...(look !== undefined && { look }),
	};
}

/** The record of a folder; undefined when there is none, or none that can be understood. */
export async function readableRecord(folder: string): Promise<FolderRecord | undefined> {
	return readFolderRecord(folder).catch((error: unknown) => {
		if (error instanceof AppError && error.reason === "record-damaged") return undefined;
		throw error;
	});
}

/** The last part of a path. */
export const nameOf = (file: string): string => file.slice(file.lastIndexOf("/") + 1);
