/** On which side of the tile under the pointer a dragged tile would land. */
export type Side = "before" | "after";

/** The place, from 0, that the tile at `from` takes when it is dropped beside the tile at `over`. */
export function dropPlace(from: number, over: number, side: Side): number {
	const slot = side === "after" ? over + 1 : over;
	return slot > from ? slot - 1 : slot;
}

/** Which half of a tile the pointer is on. */
export function sideOf(clientX: number, tile: Pick<DOMRect, "left" | "width">): Side {
	return clientX < tile.left + tile.width / 2 ? "before" : "after";
}
