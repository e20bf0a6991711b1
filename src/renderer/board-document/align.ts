import type { BoardDocument, BoardItem } from "../../contract/board.ts";
import type { ItemId } from "../../contract/ids.ts";
import { changeItems, freeItems, itemsNamed } from "./change-items.ts";
import { type Axis, movedTo } from "./edit-items.ts";
import { boundsOfAll, middleOf, type Point, type Rect } from "./geometry.ts";

export type Edge = "left" | "centre" | "right" | "top" | "middle" | "bottom";

/** What keeps its inner arrangement: a group, or an item of none. */
type Block = { readonly ids: readonly ItemId[]; readonly bounds: Rect };

/**
 * Brings items to one edge, or the middle, of the box they fill together. A group goes as one;
 * members of a single group are aligned among themselves. Locked items stay and are aligned to.
 */
export function alignItems(
	board: BoardDocument,
	ids: readonly ItemId[],
	edge: Edge,
): BoardDocument {
	const all = boundsOfAll(itemsNamed(board, ids));
	if (all === undefined) return board;
	return moveBlocks(
		board,
		blocksOf(freeItems(board, ids)).map((block) => ({ block, by: wayTo(edge, block.bounds, all) })),
	);
}

/** Makes the gaps between items equal; the outermost two stay. Fewer than three stay as they are. */
export function distributeItems(
	board: BoardDocument,
	ids: readonly ItemId[],
	axis: Axis,
): BoardDocument {
	const side = axis === "x" ? "width" : "height";
	const blocks = blocksOf(freeItems(board, ids)).toSorted(
		(a, b) => middleOf(a.bounds)[axis] - middleOf(b.bounds)[axis],
	);
	const [first, last] = [blocks[0], blocks.at(-1)];
	if (blocks.length < 3 || first === undefined || last === undefined) return board;
	const filled = blocks.reduce((sum, { bounds }) => sum + bounds[side], 0);
	const whole = last.bounds[axis] + last.bounds[side] - first.bounds[axis];
	const gap = (whole - filled) / (blocks.length - 1);
	let at = first.bounds[axis];
	const moves = blocks.map((block, place) => {
		const way = at - block.bounds[axis];
		at += block.bounds[side] + gap;
		const isEnd = place === 0 || place === blocks.length - 1;
		const by = isEnd ? 0 : way;
		return { block, by: axis === "x" ? { x: by, y: 0 } : { x: 0, y: by } };
	});
	return moveBlocks(board, moves);
}

function wayTo(edge: Edge, own: Rect, all: Rect): Point {
	switch (edge) {
		case "left":
			return { x: all.x - own.x, y: 0 };
		case "centre":
			return { x: middleOf(all).x - middleOf(own).x, y: 0 };
		case "right":
			return { x: all.x + all.width - own.x - own.width, y: 0 };
		case "top":
			return { x: 0, y: all.y - own.y };
		case "middle":
			return { x: 0, y: middleOf(all).y - middleOf(own).y };
		case "bottom":
			return { x: 0, y: all.y + all.height - own.y - own.height };
	}
}

function blocksOf(items: readonly BoardItem[]): Block[] {
	const members = Map.groupBy(items, ({ id, group }) => group ?? id);
	const parts = members.size > 1 ? [...members.values()] : items.map((item) => [item]);
	return parts.flatMap((part) => {
		const bounds = boundsOfAll(part);
		return bounds === undefined ? [] : [{ ids: part.map(({ id }) => id), bounds }];
	});
}

function moveBlocks(
	board: BoardDocument,
	moves: readonly { readonly block: Block; readonly by: Point }[],
): BoardDocument {
	const ways = new Map(moves.flatMap(({ block, by }) => block.ids.map((id) => [id, by] as const)));
	return changeItems(board, [...ways.keys()], (item) => {
		const by = ways.get(item.id) ?? { x: 0, y: 0 };
		return movedTo(item, { x: item.x + by.x, y: item.y + by.y });
	});
}
