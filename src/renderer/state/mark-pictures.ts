import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { editPictures, undoEdit } from "./library-edits.ts";
import type { MarkChange } from "./mark-change.ts";

/** Brings back the marks from before. @returns whether it worked; if not, `usePictureProblem` says why */
export type UndoMarks = () => Promise<boolean>;

/**
 * Marks pictures, as one edit of the library; gallery and inspector show it at once.
 * @param known records that the caller has and the gallery may not, such as those of a set
 * @param listed false: the caller keeps an undo of its own
 * @returns what brings the old marks back; undefined when it failed, and `usePictureProblem` says why
 */
export async function markPictures(
	ids: readonly ImageId[],
	change: MarkChange,
	known: readonly ImageRecord[] = [],
	listed = true,
): Promise<UndoMarks | undefined> {
	const edit = await editPictures(ids, change, { known, listed });
	return edit && (() => undoEdit(edit));
}
