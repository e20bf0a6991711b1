import type { BoardChange } from "../../contract/board.ts";

/** One change that does what two do one after the other. */
export function joinChanges(first: BoardChange, second: BoardChange): BoardChange {
	const gone = new Set(second.remove);
	const put = new Map((first.put ?? []).map((item) => [item.id, item]));
	for (const id of gone) put.delete(id);
	for (const item of second.put ?? []) put.set(item.id, item);
	const remove = [...new Set([...(first.remove ?? []), ...gone])];
	// What the second takes away may come back on top: the first one's order must not hold its place.
	const order = second.order ?? first.order?.filter((id) => !gone.has(id));
	return {
		...first,
		...second,
		...(remove.length > 0 && { remove }),
		...(put.size > 0 || first.put !== undefined ? { put: [...put.values()] } : {}),
		...(order !== undefined && { order }),
	};
}
