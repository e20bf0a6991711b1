import type { BoardDocument, BoardItem, NoteItem, PictureItem } from "../../../contract/board.ts";
import type { ItemId } from "../../../contract/ids.ts";
import { itemsNamed } from "../../board-document/change-items.ts";
import { addItems, removeItems } from "../../board-document/edit-items.ts";
import { setNote } from "../../board-document/edit-notes.ts";
import { setCrop } from "../../board-document/edit-pictures.ts";
import type { Point } from "../../board-document/geometry.ts";
import { newItemId } from "../../state/board-ids.ts";
import { chooseItems, editBoard, useBoard } from "../../state/board-store.ts";
import { boardCamera } from "./board-camera.ts";
import { chooseTool, useBoardTools } from "./board-tools.ts";
import { cropOf, type SeenPart, seenPart } from "./crop.ts";
import { noteHeight } from "./paint-note.ts";

/** CSS px at the zoom a note is put down at. */
const NOTE_WIDTH = 220;
const NOTE_FONT = 16;

/** What is chosen, from the lowest to the uppermost. */
export function chosenItems(): readonly BoardItem[] {
	const { board, chosen } = useBoard.getState();
	return board === undefined ? [] : itemsNamed(board, chosen);
}

/** Changes what is chosen by a function of the board document. */
export function editChosen(
	edit: (board: BoardDocument, ids: readonly ItemId[]) => BoardDocument,
	merge?: string,
): void {
	const { chosen } = useBoard.getState();
	editBoard((board) => edit(board, chosen), { merge });
}

/** Puts an empty note with its upper left corner at a place, and lets it be written. */
export function addNote(at: Point): void {
	const zoom = boardCamera()?.view().zoom ?? 1;
	const fontSize = Math.min(10_000, Math.max(1, NOTE_FONT / zoom));
	const width = NOTE_WIDTH / zoom;
	const height = noteHeight("", width, fontSize);
	const id = newItemId();
	const note: NoteItem = {
		...{ id, kind: "note", text: "", fontSize, colour: "yellow" },
		...{ x: at.x + width / 2, y: at.y + height / 2, width, height },
		...{ rotation: 0, locked: false, opacity: 1 },
	};
	chooseTool("select");
	chooseItems([]);
	useBoardTools.setState({ writing: { id, step: newItemId(), fresh: note } });
}

/** Lets a note be written; does nothing for a locked one. */
export function writeNote(id: ItemId): void {
	const note = useBoard.getState().board?.items.find((item) => item.id === id);
	if (note?.kind !== "note" || note.locked) return;
	useBoardTools.setState({ writing: { id, step: newItemId() } });
}

/**
 * Puts what is written so far on the board: the words outlive the app at every pause. All of one
 * writing is one step of undo, a fresh note and its words together.
 */
export function keepNote(text: string, chosen?: readonly ItemId[]): void {
	const { writing } = useBoardTools.getState();
	if (writing === undefined) return;
	const { id, step, fresh } = writing;
	const isNothing = fresh !== undefined && text.trim() === "";
	const write = (before: BoardDocument): BoardDocument => {
		const isThere = before.items.some((item) => item.id === id);
		if (isNothing) return isThere ? removeItems(before, [id]) : before;
		const board = fresh === undefined || isThere ? before : addItems(before, [fresh]);
		const note = board.items.find((item) => item.id === id);
		if (note?.kind !== "note" || note.text === text) return board;
		const height = noteHeight(text, note.width, note.fontSize);
		return setNote(board, id, { text, height });
	};
	editBoard(write, { merge: step, lasting: true, chosen });
}

/** Ends the writing of a note. */
export function endNote(text: string): void {
	const { writing } = useBoardTools.getState();
	if (writing === undefined) return;
	keepNote(text, [writing.id]);
	useBoardTools.setState({ writing: undefined });
}

/** The picture that can be cropped: the only one chosen, neither locked nor still to come. */
export function croppable(): PictureItem | undefined {
	const [item, ...others] = chosenItems();
	if (item === undefined || others.length > 0 || item.locked) return undefined;
	return item.kind === "picture" && item.source.kind !== "slot" ? item : undefined;
}

export function beginCrop(): void {
	const item = croppable();
	if (item === undefined) return;
	chooseTool("select");
	useBoardTools.setState({ crop: { id: item.id, part: seenPart(item) } });
}

export function showPart(part: SeenPart): void {
	const { crop } = useBoardTools.getState();
	// A picture of which nothing is left could never be taken hold of again.
	if (crop === undefined || part.width <= 0 || part.height <= 0) return;
	useBoardTools.setState({ crop: { ...crop, part } });
}

/** Shows the part that is framed from now on. */
export function applyCrop(): void {
	const { crop } = useBoardTools.getState();
	leaveCrop();
	if (crop === undefined) return;
	editBoard((board) => {
		const item = board.items.find(({ id }) => id === crop.id);
		return item?.kind === "picture" ? setCrop(board, crop.id, cropOf(crop.part, item)) : board;
	});
}

/** Leaves everything as it was. */
export function leaveCrop(): void {
	useBoardTools.setState({ crop: undefined });
}
