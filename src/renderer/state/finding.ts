import type { CollectionId, ImageId } from "../../contract/ids.ts";
import type { LibraryFilter, LibraryOrder, LibraryQuery } from "../../contract/library-query.ts";
import { useApp } from "./app-store.ts";
import { searchLibrary, showQuery } from "./library-showing.ts";
import { useLibrary } from "./library-store.ts";
import { backToGallery, clearSelection } from "./selection-store.ts";

/** Narrows or widens what the gallery shows; `undefined` takes a part of the filter away. */
export function narrowGallery(
	patch: Partial<{ [K in keyof LibraryFilter]: LibraryFilter[K] | undefined }>,
): void {
	const { query } = useLibrary.getState();
	showQuery({ ...query, filter: withoutAbsent({ ...query.filter, ...patch }) });
}

/** Puts the gallery in another order; the newest first when absent. */
export function orderGallery(order: LibraryOrder | undefined): void {
	const { filter } = useLibrary.getState().query;
	showQuery(withStacks(filter, order));
}

/**
 * Shows exactly these, from anywhere in the window. Nothing
 * stays chosen that may no longer be in sight.
 */
export function showPictures(filter: Partial<LibraryFilter> = {}, order?: LibraryOrder): void {
	clearSelection();
	showBeside(filter, order);
}

/** The same, starting from a picture that is looked at and stays so. */
function showBeside(filter: Partial<LibraryFilter>, order?: LibraryOrder): void {
	// What was typed a moment ago must not come in behind this.
	searchLibrary("");
	showQuery(withStacks({ text: "", ...filter }, order));
	backToGallery();
}

/** Sets are stacked as the designer has it, except where the pictures of a set are what is looked for. */
function withStacks(filter: LibraryFilter, order: LibraryOrder | undefined): LibraryQuery {
	const { stacked } = useApp.getState().settings;
	const isSpread =
		order?.by === "similar" || order?.by === "duplicates" || filter.state !== undefined;
	return {
		filter,
		...(order !== undefined && order.by !== "newest" && { order }),
		...(stacked && !isSpread && { stacked }),
	};
}

/** Shows what a saved search finds. */
export function showSearch({ filter, order }: LibraryQuery): void {
	showPictures(filter, order);
}

export function showCollection(collection: CollectionId): void {
	showPictures({ collection });
}

/** Shows the pictures that look like this one, the likest first. */
export function showSimilar(image: ImageId): void {
	showBeside({}, { by: "similar", image });
}

/** Shows the pictures whose colours are nearest to this one. */
export function showNearColour(hex: string): void {
	showBeside({}, { by: "colour", hex });
}

/** Shows what was made from this picture. */
export function showChildren(childrenOf: ImageId): void {
	showBeside({ childrenOf });
}

function withoutAbsent(
	filter: { [K in keyof LibraryFilter]: LibraryFilter[K] | undefined },
): LibraryFilter {
	const given = Object.entries(filter).filter(([, value]) =>
		Array.isArray(value) ? value.length > 0 : value !== undefined,
	);
	return { text: "", ...Object.fromEntries(given) };
}
