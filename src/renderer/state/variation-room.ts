import { create } from "zustand";
import type { ImageId } from "../../contract/ids.ts";

/** How many references of a recipe had no room beside the picture its last variations began with. */
export const useVariationRoom = create<{
	readonly of: ImageId | undefined;
	readonly leftOut: number;
}>()(() => ({ of: undefined, leftOut: 0 }));

/** Remembers it for the form, which says it for as long as its draft goes on from that picture. */
export function noteRoom(of: ImageId, leftOut: number): void {
	useVariationRoom.setState({ of, leftOut });
}
