import type { ImageId } from "../../contract/ids.ts";
import { type ImportedPicture, ImportRecord } from "../../contract/imports.ts";
import { type ImageRecord, type PictureMark, Recipe } from "../../contract/library.ts";
import type { IndexEntry } from "../store/index-repo.ts";
import type { LibraryFolder } from "../store/library-folder.ts";
import { indexEntry } from "./image-record.ts";
import { IMPORT_FILE, importRecordText, readImportRecord } from "./imports/import-record.ts";
import { importedEntry } from "./imports/imported-picture.ts";
import { RECIPE_FILE, readRecipe, recipeText, withOutput } from "./recipe-file.ts";
import { ownMarkIn, withMark } from "./recipe-marks.ts";

/** What the folder of a job, or of imported pictures, says of its pictures. */
export type FolderRecord =
	| { readonly kind: "recipe"; readonly recipe: Recipe }
	| { readonly kind: "import"; readonly imported: ImportRecord };

/**
 * The record in a folder.
 * @param folder absolute path
 * @returns undefined when there is none
 * @throws AppError `record-damaged` when it cannot be understood
 */
export async function readFolderRecord(folder: string): Promise<FolderRecord | undefined> {
	const recipe = await readRecipe(folder);
	if (recipe !== undefined) return { kind: "recipe", recipe };
	const imported = await readImportRecord(folder);
	return imported === undefined ? undefined : { kind: "import", imported };
}

/** Writes a record durably over the one in its folder. @param inside the folder, inside the library */
export async function writeFolderRecord(
	place: LibraryFolder,
	inside: string,
	record: FolderRecord,
): Promise<void> {
	const file = record.kind === "recipe" ? RECIPE_FILE : IMPORT_FILE;
	// Parsed, so that keys have one order and nothing is written that could not be read.
	const text =
		record.kind === "recipe"
			? recipeText(Recipe.parse(record.recipe))
			: importRecordText(ImportRecord.parse(record.imported));
	await place.writeWhole(place.path(`${inside}/${file}`), text);
}

/** What the record says of this picture alone; undefined: no mark. */
export function recordedMark(record: FolderRecord, id: ImageId): PictureMark | undefined {
	return ownMarkIn(record.kind === "recipe" ? record.recipe : record.imported, id);
}

/** The record with one picture's mark replaced. */
export function withRecordedMark(
	record: FolderRecord,
	id: ImageId,
	mark: PictureMark | undefined,
): FolderRecord {
	if (record.kind === "recipe") {
		const { recipe } = record;
		return { kind: "recipe", recipe: { ...recipe, marks: withMark(recipe.marks, id, mark) } };
	}
	const { imported } = record;
	return { kind: "import", imported: { ...imported, marks: withMark(imported.marks, id, mark) } };
}

/** What a record says of a picture's file. */
export type RecordedFile = {
	/** Inside the record's folder; absent: it has none there. */
	readonly file?: string;
	readonly sha256?: string;
	/** Taken away for good. */
	readonly removed: boolean;
};

export function recordedFile(record: FolderRecord, id: ImageId): RecordedFile | undefined {
	const picture = pictureIn(record, id);
	if (picture === undefined) return undefined;
	const { file, sha256 } = picture;
	const removed =
		"state" in picture ? picture.state === "removed" : picture.removedAt !== undefined;
	return {
		...(file !== undefined && { file }),
		...(sha256 !== undefined && { sha256 }),
		removed,
	};
}

/** The record with a picture that is in its folder (again), under this name; undefined: as it was called. */
export function withPictureBack(
	record: FolderRecord,
	id: ImageId,
	file: string | undefined,
): FolderRecord {
	const named = file === undefined ? {} : { file };
	if (record.kind === "recipe") {
		const output = record.recipe.outputs.find((one) => one.id === id);
		if (output === undefined) return record;
		const saved = { ...output, state: "saved" as const, ...named };
		return { kind: "recipe", recipe: withOutput(record.recipe, saved) };
	}
	return withImported(record.imported, id, ({ removedAt: _, ...picture }) => ({
		...picture,
		...named,
	}));
}

/** The record with a picture that was taken away for good; its facts stay. */
export function withPictureRemoved(
	record: FolderRecord,
	image: ImageRecord,
	removedAt: number,
): FolderRecord {
	if (record.kind === "import") {
		return withImported(record.imported, image.id, (picture) => ({ ...picture, removedAt }));
	}
	const output = record.recipe.outputs.find((one) => one.id === image.id);
	if (output === undefined) return record;
	const { width, height, bytes, format, savedAt } = image;
	const removed = {
		...{ width, height, bytes, format, savedAt },
		...output,
		state: "removed" as const,
	};
	return { kind: "recipe", recipe: withOutput(record.recipe, removed) };
}

/** The record with how a picture looks. @param look as `lookText` writes it */
export function withLook(record: FolderRecord, id: ImageId, look: string): FolderRecord {
	if (record.kind === "import") {
		return withImported(record.imported, id, (picture) => ({ ...picture, look }));
	}
	const output = record.recipe.outputs.find((one) => one.id === id);
	if (output === undefined) return record;
	return { kind: "recipe", recipe: withOutput(record.recipe, { ...output, look }) };
}

/** The part of a record that is about one picture. */
export function recordOfOne(record: FolderRecord, id: ImageId): FolderRecord {
	if (record.kind === "recipe") {
		const { recipe } = record;
		const outputs = recipe.outputs.filter((output) => output.id === id);
		const mark = ownMarkIn(recipe, id);
		const { set: _, ...marks } = recipe.marks;
		const alone = withMark({ ...marks, pictures: undefined }, id, mark);
		return { kind: "recipe", recipe: { ...recipe, outputs, marks: alone } };
	}
	const { imported } = record;
	const pictures = imported.pictures.filter((picture) => picture.id === id);
	const marks = withMark({ ...imported.marks, pictures: undefined }, id, ownMarkIn(imported, id));
	return { kind: "import", imported: { ...imported, pictures, marks } };
}

/**
 * What the index has of a picture, made anew of its record.
 * @param image as the index has it; where it is and how large it is stay
 * @param folder of its job, inside the library
 */
export function entryOf(record: FolderRecord, image: ImageRecord, folder: string): IndexEntry {
	const { file, trashedAt, missing, link } = image;
	const where = {
		file,
		...(trashedAt !== undefined && { trashedAt }),
		...(missing !== undefined && { missing }),
		...(link !== undefined && { link }),
	};
	const made =
		record.kind === "recipe"
			? indexEntry(record.recipe, image, file, image)
			: importedEntryOf(record.imported, image, folder);
	return { ...made, folder, image: { ...made.image, ...where } };
}

function importedEntryOf(imported: ImportRecord, image: ImageRecord, folder: string): IndexEntry {
	const picture = imported.pictures.find(({ id }) => id === image.id);
	if (picture !== undefined) return importedEntry(imported, picture, folder);
	const job = { createdAt: imported.createdAt, references: [], imported: true as const };
	return { image, folder, job };
}

function pictureIn(record: FolderRecord, id: ImageId) {
	return record.kind === "recipe"
		? record.recipe.outputs.find((output) => output.id === id)
		: record.imported.pictures.find((picture) => picture.id === id);
}

function withImported(
	imported: ImportRecord,
	id: ImageId,
	change: (picture: ImportedPicture) => ImportedPicture,
): FolderRecord {
	const pictures = imported.pictures.map((picture) =>
		picture.id === id ? change(picture) : picture,
	);
	return { kind: "import", imported: { ...imported, pictures } };
}
