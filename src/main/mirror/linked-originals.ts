import { lstat, readFile, stat } from "node:fs/promises";
import { z } from "zod";
import { ImportWay } from "../../contract/imports.ts";
import { IMPORT_FILE, MAX_RECORD_BYTES } from "../library/imports/import-record.ts";
import { linkedName } from "../library/imports/imported-picture.ts";
import { linkedFile } from "../library/imports/linked-file.ts";
import { type LibraryFolder, whenAbsent } from "../store/library-folder.ts";
import { isMonth } from "./library-parts.ts";

/** A picture outside of the library that a record of it names. */
export type LinkedOriginal = {
	/** Of its copy in a mirror, beside the record: the one the index knows it by. */
	readonly name: string;
	/** Absolute path of the file. */
	readonly source: string;
};

/** How an original is now; undefined: it is not there. */
export type OriginalStanding = { readonly bytes: number; readonly changed: number } | undefined;

/** What of a record names its links; the rest may be long. */
const Links = z.object({
	way: ImportWay,
	pictures: z.array(
		z.object({
			index: z.int().min(0),
			source: z.string(),
			format: z.string(),
			removedAt: z.number().optional(),
		}),
	),
});

/**
 * The originals the record of a folder links to.
 * @param folder inside the library, with `/`
 * @returns none for a folder without links; undefined when its record cannot be understood
 */
export async function linkedOriginals(
	place: Pick<LibraryFolder, "path">,
	folder: string,
): Promise<readonly LinkedOriginal[] | undefined> {
	const [month = "", name, more] = folder.split("/");
	if (!isMonth(month) || name === undefined || more !== undefined) return [];
	const path = place.path(`${folder}/${IMPORT_FILE}`);
	const found = await lstat(path).catch(whenAbsent(undefined));
	if (found === undefined) return [];
	if (!found.isFile() || found.size > MAX_RECORD_BYTES) return undefined;
	const record = Links.safeParse(parsedJson(await readFile(path, "utf8")));
	if (!record.success) return undefined;
	if (record.data.way !== "link") return [];
	const kept = record.data.pictures.filter(({ removedAt }) => removedAt === undefined);
	return kept.map((picture) => ({ name: linkedName(picture), source: picture.source }));
}

export async function originalStanding({ source }: LinkedOriginal): Promise<OriginalStanding> {
	const found = await stat(source).catch(() => undefined);
	if (found?.isFile() !== true) return undefined;
	return { bytes: found.size, changed: found.mtimeMs };
}

/**
 * The file an original is read from, links resolved. A stranger's record may name any file of this
 * computer: what is no picture is never given away.
 * @returns undefined when there is none
 */
export async function originalFile(original: LinkedOriginal): Promise<string | undefined> {
	return linkedFile({ link: original.source }).catch(() => undefined);
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
