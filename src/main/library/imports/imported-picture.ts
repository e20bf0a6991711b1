import { posix, win32 } from "node:path";
import type { ImportedPicture, ImportRecord } from "../../../contract/imports.ts";
import type { ImageDetail, ImageRecord } from "../../../contract/library.ts";
import type { IndexEntry } from "../../store/index-repo.ts";
import { markIn } from "../recipe-marks.ts";
import { isChanged } from "./linked-file.ts";
import { safeFileName } from "./safe-file-name.ts";

/** Where a picture of an import lies inside the library, with `/`. */
function importedFile(folder: string, picture: ImportedPicture): string {
	return `${folder}/${picture.file ?? linkedName(picture)}`;
}

/**
 * What a linked picture is called beside its record: the name of no other picture, with its own in
 * it. There is a file of that name in a library that was fetched from a mirror, and in no other.
 */
export function linkedName({
	index,
	source,
	format,
}: Pick<ImportedPicture, "index" | "source" | "format">): string {
	// A fetched library may be that of another system.
	const { basename } = /^(?:[a-z]:|\\\\)/i.test(source) ? win32 : posix;
	return `${String(index + 1).padStart(4, "0")}-${safeFileName(basename(source), format)}`;
}

/**
 * The record of a picture that came in from outside.
 * @param folder of its import, inside the library, with `/`
 */
function importedImage(
	record: ImportRecord,
	picture: ImportedPicture,
	folder: string,
): ImageRecord {
	const { id, index, width, height, bytes, format, foreign, recipe, description } = picture;
	const mark = markIn(record, id);
	const prompt = recipe?.request.prompt ?? foreign?.prompt ?? "";
	return {
		...{ id, job: record.job, index, width, height, bytes, format },
		savedAt: picture.madeAt,
		file: importedFile(folder, picture),
		prompt: prompt === "" ? (description ?? "") : prompt,
		modelTitle: recipe?.modelTitle ?? foreign?.model ?? "",
		gatewayTitle: "",
		...(mark !== undefined && { mark }),
		imported: true,
		...(record.way === "link" && { link: picture.source }),
	};
}

/** What the index keeps of it. */
export function importedEntry(
	record: ImportRecord,
	picture: ImportedPicture,
	folder: string,
): IndexEntry {
	return {
		image: importedImage(record, picture, folder),
		folder,
		job: { createdAt: record.createdAt, references: [], imported: true },
		sha256: picture.sha256,
		...(picture.look !== undefined && { look: picture.look }),
	};
}

/** What `library.get` says of it beside its record and recipe. */
export async function importedDetail(
	record: ImportRecord,
	picture: ImportedPicture,
): Promise<Pick<ImageDetail, "imported" | "recipe">> {
	const { source, description, author, foreign, recipe } = picture;
	const changed = record.way === "link" && (await isChanged(picture));
	return {
		imported: {
			...{ source, way: record.way },
			...(changed && { changed }),
			...(description !== undefined && { description }),
			...(author !== undefined && { author }),
			...(foreign !== undefined && { foreign }),
		},
		...(recipe !== undefined && { recipe }),
	};
}
