import { readdir } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { ImageId } from "../../contract/ids.ts";
import { type LibraryFolder, whenAbsent } from "../store/library-folder.ts";
import {
	type FolderRecord,
	readFolderRecord,
	recordedFile,
	withPictureBack,
	writeFolderRecord,
} from "./folder-record.ts";
import type { Locks } from "./locks.ts";
import { withKeptRecord } from "./record-again.ts";
import { readTrashEntry, TRASHED_PICTURES, type TrashEntry } from "./trash-entry.ts";
import { dropTrashEntry, type Mended, mendTrashed, type TrashPorts } from "./trash-files.ts";

/**
 * Mends one picture and its entry. Of a picture that is in its folder the entry is dropped, and the
 * record names its file. Call it in the turn of the picture's job.
 * @returns where it is; undefined when there is no entry
 */
export async function settleTrashed(id: ImageId, ports: TrashPorts): Promise<Mended | undefined> {
	const { place } = ports;
	const mended = await mendTrashed(id, ports);
	if (mended === undefined || mended.where === "unknown" || mended.where === "trash") return mended;
	if (mended.where === "folder") await recordFound(id, mended.entry, place);
	await dropTrashEntry(id, ports);
	return mended;
}

/**
 * Makes the record say what an app that died, or found the disk full, could not write any more: the
 * entry may be all that is left of it. One that cannot be understood is left to the designer.
 */
async function recordFound(id: ImageId, entry: TrashEntry, place: LibraryFolder): Promise<void> {
	const { folder, file, restoring = file } = entry;
	let before: FolderRecord | undefined;
	try {
		before = await readFolderRecord(place.path(folder));
	} catch (error) {
		if (error instanceof AppError && error.reason === "record-damaged") return;
		throw error;
	}
	let record = withKeptRecord(before, entry);
	if (record === undefined) return;
	const said = recordedFile(record, id);
	if (said !== undefined && (said.removed || said.file !== restoring)) {
		record = withPictureBack(record, id, restoring);
	}
	if (record !== before) await writeFolderRecord(place, folder, record);
}

/** Waited for together. */
const AT_ONCE = 8;

/** Mends every picture that has an entry in the trash; one that cannot be mended keeps no other from it. */
export async function settleTrash(ports: TrashPorts & { readonly inTurn: Locks }): Promise<void> {
	const { place, log, inTurn } = ports;
	const names = await readdir(place.path(TRASHED_PICTURES)).catch(whenAbsent([]));
	const ids = names.flatMap((name) => ImageId.safeParse(name).data ?? []).values();
	const worker = async () => {
		for (const id of ids) {
			try {
				const entry = await readTrashEntry(place, id);
				if (entry === undefined || "said" in entry) continue;
				await inTurn(entry.image.job, () => settleTrashed(id, ports));
			} catch (error) {
				log.warn("a picture in the trash could not be looked after", { said: String(error) });
			}
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
