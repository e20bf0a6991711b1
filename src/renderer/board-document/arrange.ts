import type { BoardDocument, BoardItem, PictureItem } from "../../contract/board.ts";
import type { ItemId } from "../../contract/ids.ts";
import { changeItems, freeItems, withValues } from "./change-items.ts";
import { colourPlace } from "./colour-place.ts";
import { boundsOf, boundsOfAll, middleOf, type Rect } from "./geometry.ts";
import { boundLength, boundPlace } from "./item-bounds.ts";
import { inReadingOrder } from "./reading-order.ts";
import { justifiedRows, plainRows, rowShare } from "./rows.ts";

export type Arrangement = "grid" | "size" | "colour" | "name";

/** Width divided by height that a tidied selection aims at: that of a window. */
const SHAPE = 1.6;
/** Of the height of a row. */
const GAP = 0.06;

const naturally = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/**
 * Tidies items into rows around the middle they had: pictures upright and equally high in a row,
 * taking up about as much room as before; notes and arrows as large as they are, below them.
 * `grid` keeps the order in which one reads them; `size` goes from the largest, as drawn; `colour`
 * by hue, then lightness, greys and those not known yet at the end.
 */
export function arrangeItems(
	board: BoardDocument,
	ids: readonly ItemId[],
	by: Arrangement,
): BoardDocument {
	const items = inReadingOrder(freeItems(board, ids));
	const bounds = boundsOfAll(items);
	if (bounds === undefined || items.length < 2) return board;
	const places = layOut(
		sorted(
			items.filter((item) => item.kind === "picture"),
			by,
		),
		items.filter((item) => item.kind !== "picture"),
	);
	const width = Math.max(...places.map(({ box }) => box.x + box.width));
	const height = Math.max(...places.map(({ box }) => box.y + box.height));
	const middle = middleOf(bounds);
	const byId = new Map(places.map(({ item, box }) => [item.id, box]));
	return changeItems(board, ids, (item) => {
		const box = byId.get(item.id);
		if (box === undefined) return item;
		const inMiddle = middleOf(box);
		const place = {
			x: boundPlace(middle.x - width / 2 + inMiddle.x),
			y: boundPlace(middle.y - height / 2 + inMiddle.y),
		};
		if (item.kind !== "picture") return withValues(item, uprightAt(item, place));
		return withValues(item, { ...place, rotation: 0, width: box.width, height: box.height });
	});
}

type Placed = { readonly item: BoardItem; readonly box: Rect };

function layOut(pictures: readonly PictureItem[], others: readonly BoardItem[]): Placed[] {
	const area = pictures.reduce((sum, { width, height }) => sum + width * height, 0);
	const ratios = pictures.map(({ width, height }) => width / height);
	const shares = ratios.reduce((sum, ratio) => sum + rowShare(ratio, SHAPE), 0);
	const rowHeight = Math.sqrt(area / (shares || 1));
	const gap = Math.max(rowHeight * GAP, 4);
	const rows = justifiedRows(ratios, { rowHeight, gap, shape: SHAPE });
	const boxes = others.map((item) => (item.kind === "note" ? item : boundsOf(item)));
	const widest = Math.max(
		rows.width,
		Math.sqrt(boxes.reduce((sum, b) => sum + b.width * b.height, 0) * SHAPE),
	);
	const below = plainRows(boxes, widest, gap);
	const top = pictures.length === 0 ? 0 : rows.height + gap;
	return [...paired(pictures, rows.places, 0), ...paired(others, below.places, top)];
}

function paired(items: readonly BoardItem[], places: readonly Rect[], top: number): Placed[] {
	return items.flatMap((item, at) => {
		const place = places[at];
		if (place === undefined) return [];
		const size = { width: boundLength(place.width), height: boundLength(place.height) };
		return [{ item, box: { ...size, x: place.x, y: place.y + top } }];
	});
}

/** An arrow keeps the way it points. */
function uprightAt(item: BoardItem, place: { readonly x: number; readonly y: number }) {
	return item.kind === "note" ? { ...place, rotation: 0 } : place;
}

function sorted(items: readonly PictureItem[], by: Arrangement): readonly PictureItem[] {
	switch (by) {
		case "grid":
			return items;
		case "size":
			return items.toSorted((a, b) => b.width * b.height - a.width * a.height);
		case "name":
			return items.toSorted((a, b) => naturally.compare(a.name, b.name));
		case "colour": {
			const places = new Map(items.map((item) => [item, colourPlace(item.tint)]));
			return items.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
		}
	}
}
