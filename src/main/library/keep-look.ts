import type { ImageId } from "../../contract/ids.ts";
import type { LibraryFolder } from "../store/library-folder.ts";
import { readFolderRecord, withLook, writeFolderRecord } from "./folder-record.ts";
import type { LivingIndex } from "./living-index.ts";
import type { Locks } from "./locks.ts";

/**
 * Writes how a picture looks into the record of its folder, where there is one, and into the index.
 * @param look as `lookText` writes it
 */
export async function keepLook(
	id: ImageId,
	look: string,
	ports: {
		readonly place: LibraryFolder;
		readonly index: Pick<LivingIndex, "use" | "setLook">;
		readonly inTurn: Locks;
	},
): Promise<void> {
	const { place, index, inTurn } = ports;
	const image = index.use((rows) => rows.get(id));
	if (image === undefined) return;
	await inTurn(image.job, async () => {
		await place.ensurePresent();
		const folder = index.use((rows) => rows.folderOf(image.job));
		const record = folder === undefined ? undefined : await readFolderRecord(place.path(folder));
		if (folder !== undefined && record !== undefined) {
			await writeFolderRecord(place, folder, withLook(record, id, look));
		}
		index.setLook(id, look);
	});
}
