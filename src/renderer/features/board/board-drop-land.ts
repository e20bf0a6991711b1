import type { ImageId } from "../../../contract/ids.ts";
import type { Point } from "../../board-document/geometry.ts";
import { failureOf } from "../../bridge/client.ts";
import { newItemId } from "../../state/board-ids.ts";
import { placeImages } from "../../state/board-placing.ts";
import { editBoard } from "../../state/board-store.ts";
import { readTransfer } from "../../state/read-drop.ts";
import { placeForNew } from "./board-camera.ts";
import { pasteFrom } from "./board-clipboard.ts";
import { addNote } from "./board-drop-note.ts";
import { planDrop } from "./board-drop-plan.ts";
import { dropPictures } from "./board-drop-run.ts";
import { noteProblems } from "./board-drop-store.ts";
import { openBoardAt } from "./boards-menu-actions.ts";

/**
 * Puts whatever a drop or paste holds on the open board. Must run inside its event: afterwards the
 * data is empty.
 * @returns false when there was nothing in it that a board can take
 */
export function landOnBoard(data: DataTransfer, at: Point): boolean {
	const plan = planDrop({ contents: readTransfer(data), text: data.getData("text/plain") });
	if (plan.isEmpty) return false;
	const { note, pictures, boardFiles } = plan;
	if (note !== undefined) editBoard((board) => addNote(board, note, at, newItemId()));
	const reading = pictures === undefined ? Promise.resolve() : dropPictures(pictures, at);
	// A board that opens would take the place of the one that pictures are on their way to.
	if (boardFiles.length > 0) void reading.then(() => openBoardFiles(boardFiles));
	return true;
}

/** Puts pictures of the library on the open board. */
export async function landImages(ids: readonly ImageId[], at: Point): Promise<void> {
	try {
		await placeImages(ids, at);
	} catch (thrown) {
		noteProblems([{ name: "", error: failureOf(thrown) }]);
	}
}

/** Takes boards out of files; the last one that can be opened is shown. */
export async function openBoardFiles(paths: readonly string[]): Promise<void> {
	for (const path of paths) {
		try {
			await openBoardAt(path);
		} catch (thrown) {
			noteProblems([{ name: path, error: failureOf(thrown) }]);
		}
	}
}

/**
 * Puts what was pasted on the open board, items of a board or anything else, under the pointer, else
 * in the middle of what is seen. Pictures win over an address, an address over words; words become a
 * note.
 * @returns false when there was nothing in it that a board can take
 */
export function pasteOntoBoard(data: DataTransfer): boolean {
	const at = placeForNew();
	// What was copied off a board brings its words along for other programs.
	return pasteFrom(data, at) || landOnBoard(data, at);
}
