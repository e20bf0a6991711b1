import type { BoardDocument, BoardItem, BoardLink } from "../../contract/board.ts";
import type { ItemId } from "../../contract/ids.ts";
import { itemsNamed } from "./change-items.ts";
import { addItems, movedTo } from "./edit-items.ts";
import { boundsOfAll, middleOf, type Point } from "./geometry.ts";

/** Items on their way to another place or board. */
export type CopiedItems = {
	/** The last on top. */
	readonly items: readonly BoardItem[];
	/** Those between two of the items. */
	readonly links: readonly BoardLink[];
};

/** A board with something new on it. */
export type Added = {
	readonly board: BoardDocument;
	/** What is new, from the lowest to the uppermost. */
	readonly ids: readonly ItemId[];
};

/**
 * Puts copies on top, so many board units away; what was locked has a free copy. Groups become
 * groups of their own.
 */
export function duplicateItems(
	board: BoardDocument,
	ids: readonly ItemId[],
	by: Point,
	newId: () => ItemId,
): Added {
	return addCopies(board, copyOf(board, ids), by, newId);
}

/** What `pasteItems` puts on this board or another. */
export function copyOf(board: BoardDocument, ids: readonly ItemId[]): CopiedItems {
	const wanted = new Set(ids);
	return {
		items: itemsNamed(board, ids),
		links: board.links.filter(({ from, to }) => wanted.has(from) && wanted.has(to)),
	};
}

/** Puts copies on top, all of them together around a point. */
export function pasteItems(
	board: BoardDocument,
	copied: CopiedItems,
	at: Point,
	newId: () => ItemId,
): Added {
	const bounds = boundsOfAll(copied.items);
	if (bounds === undefined) return { board, ids: [] };
	const middle = middleOf(bounds);
	return addCopies(board, copied, { x: at.x - middle.x, y: at.y - middle.y }, newId);
}

function addCopies(
	board: BoardDocument,
	{ items, links }: CopiedItems,
	by: Point,
	newId: () => ItemId,
): Added {
	const names = new Map(items.map(({ id }) => [id, newId()]));
	const groups = new Map<string, string>();
	const renamed = (group: string) => {
		const name = groups.get(group) ?? newId();
		groups.set(group, name);
		return name;
	};
	const copies = items.map((item): BoardItem => {
		const moved = movedTo(item, { x: item.x + by.x, y: item.y + by.y });
		const group = item.group === undefined ? {} : { group: renamed(item.group) };
		return { ...moved, ...group, id: names.get(item.id) ?? newId(), locked: false };
	});
	const joined = links.flatMap((link): BoardLink[] => {
		const [from, to] = [names.get(link.from), names.get(link.to)];
		return from === undefined || to === undefined ? [] : [{ from, to }];
	});
	return withAdded(board, copies, joined);
}

/** The board with these on top, and which of them it had room for. */
export function withAdded(
	board: BoardDocument,
	items: readonly BoardItem[],
	links: readonly BoardLink[] = [],
): Added {
	const next = addItems(board, items, links);
	return { board: next, ids: next.items.slice(board.items.length).map(({ id }) => id) };
}
