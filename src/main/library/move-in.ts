import { appError } from "../../contract/errors.ts";
import { type Disk, sha256OfFile } from "../store/disk.ts";
import { type LibraryFolder, sizeOfFile } from "../store/library-folder.ts";
import { pictureName } from "./picture-names.ts";

/** A name is taken by another picture so rarely that more tries mean something else is wrong. */
const MAX_NAMES = 100;

/**
 * Moves a whole, fsynced picture into its job's folder, never over another one. A picture with the
 * same bytes that is there already is this one, from an earlier run.
 * @param part absolute path, on the library's volume
 * @param inside the job's folder, inside the library
 * @returns its name there; the name is durable
 */
export async function moveIn(
	part: string,
	inside: string,
	picture: {
		readonly index: number;
		readonly format: string;
		readonly bytes: number;
		readonly sha256: string;
	},
	ports: { readonly place: LibraryFolder; readonly disk: Disk },
): Promise<string> {
	const { place, disk } = ports;
	for (let attempt = 1; attempt <= MAX_NAMES; attempt += 1) {
		const name = pictureName(picture.index, picture.format, attempt);
		const target = place.path(`${inside}/${name}`);
		const moved = await disk.moveToNew(part, target);
		if (!moved && !(await isSame(target, picture))) continue;
		if (!moved) await disk.remove(part);
		await disk.syncFolder(place.path(inside));
		return name;
	}
	throw appError("storage-failed", { folder: place.root, said: `no free name in ${inside}` });
}

async function isSame(
	path: string,
	{ bytes, sha256 }: { readonly bytes: number; readonly sha256: string },
): Promise<boolean> {
	return (await sizeOfFile(path)) === bytes && (await sha256OfFile(path)) === sha256;
}
