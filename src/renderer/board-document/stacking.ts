import type { BoardDocument, BoardItem } from "../../contract/board.ts";
import type { ItemId } from "../../contract/ids.ts";

/** Above everything else, in the order they have among themselves; locked items too, as in all of this file. */
export function toFront(board: BoardDocument, ids: readonly ItemId[]): BoardDocument {
	const { chosen, others } = parted(board, ids);
	return inOrder(board, [...others, ...chosen]);
}

/** Below everything else. */
export function toBack(board: BoardDocument, ids: readonly ItemId[]): BoardDocument {
	const { chosen, others } = parted(board, ids);
	return inOrder(board, [...chosen, ...others]);
}

/** Each over the next item above it that is not chosen. */
export function forward(board: BoardDocument, ids: readonly ItemId[]): BoardDocument {
	return inOrder(board, stepped(board.items.toReversed(), new Set(ids)).toReversed());
}

/** Each under the next item below it that is not chosen. */
export function backward(board: BoardDocument, ids: readonly ItemId[]): BoardDocument {
	return inOrder(board, stepped(board.items, new Set(ids)));
}

function parted(board: BoardDocument, ids: readonly ItemId[]) {
	const wanted = new Set(ids);
	return {
		chosen: board.items.filter(({ id }) => wanted.has(id)),
		others: board.items.filter(({ id }) => !wanted.has(id)),
	};
}

/** Every chosen item trades places with the one before it that is not. */
function stepped(items: readonly BoardItem[], wanted: ReadonlySet<ItemId>): BoardItem[] {
	const next: BoardItem[] = [];
	for (const item of items) {
		const before = next.at(-1);
		const lets = before !== undefined && wanted.has(item.id) && !wanted.has(before.id);
		if (lets) next.splice(-1, 1, item, before);
		else next.push(item);
	}
	return next;
}

function inOrder(board: BoardDocument, items: BoardItem[]): BoardDocument {
	return items.every((item, at) => item === board.items[at]) ? board : { ...board, items };
}
