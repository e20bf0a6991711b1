import type { ImageId, ItemId, ReferenceId } from "../../contract/ids.ts";

/** Which references were made of a picture, or of an item of a board, while the app runs. */
const madeOf = new Map<ItemId | ImageId, Set<ReferenceId>>();

/**
 * Remembers that a picture, or an item of a board as it is cropped, went out as this reference: the
 * results find back to it.
 */
export function rememberReference(of: ItemId | ImageId, reference: ReferenceId): void {
	const made = madeOf.get(of) ?? new Set();
	madeOf.set(of, made.add(reference));
}

/** Whether this reference was made of the picture or item. */
export function wasMadeOf(reference: ReferenceId, of: ItemId | ImageId): boolean {
	return madeOf.get(of)?.has(reference) ?? false;
}
