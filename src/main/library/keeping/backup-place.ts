import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { appError } from "../../../contract/errors.ts";
import { whenAbsent } from "../../store/library-folder.ts";
import { readHead } from "./backup-manifest.ts";
import { isInside } from "./move-library.ts";

/**
 * Where in a folder the designer chose the backup of a library goes: the backup that is there already,
 * the folder itself when it is empty, or a new one inside it.
 * @param library, chosen absolute
 * @throws AppError `folder-inside-library`, `backup-of-another`, `backup-newer`
 */
export async function backupPlace(library: string, chosen: string): Promise<string> {
	if (isInside(chosen, library)) throw appError("folder-inside-library", { folder: chosen });
	const title = basename(library);
	const here = await readHead(chosen);
	// Whoever chooses a backup itself means it, also when the library was moved since.
	if (here !== undefined) {
		if (here.folder === resolve(library) || here.title === title) return chosen;
		throw appError("backup-of-another", { folder: chosen });
	}
	if ((await readdir(chosen).catch(whenAbsent<string[]>([]))).length === 0) return chosen;
	for (let attempt = 1; ; attempt += 1) {
		const name = attempt === 1 ? `${title} backup` : `${title} backup ${attempt}`;
		const place = join(chosen, name);
		const names = await readdir(place).catch(whenAbsent<string[]>([]));
		if (names.length === 0) return place;
		const head = await readHead(place);
		if (head?.folder === resolve(library)) return place;
	}
}

/**
 * The backup in a folder the designer chose: the folder itself, or the only one right inside it.
 * @throws AppError `backup-not-found`, `backup-newer`
 */
export async function findBackup(chosen: string): Promise<string> {
	if ((await readHead(chosen)) !== undefined) return chosen;
	const found: string[] = [];
	for (const entry of await readdir(chosen, { withFileTypes: true }).catch(whenAbsent([]))) {
		if (!entry.isDirectory()) continue;
		if ((await readHead(join(chosen, entry.name))) !== undefined)
			found.push(join(chosen, entry.name));
	}
	const [only] = found;
	if (only === undefined || found.length > 1) {
		throw appError("backup-not-found", { folder: chosen });
	}
	return only;
}
