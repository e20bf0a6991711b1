import type { BoardItem } from "../../contract/board.ts";
import { boundsOf, middleOf } from "./geometry.ts";

/**
 * Items as one reads them: rows from the top, each from the left. A row is everything whose middle
 * lies beside the uppermost item that is left.
 */
export function inReadingOrder<Item extends BoardItem>(items: readonly Item[]): Item[] {
	const boxes = items
		.map((item) => ({ item, bounds: boundsOf(item) }))
		.toSorted((a, b) => a.bounds.y - b.bounds.y || a.bounds.x - b.bounds.x);
	const rows: { readonly bottom: number; readonly row: typeof boxes }[] = [];
	for (const box of boxes) {
		const last = rows.at(-1);
		if (last !== undefined && middleOf(box.bounds).y < last.bottom) last.row.push(box);
		else rows.push({ bottom: box.bounds.y + box.bounds.height, row: [box] });
	}
	return rows.flatMap(({ row }) =>
		row.toSorted((a, b) => a.bounds.x - b.bounds.x).map(({ item }) => item),
	);
}
