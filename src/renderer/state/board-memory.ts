import type { ImageId, ItemId, ReferenceId } from "../../contract/ids.ts";

/** Which references were made of a picture, or of an item of a board, while the app runs. */
const madeOf = new Map<ItemId | ImageId, Set<ReferenceId>>();

/** What references were edited from, while the app runs. */
const editedFrom = new Map<ReferenceId, ReferenceId>();

/**
 * Remembers that a picture, or an item of a board as it is cropped, went out as this reference: the
 * results find back to it.
 */
export function rememberReference(of: ItemId | ImageId, reference: ReferenceId): void {
	const made = madeOf.get(of) ?? new Set();
	madeOf.set(of, made.add(reference));
}

/** Remembers that a reference was edited into another, so that what comes of that finds back as well. */
export function rememberEdit(from: ReferenceId, edited: ReferenceId): void {
	// An edit that undoes another makes the same bytes, and so a reference whose origin is known.
	if (from !== edited && !editedFrom.has(edited)) editedFrom.set(edited, from);
}

/** A reference, then what it was edited from, back to the first. */
export function originsOf(reference: ReferenceId): readonly ReferenceId[] {
	const origins = [reference];
	for (let from = editedFrom.get(reference); from !== undefined; from = editedFrom.get(from)) {
		// The first of all may have come of an edit, too.
		if (origins.includes(from)) break;
		origins.push(from);
	}
	return origins;
}

/** Whether this reference was made of the picture or item. */
export function wasMadeOf(reference: ReferenceId, of: ItemId | ImageId): boolean {
	return madeOf.get(of)?.has(reference) ?? false;
}
