import type { BoardDocument } from "../../../contract/board.ts";
import type { ItemId } from "../../../contract/ids.ts";
import { seenRect } from "../../board-document/board-view.ts";
import { freeItems } from "../../board-document/change-items.ts";
import { moveItems } from "../../board-document/edit-items.ts";
import { boundsOf, boundsOfAll, type Rect, rectsTouch } from "../../board-document/geometry.ts";
import { type Desk, editingGesture, type Gesture, type Spot } from "./gesture.ts";
import { snapRect } from "./snapping.ts";

/** CSS px within which an edge is drawn to another. */
export const SNAP_REACH = 6;

/**
 * Moves what is chosen. Shift keeps to one axis; Ctrl or ⌘ moves freely past the edges of others.
 * @param base the board to begin from, and what moves on it: copies, when Alt is held
 */
export function moveGesture(
	desk: Desk,
	start: Spot,
	base: { readonly board: BoardDocument; readonly ids: readonly ItemId[] },
): Gesture {
	const { board, ids } = base;
	const bounds = boundsOfAll(freeItems(board, ids));
	const others = restingRects(desk, board, ids);
	return editingGesture(
		desk,
		(spot) => {
			const by = alongOneAxis(
				{ x: spot.board.x - start.board.x, y: spot.board.y - start.board.y },
				spot.shift,
			);
			if (bounds === undefined || spot.mod) {
				desk.mark({});
				return moveItems(board, ids, by);
			}
			const moved = { ...bounds, x: bounds.x + by.x, y: bounds.y + by.y };
			const snap = snapRect(moved, others, SNAP_REACH / desk.view().zoom, {
				x: spot.shift && by.x === 0 ? [] : [0, 0.5, 1],
				y: spot.shift && by.y === 0 ? [] : [0, 0.5, 1],
			});
			desk.mark({ guides: snap.guides });
			return moveItems(board, ids, { x: by.x + snap.dx, y: by.y + snap.dy });
		},
		{ cursor: "move", chosen: ids },
	);
}

/** What is seen and stays where it is, for others to come to lie in line with. */
export function restingRects(
	desk: Desk,
	board: BoardDocument,
	ids: readonly ItemId[],
): readonly Rect[] {
	const moving = new Set(ids);
	const seen = seenRect(desk.view(), desk.size());
	return board.items
		.filter((item) => !moving.has(item.id) && item.kind !== "arrow")
		.map(boundsOf)
		.filter((rect) => rectsTouch(rect, seen));
}

function alongOneAxis(by: { readonly x: number; readonly y: number }, isKept: boolean) {
	if (!isKept) return by;
	return Math.abs(by.x) >= Math.abs(by.y) ? { x: by.x, y: 0 } : { x: 0, y: by.y };
}
