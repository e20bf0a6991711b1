import {
	type FolderRecord,
	recordedFile,
	recordedMark,
	withRecordedMark,
} from "./folder-record.ts";
import { withOutput } from "./recipe-file.ts";
import type { TrashEntry } from "./trash-entry.ts";

/** The record, with what the entry kept of its picture when the folder's own says nothing of it any more. */
export function withKeptRecord(
	record: FolderRecord | undefined,
	entry: TrashEntry,
): FolderRecord | undefined {
	const { image, recipe, imported } = entry;
	if (record !== undefined && recordedFile(record, image.id) !== undefined) return record;
	if (recipe !== undefined && record?.kind !== "import") {
		const [output] = recipe.outputs;
		if (record === undefined || output === undefined) return record ?? { kind: "recipe", recipe };
		const mark =
			recordedMark(record, image.id) ?? recordedMark({ kind: "recipe", recipe }, image.id);
		const whole = { kind: "recipe" as const, recipe: withOutput(record.recipe, output) };
		return withRecordedMark(whole, image.id, mark);
	}
	if (imported !== undefined && record?.kind !== "recipe") {
		const others = record?.imported ?? { ...imported, pictures: [] };
		const pictures = [...others.pictures, ...imported.pictures];
		const marks = { pictures: { ...imported.marks.pictures, ...others.marks.pictures } };
		return { kind: "import", imported: { ...others, pictures, marks } };
	}
	return record;
}
