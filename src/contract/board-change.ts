import type { BoardChange, BoardDocument, BoardItem } from "./board.ts";
import type { ItemId } from "./ids.ts";

/**
 * The board after a change. Ids that are not there are passed over, so that a change can be applied
 * twice; `changedAt` is the caller's to set.
 */
export function applyChange(board: BoardDocument, change: BoardChange): BoardDocument {
	const { title = board.title, links = board.links, view = board.view } = change;
	return {
		...board,
		title,
		links,
		...(view !== undefined && { view }),
		items: itemsAfter(board.items, change),
	};
}

function itemsAfter(
	before: readonly BoardItem[],
	{ remove = [], put = [], order }: BoardChange,
): BoardItem[] {
	if (remove.length === 0 && put.length === 0 && order === undefined) return [...before];
	const items = new Map(before.map((item) => [item.id, item]));
	for (const id of remove) items.delete(id);
	for (const item of put) items.set(item.id, item);
	if (order === undefined) return [...items.values()];
	const ordered = new Map<ItemId, BoardItem>();
	for (const id of order) {
		const item = items.get(id);
		if (item !== undefined) ordered.set(id, item);
	}
	// An order that forgets an item must not lose it.
	for (const [id, item] of items) if (!ordered.has(id)) ordered.set(id, item);
	return [...ordered.values()];
}

/**
 * What leads from `before` to `after`; undefined when nothing does. Items are compared by identity:
 * the functions over boards keep what they do not touch.
 */
export function changeBetween(
	before: BoardDocument,
	after: BoardDocument,
): BoardChange | undefined {
	const old = new Map(before.items.map((item) => [item.id, item]));
	const kept = new Set(after.items.map(({ id }) => id));
	const remove = before.items.flatMap(({ id }) => (kept.has(id) ? [] : id));
	const put = after.items.filter((item) => old.get(item.id) !== item);
	const plain = itemsAfter(before.items, { remove, put });
	const inOrder = plain.every((item, at) => item.id === after.items[at]?.id);
	const change: BoardChange = {
		...(before.title !== after.title && { title: after.title }),
		...(before.links !== after.links && { links: after.links }),
		...(before.view !== after.view && after.view !== undefined && { view: after.view }),
		...(remove.length > 0 && { remove }),
		...(put.length > 0 && { put }),
		...(!inOrder && { order: after.items.map(({ id }) => id) }),
	};
	return Object.keys(change).length === 0 ? undefined : change;
}
