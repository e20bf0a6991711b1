import { stat } from "node:fs/promises";
import type { ImportedPicture, ImportRecord } from "../../../contract/imports.ts";
import type { IndexEntry } from "../../store/index-repo.ts";
import { sizeOfFile, whenAbsent } from "../../store/library-folder.ts";
import type { FolderReport } from "../folder-report.ts";
import { isPlainName } from "../picture-names.ts";
import { readImportRecord } from "./import-record.ts";
import { importedEntry, linkedName } from "./imported-picture.ts";

/** Links whose files are looked for together: some lie on slow shares. */
const LOOKED_AT_ONCE = 16;

/**
 * The pictures of one folder of imported pictures, as its record has them; those whose file is not
 * where it should be are missing. Anything else in the folder is the designer's own and ignored.
 * @param path of the folder, absolute
 * @param inside the library, with `/`
 * @returns undefined when the folder has no record
 * @throws AppError `record-damaged`
 */
export async function readImportFolder(
	path: string,
	inside: string,
): Promise<FolderReport | undefined> {
	const record = await readImportRecord(path);
	if (record === undefined) return undefined;
	const kept = record.pictures.filter(({ removedAt }) => removedAt === undefined);
	const entries: IndexEntry[] = [];
	const problems: FolderReport["problems"][number][] = [];
	for (let done = 0; done < kept.length; done += LOOKED_AT_ONCE) {
		const batch = kept.slice(done, done + LOOKED_AT_ONCE);
		const there = await Promise.all(batch.map((picture) => isThere(path, record, picture)));
		for (const [at, picture] of batch.entries()) {
			const entry = importedEntry(record, picture, inside);
			if (there[at] === true) {
				entries.push(entry);
				continue;
			}
			entries.push({ ...entry, image: { ...entry.image, missing: true } });
			const file = picture.file === undefined ? picture.source : `${inside}/${picture.file}`;
			problems.push({ path: file, said: "the picture is missing" });
		}
	}
	return { entries, problems };
}

/** A record never names a way out of its folder. */
async function isThere(
	folder: string,
	{ way }: ImportRecord,
	picture: ImportedPicture,
): Promise<boolean> {
	const { file = way === "link" ? linkedName(picture) : "", source } = picture;
	if (!isPlainName(file)) return false;
	const inside = await sizeOfFile(`${folder}/${file}`).catch(whenAbsent(undefined));
	if (inside !== undefined || way === "copy") return inside !== undefined;
	const found = await stat(source).catch(() => undefined);
	return found?.isFile() === true;
}
