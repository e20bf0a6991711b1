import type { BoardDocument, BoardItem } from "../../../contract/board.ts";
import type { Point } from "../../board-document/geometry.ts";
import { type PlacedPicture, placePictures } from "../../board-document/place-pictures.ts";
import { newItemId } from "../../state/board-ids.ts";

/** A picture of a drop, and the item as it was put down. */
export type PutDown = { readonly picture: PlacedPicture; readonly item: BoardItem };

/**
 * The board with a drop laid out anew as a whole: rows that grew picture by picture are ragged. The
 * board as it is, once the designer has moved one of them.
 */
export function tidied(board: BoardDocument, placed: readonly PutDown[], at: Point): BoardDocument {
	const there = new Map(board.items.map((item) => [item.id, item]));
	if (placed.some(({ item }) => !isWhereItWas(there.get(item.id), item))) return board;
	const ours = new Set(placed.map(({ item }) => item.id));
	const others = { ...board, items: board.items.filter(({ id }) => !ours.has(id)) };
	const ids = placed.map(({ item }) => item.id).values();
	const pictures = placed.map(({ picture }) => picture);
	const next = placePictures(others, pictures, at, () => ids.next().value ?? newItemId());
	const places = new Map(next.board.items.map((item) => [item.id, item]));
	return { ...board, items: board.items.map((item) => moved(item, places.get(item.id))) };
}

function isWhereItWas(now: BoardItem | undefined, then: BoardItem): boolean {
	if (now === undefined) return false;
	const sides = ["x", "y", "width", "height", "rotation"] as const;
	return sides.every((side) => now[side] === then[side]);
}

function moved(item: BoardItem, to: BoardItem | undefined): BoardItem {
	if (to === undefined || to === item) return item;
	const { x, y, width, height } = to;
	return { ...item, x, y, width, height };
}
