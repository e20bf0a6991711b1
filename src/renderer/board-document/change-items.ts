import type { BoardDocument, BoardItem } from "../../contract/board.ts";
import type { ItemId } from "../../contract/ids.ts";

/** The items of these ids that may be changed, from the lowest to the uppermost. */
export function freeItems(board: BoardDocument, ids: readonly ItemId[]): BoardItem[] {
	return itemsNamed(board, ids).filter(({ locked }) => !locked);
}

/** The items of these ids, locked ones too, from the lowest to the uppermost. */
export function itemsNamed(board: BoardDocument, ids: readonly ItemId[]): BoardItem[] {
	const wanted = new Set(ids);
	return board.items.filter(({ id }) => wanted.has(id));
}

/** Changes the items of these ids that are not locked; a board on which nothing changes stays the same one. */
export function changeItems(
	board: BoardDocument,
	ids: readonly ItemId[],
	change: (item: BoardItem) => BoardItem,
): BoardDocument {
	const wanted = new Set(ids);
	return mapItems(board, (item) => (wanted.has(item.id) && !item.locked ? change(item) : item));
}

/** Changes any items, locked ones too; a board on which nothing changes stays the same one. */
export function mapItems(
	board: BoardDocument,
	change: (item: BoardItem) => BoardItem,
): BoardDocument {
	const items = board.items.map(change);
	return items.every((item, at) => item === board.items[at]) ? board : { ...board, items };
}

/** The item with other values; the same one when it has them already. */
export function withValues<Item extends BoardItem>(item: Item, values: Partial<Item>): Item {
	const isSame = Object.entries(values).every(([key, value]) =>
		Object.is(item[key as keyof Item], value),
	);
	return isSame ? item : { ...item, ...values };
}
