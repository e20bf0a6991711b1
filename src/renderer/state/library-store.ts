import { create } from "zustand";
import type { Failure } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { LibraryQuery } from "../../contract/library-query.ts";
import { emptyOutline, type Gallery } from "./library-growth.ts";
import { indexOfRecord, recordAt, withRecords } from "./library-order.ts";

type LibraryState = Gallery & {
	/** What was asked for. */
	readonly query: LibraryQuery;
	/** What is drawn; behind `query` while that is on its way. */
	readonly shownQuery: LibraryQuery;
	readonly status: "loading" | "ready" | "failed";
	/** Why the gallery, or the part that is looked at, is not there. */
	readonly failure: Failure | undefined;
	/** False while the outline speaks of the first page alone: the whole is on its way, or failed. */
	readonly isWhole: boolean;
};

const everything: LibraryQuery = { filter: { text: "" } };

/** A gallery that is about to be loaded. */
export function unreadLibrary(query: LibraryQuery = everything): LibraryState {
	return {
		query,
		shownQuery: query,
		status: "loading",
		failure: undefined,
		isWhole: false,
		outline: emptyOutline,
		pages: new Map(),
		shift: 0,
	};
}

/** The gallery as the window has it: the shape of all of it, and the records of what is looked at. */
export const useLibrary = create<LibraryState>()(() => unreadLibrary());

/** The record at a place of the gallery; undefined while it is on its way. */
export function pictureAt(
	{ pages }: Pick<LibraryState, "pages">,
	index: number,
): ImageRecord | undefined {
	return recordAt(pages, index);
}

/** Where a picture stands, as far as its page is there. */
export function placeOfPicture(
	{ pages }: Pick<LibraryState, "pages">,
	id: ImageId | undefined,
): number | undefined {
	return indexOfRecord(pages, id);
}

/** What the gallery knows of a picture, as far as its page is there. */
export function recordOf(id: ImageId): ImageRecord | undefined {
	const state = useLibrary.getState();
	return pictureAt(state, placeOfPicture(state, id) ?? -1);
}

/** Puts records in place of what is known of the same pictures, such as after they were marked. */
export function putRecords(records: readonly ImageRecord[]): void {
	useLibrary.setState(({ pages }) => ({ pages: withRecords(pages, records) }));
}
