import type { BoardDocument } from "../../contract/board.ts";
import type { ItemId } from "../../contract/ids.ts";
import { changeItems, freeItems, withValues } from "./change-items.ts";

/** Makes one group of two or more items; they leave the groups they were in. `name`: a fresh UUID. */
export function groupItems(
	board: BoardDocument,
	ids: readonly ItemId[],
	name: string,
): BoardDocument {
	if (freeItems(board, ids).length < 2) return board;
	return changeItems(board, ids, (item) => withValues(item, { group: name }));
}

/** Dissolves every group that one of these items is in. */
export function ungroupItems(board: BoardDocument, ids: readonly ItemId[]): BoardDocument {
	return changeItems(board, withGroups(board, ids), (item) => {
		if (item.group === undefined) return item;
		const { group: _, ...alone } = item;
		return alone;
	});
}

/** These items and everything grouped with them, from the lowest to the uppermost. */
export function withGroups(board: BoardDocument, ids: readonly ItemId[]): ItemId[] {
	const wanted = new Set(ids);
	const groups = new Set(
		board.items.flatMap(({ id, group }) => (wanted.has(id) && group !== undefined ? group : [])),
	);
	return board.items.flatMap(({ id, group }) =>
		wanted.has(id) || (group !== undefined && groups.has(group)) ? id : [],
	);
}
