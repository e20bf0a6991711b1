import { realpath } from "node:fs/promises";
import { sep } from "node:path";
import { AppError, appError } from "../../contract/errors.ts";
import type { EventPayloads } from "../../contract/events.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { type LibraryFolder, sizeOfFile, whenAbsent } from "../store/library-folder.ts";
import { linkedFile } from "./imports/linked-file.ts";
import type { LivingIndex } from "./living-index.ts";

export type PictureFilePorts = {
	readonly place: LibraryFolder;
	readonly index: Pick<LivingIndex, "use" | "setMissing">;
	/** Hears of pictures whose files went, or are there again. */
	readonly onMoved: (moved: EventPayloads["library.moved"]) => void;
};

/**
 * Finds the file of a picture, and writes down that it is missing, or is there again.
 * @returns absolute path, links resolved
 * @throws AppError `image-not-found`, `folder-missing`
 */
export function createPictureFile(ports: PictureFilePorts): (id: ImageId) => Promise<string> {
	const { place, index, onMoved } = ports;
	const find = (id: ImageId) => index.use((rows) => rows.get(id));

	const note = (id: ImageId, missing: boolean) => {
		try {
			if (!index.setMissing(id, missing)) return;
		} catch (error) {
			// An index that is only read, or a full disk, keeps no picture from being shown.
			if (AppError.from(error).failure.kind === "storage") return;
			throw error;
		}
		const image = find(id);
		// One that is in the trash is not in the gallery, wherever its file is.
		if (image === undefined || image.trashedAt !== undefined) return;
		onMoved(missing ? { gone: [id], back: [] } : { gone: [], back: [image] });
	};
	return async (id) => {
		for (;;) {
			const image = find(id);
			if (image === undefined) throw appError("image-not-found");
			const path = await pictureStanding(image, place);
			if (path !== undefined) {
				if (image.missing === true) note(id, false);
				return path;
			}
			await place.ensurePresent();
			const now = find(id);
			if (now !== undefined && now.file !== image.file) continue;
			if (now?.missing !== true) note(id, true);
			throw appError("image-not-found");
		}
	};
}

/**
 * Where a picture is now. A link that leads out of the library is no picture of it; one that is
 * remembered as a link is, unless its copy was fetched with the library.
 * @returns absolute path, links resolved; undefined: it is not where it should be
 */
export async function pictureStanding(
	image: ImageRecord,
	place: LibraryFolder,
): Promise<string | undefined> {
	const inside = await insideFile(image, place);
	if (inside !== undefined || image.link === undefined) return inside;
	return linkedFile(image).catch(() => undefined);
}

async function insideFile(
	image: Pick<ImageRecord, "file">,
	place: LibraryFolder,
): Promise<string | undefined> {
	const path = await realpath(place.path(image.file)).catch(whenAbsent(undefined));
	if (path === undefined || (await sizeOfFile(path)) === undefined) return undefined;
	const root = `${await realpath(place.root)}${sep}`;
	return path.startsWith(root) ? path : undefined;
}
