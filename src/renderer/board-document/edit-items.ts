import {
	type ArrowItem,
	type BoardDocument,
	type BoardItem,
	type BoardLink,
	MAX_ITEMS,
	type NoteItem,
} from "../../contract/board.ts";
import type { ItemId } from "../../contract/ids.ts";
import { changeItems, freeItems, mapItems, withValues } from "./change-items.ts";
import { boundsOfAll, middleOf, type Point, turnAbout } from "./geometry.ts";
import {
	boundFactor,
	boundFraction,
	boundLength,
	boundPlace,
	boundTurn,
	clamp,
} from "./item-bounds.ts";

/** Across: left becomes right. Down: top becomes bottom. */
export type Axis = "x" | "y";

/** The whole box of an item, `x` and `y` its middle. */
export type Placement = {
	readonly id: ItemId;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly rotation: number;
	/** How much letters of a note and the line of an arrow grow; absent: they stay. */
	readonly scale?: number;
};

/** Puts items on top, with links. Ids that are there already, and what is beyond the most a board holds, are left out. */
export function addItems(
	board: BoardDocument,
	added: readonly BoardItem[],
	links: readonly BoardLink[] = [],
): BoardDocument {
	const known = new Set(board.items.map(({ id }) => id));
	const fresh: BoardItem[] = [];
	for (const item of added.slice(0, MAX_ITEMS)) {
		if (known.has(item.id) || board.items.length + fresh.length >= MAX_ITEMS) continue;
		known.add(item.id);
		fresh.push(item);
	}
	const joined = links.filter(({ from, to }) => known.has(from) && known.has(to));
	if (fresh.length === 0 && joined.length === 0) return board;
	return {
		...board,
		items: [...board.items, ...fresh],
		links: joined.length === 0 ? board.links : [...board.links, ...joined].slice(0, MAX_ITEMS * 4),
	};
}

/** Takes items off the board, with their links; locked ones stay. */
export function removeItems(board: BoardDocument, ids: readonly ItemId[]): BoardDocument {
	const gone = new Set(freeItems(board, ids).map(({ id }) => id));
	if (gone.size === 0) return board;
	const links = board.links.filter(({ from, to }) => !gone.has(from) && !gone.has(to));
	return {
		...board,
		items: board.items.filter(({ id }) => !gone.has(id)),
		links: links.length === board.links.length ? board.links : links,
	};
}

/** Moves items by so many board units. */
export function moveItems(board: BoardDocument, ids: readonly ItemId[], by: Point): BoardDocument {
	return changeItems(board, ids, (item) => movedTo(item, { x: item.x + by.x, y: item.y + by.y }));
}

/** Gives each item the box named for it, such as a transformer leaves it. */
export function placeItems(board: BoardDocument, placements: readonly Placement[]): BoardDocument {
	const byId = new Map(placements.map((placement) => [placement.id, placement]));
	return changeItems(board, [...byId.keys()], (item) => {
		const placement = byId.get(item.id);
		if (placement === undefined) return item;
		const { scale = 1, x, y, width, height, rotation } = placement;
		const box = {
			x: boundPlace(x),
			y: boundPlace(y),
			width: boundLength(width),
			height: boundLength(height),
			rotation: boundTurn(rotation),
		};
		return withValues(withStrokes(item, scale), box);
	});
}

/** Makes items larger or smaller together, around a point that stays. */
export function scaleItems(
	board: BoardDocument,
	ids: readonly ItemId[],
	factor: number,
	about: Point,
): BoardDocument {
	const sides = freeItems(board, ids).flatMap(({ width, height }) => [width, height]);
	const by = boundFactor(factor, sides);
	return changeItems(board, ids, (item) =>
		withValues(withStrokes(item, by), {
			x: boundPlace(about.x + (item.x - about.x) * by),
			y: boundPlace(about.y + (item.y - about.y) * by),
			width: boundLength(item.width * by),
			height: boundLength(item.height * by),
		}),
	);
}

/** Turns items together around a point, degrees clockwise. */
export function turnItems(
	board: BoardDocument,
	ids: readonly ItemId[],
	degrees: number,
	about: Point,
): BoardDocument {
	if (boundTurn(degrees) === 0) return board;
	return changeItems(board, ids, (item) => {
		const place = turnAbout(item, degrees, about);
		return withValues(movedTo(item, place), { rotation: boundTurn(item.rotation + degrees) });
	});
}

/** Mirrors items within the box they fill together; the words of notes stay readable. */
export function flipItems(board: BoardDocument, ids: readonly ItemId[], axis: Axis): BoardDocument {
	const bounds = boundsOfAll(freeItems(board, ids));
	if (bounds === undefined) return board;
	const middle = middleOf(bounds);
	return changeItems(board, ids, (item) => {
		const place =
			axis === "x"
				? { x: 2 * middle.x - item.x, y: item.y }
				: { x: item.x, y: 2 * middle.y - item.y };
		const moved = withValues(movedTo(item, place), { rotation: boundTurn(-item.rotation) });
		switch (moved.kind) {
			case "picture":
				return axis === "x" ? { ...moved, flipX: !moved.flipX } : { ...moved, flipY: !moved.flipY };
			case "arrow": {
				const mirrored = (end: Point) => ({ ...end, [axis]: boundFraction(1 - end[axis]) });
				return { ...moved, from: mirrored(moved.from), to: mirrored(moved.to) };
			}
			case "note":
				return moved;
		}
	});
}

/** 0 invisible, 1 full. */
export function setOpacity(
	board: BoardDocument,
	ids: readonly ItemId[],
	opacity: number,
): BoardDocument {
	return changeItems(board, ids, (item) => withValues(item, { opacity: boundFraction(opacity) }));
}

/** Shows pictures in grey, or in their colours. */
export function setGrey(
	board: BoardDocument,
	ids: readonly ItemId[],
	grey: boolean,
): BoardDocument {
	return changeItems(board, ids, (item) =>
		item.kind === "picture" ? withValues(item, { grey }) : item,
	);
}

/** Locks items, or unlocks them. */
export function setLocked(
	board: BoardDocument,
	ids: readonly ItemId[],
	locked: boolean,
): BoardDocument {
	const wanted = new Set(ids);
	return mapItems(board, (item) => (wanted.has(item.id) ? withValues(item, { locked }) : item));
}

/** The colour of notes and arrows. */
export function setColour(
	board: BoardDocument,
	ids: readonly ItemId[],
	colour: NoteItem["colour"] & ArrowItem["colour"],
): BoardDocument {
	return changeItems(board, ids, (item) =>
		item.kind === "picture" ? item : withValues(item, { colour }),
	);
}

/** The same item with its middle elsewhere. */
export function movedTo<Item extends BoardItem>(item: Item, { x, y }: Point): Item {
	const place: Partial<BoardItem> = { x: boundPlace(x), y: boundPlace(y) };
	return withValues(item, place as Partial<Item>);
}

/** Letters and lines that grow with their item. */
function withStrokes(item: BoardItem, by: number): BoardItem {
	switch (item.kind) {
		case "picture":
			return item;
		case "note":
			return withValues(item, { fontSize: clamp(item.fontSize * by, 1, 10_000) });
		case "arrow":
			return withValues(item, { thickness: clamp(item.thickness * by, 0.1, 1_000) });
	}
}
