import type { BoardDocument, NoteItem } from "../../../contract/board.ts";
import type { ItemId } from "../../../contract/ids.ts";
import { addItems } from "../../board-document/edit-items.ts";
import type { Point } from "../../board-document/geometry.ts";
import { boundLength, boundPlace, clamp } from "../../board-document/item-bounds.ts";
import { presentView } from "../../state/board-store.ts";
import { noteHeight } from "./paint-note.ts";

/** CSS px at the zoom it is put down at. */
const WIDTH = 280;
const FONT = 16;
/** Characters of a note (`NoteItem`). */
const MAX_TEXT = 20_000;

/** Puts words as a note around a point, as large as one reads them at the present zoom. */
export function addNote(board: BoardDocument, text: string, at: Point, id: ItemId): BoardDocument {
	const { zoom } = presentView();
	const fontSize = clamp(FONT / zoom, 1, 10_000);
	const width = boundLength(WIDTH / zoom);
	const words = [...text].slice(0, MAX_TEXT).join("").slice(0, MAX_TEXT);
	const note: NoteItem = {
		id,
		kind: "note",
		text: words,
		fontSize,
		colour: "yellow",
		x: boundPlace(at.x),
		y: boundPlace(at.y),
		width,
		height: boundLength(noteHeight(words, width, fontSize)),
		rotation: 0,
		locked: false,
		opacity: 1,
	};
	return addItems(board, [note]);
}
