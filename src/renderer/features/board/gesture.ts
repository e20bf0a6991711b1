import type { BoardDocument, BoardView } from "../../../contract/board.ts";
import type { ItemId } from "../../../contract/ids.ts";
import type { Point, Rect } from "../../board-document/geometry.ts";
import type { Guide } from "./snapping.ts";

/** Where the pointer is, and what is held down with it. */
export type Spot = {
	/** CSS px from the upper left corner of the board's part of the window. */
	readonly screen: Point;
	readonly board: Point;
	readonly shift: boolean;
	readonly alt: boolean;
	/** Ctrl, or ⌘. */
	readonly mod: boolean;
};

/** From pressing the pointer to letting go. */
export type Gesture = {
	readonly cursor?: string;
	readonly move: (spot: Spot) => void;
	readonly end: (spot: Spot) => void;
	/** Leaves everything as it was. */
	readonly cancel: () => void;
};

/** What gestures work on. */
export type Desk = {
	readonly board: () => BoardDocument;
	readonly chosen: () => readonly ItemId[];
	readonly choose: (ids: readonly ItemId[]) => void;
	/** Shows a board that is not yet so; undefined: the real one again. */
	readonly preview: (board: BoardDocument | undefined) => void;
	/**
	 * One step of undo: carries over what differs between the two, for a job may have landed something
	 * on the board since the gesture began.
	 */
	readonly commit: (
		before: BoardDocument,
		after: BoardDocument,
		chosen?: readonly ItemId[],
	) => void;
	readonly view: () => BoardView;
	readonly setView: (view: BoardView) => void;
	/** CSS px. */
	readonly size: () => { readonly width: number; readonly height: number };
	/** What is drawn over the board while a gesture lasts. */
	readonly mark: (marks: GestureMarks) => void;
};

export type GestureMarks = {
	readonly guides?: readonly Guide[];
	/** Board units. */
	readonly marquee?: Rect;
	/** What an angle or a size has come to, shown beside the pointer. */
	readonly says?: { readonly at: Point; readonly words: string };
};

/**
 * A gesture that makes another board of the one it began with, and puts it down at the end.
 * @param edit what the board is when the pointer is here
 */
export function editingGesture(
	desk: Desk,
	edit: (spot: Spot) => BoardDocument,
	{ cursor, chosen }: { readonly cursor?: string; readonly chosen?: readonly ItemId[] } = {},
): Gesture {
	const before = desk.board();
	let latest: BoardDocument | undefined;
	const finish = () => {
		desk.mark({});
		desk.preview(undefined);
	};
	return {
		cursor,
		move: (spot) => {
			latest = edit(spot);
			desk.preview(latest);
		},
		end: () => {
			if (latest !== undefined) desk.commit(before, latest, chosen);
			finish();
		},
		cancel: finish,
	};
}
