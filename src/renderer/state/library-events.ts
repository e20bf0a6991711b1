import type { EventPayloads } from "../../contract/events.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { LibraryQuery } from "../../contract/library-query.ts";
import { hear } from "../bridge/client.ts";
import { useApp } from "./app-store.ts";
import { type Gallery, withAdded, withoutPictures } from "./library-growth.ts";
import { changeGallery, loadLibrary, renewLibrary } from "./library-load.ts";
import type { PictureRange } from "./library-order.ts";
import { isUnfiltered } from "./library-query-identity.ts";
import { resetLibrary } from "./library-showing.ts";
import { putRecords, useLibrary } from "./library-store.ts";

/** What changes together is asked for together. */
const PAUSE_MS = 250;

let pause: ReturnType<typeof setTimeout> | undefined;

/** Loads the gallery and keeps it up to date. Call it once at the start. @returns a function that ends it */
export function startLibrary(): () => void {
	const { stacked } = useApp.getState().settings;
	resetLibrary({ filter: { text: "" }, ...(stacked && { stacked }) });
	const ends = [
		hear("library.added", takeIn),
		hear("library.marked", takeMarks),
		hear("library.moved", move),
		hear("library.changed", renewSoon),
		hear("library.rebuilt", () => void renewLibrary()),
	];
	void loadLibrary();
	return () => {
		for (const end of ends) end();
		clearTimeout(pause);
		resetLibrary();
	};
}

function takeIn(added: readonly ImageRecord[]): void {
	if (added.length === 0) return;
	const { shownQuery, query } = useLibrary.getState();
	const comesOnTop = isPlain(shownQuery) && isPlain(query);
	if (comesOnTop && changeGallery((gallery) => withAdded(gallery, added))) return;
	renewSoon();
}

function takeMarks(records: readonly ImageRecord[]): void {
	putRecords(records);
	if (followsMarks(useLibrary.getState().shownQuery)) renewSoon();
}

/** What is taken away goes at once, where it is known; what comes back has a place that only main knows. */
function move({ gone, back }: EventPayloads["library.moved"]): void {
	const { shownQuery } = useLibrary.getState();
	const isTrash = shownQuery.filter.state === "trashed";
	const leaving = new Set(isTrash ? back.map(({ id }) => id) : gone);
	// A trashed picture leaves its stack, which then shows another one.
	const isOver = shownQuery.stacked !== true && shownQuery.filter.state !== "missing";
	const coming = isTrash ? gone.length : back.length;
	let removed = 0;
	const take = (gallery: Gallery, looking: PictureRange) => {
		for (const id of stacksIn(gallery)) leaving.delete(id);
		const left = withoutPictures(gallery, leaving, looking);
		removed = left.removed;
		return left.gallery;
	};
	const isDone = changeGallery(take);
	if (!isDone || !isOver || coming > 0 || removed < leaving.size) renewSoon();
}

function stacksIn({ pages }: Gallery): ImageId[] {
	const records = [...pages.values()].flatMap((page) => page.records);
	return records.flatMap((record) => (record?.stack === undefined ? [] : record.id));
}

function renewSoon(): void {
	clearTimeout(pause);
	pause = setTimeout(() => void renewLibrary(), PAUSE_MS);
}

/** True where a picture that was just saved is the first, whatever it is. */
function isPlain(query: LibraryQuery): boolean {
	const isNewest = query.order === undefined || query.order.by === "newest";
	return isNewest && query.stacked !== true && isUnfiltered(query);
}

/** True where a mark decides whether a picture is there, or where. */
function followsMarks({ filter, order, stacked }: LibraryQuery): boolean {
	const { text, picks, minStars, tags, collection } = filter;
	const narrows = [picks, minStars, tags, collection].some((one) => one !== undefined);
	return stacked === true || text !== "" || narrows || order?.by === "stars";
}
