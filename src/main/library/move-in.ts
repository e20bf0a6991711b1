import { appError } from "../../contract/errors.ts";
import type { Disk } from "../store/disk.ts";
import type { LibraryFolder } from "../store/library-folder.ts";
import { pictureName } from "./picture-names.ts";

/** A name is taken by another file so rarely that more tries mean something else is wrong. */
const MAX_NAMES = 100;

/**
 * Moves a whole, fsynced picture into its job's folder, never over another file.
 * @param part absolute path, on the library's volume
 * @param inside the job's folder, inside the library
 * @returns its name there; the name is durable
 */
export async function moveIn(
	part: string,
	inside: string,
	picture: { readonly index: number; readonly format: string },
	ports: { readonly place: LibraryFolder; readonly disk: Disk },
): Promise<string> {
	const { place, disk } = ports;
	for (let attempt = 1; attempt <= MAX_NAMES; attempt += 1) {
		const name = pictureName(picture.index, picture.format, attempt);
		if (!(await disk.moveToNew(part, place.path(`${inside}/${name}`)))) continue;
		await disk.syncFolder(place.path(inside));
		return name;
	}
	throw appError("storage-failed", { folder: place.root, said: `no free name in ${inside}` });
}
