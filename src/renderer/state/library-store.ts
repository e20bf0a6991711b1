import { create } from "zustand";
import type { Failure } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord, LibraryOutline } from "../../contract/library.ts";
import { ask, failureOf, hear } from "../bridge/client.ts";
import {
	fitsOutline,
	indexOfRecord,
	type LibraryPages,
	missingPages,
	pageQuery,
	recordAt,
	withAdded,
	withPage,
	withRecords,
} from "./library-order.ts";

type LibraryState = {
	/** What was typed into the search field. */
	readonly text: string;
	/** What the outline was asked with; behind `text` while a search is on its way. */
	readonly shownText: string;
	readonly status: "loading" | "ready" | "failed";
	/** Why the gallery, or the part that is looked at, is not there. */
	readonly failure: Failure | undefined;
	readonly outline: LibraryOutline;
	readonly pages: LibraryPages;
};

type PictureRange = { readonly first: number; readonly end: number };

const TYPING_PAUSE_MS = 120;
/** Pictures that are saved together are taken into a search result together. */
const GROWING_PAUSE_MS = 250;
const MAX_IN_FLIGHT = 2;

const nothingYet: LibraryState = {
	text: "",
	shownText: "",
	status: "loading",
	failure: undefined,
	outline: { ratios: [], days: [] },
	pages: new Map(),
};

/** The gallery as the window has it: the shape of all of it, and the records of what is looked at. */
export const useLibrary = create<LibraryState>()(() => nothingYet);

/** Requests on their way, outside the store because nothing draws them. */
let latestLoad = 0;
let finishedLoad = 0;
/** Times in a row that a page was not of the gallery its outline speaks of. */
let doubts = 0;
/** Changes whenever the order of the gallery may have: an answer from before is dropped. */
let edition = 0;
let looking: PictureRange = { first: 0, end: 0 };
let inFlight = new Set<number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Loads the gallery and keeps it up to date. Call it once at the start. @returns a function that ends it */
export function startLibrary(): () => void {
	const ends = [
		hear("library.added", takeIn),
		hear("library.marked", putRecords),
		hear("library.rebuilt", () => void loadLibrary()),
	];
	void loadLibrary();
	return () => {
		for (const end of ends) end();
		clearTimeout(timer);
		latestLoad += 1;
		forgetRequests();
		looking = { first: 0, end: 0 };
		useLibrary.setState(nothingYet);
	};
}

/** Narrows the gallery to a text, a moment after the last key; empty shows everything at once. */
export function searchLibrary(text: string): void {
	useLibrary.setState({ text });
	clearTimeout(timer);
	timer = setTimeout(() => void loadLibrary(), text === "" ? 0 : TYPING_PAUSE_MS);
}

/** Asks for the whole gallery anew; for "Try again" too. `grown`: only new pictures have come in at the top. */
export async function loadLibrary(grown = false): Promise<void> {
	latestLoad += 1;
	const mine = latestLoad;
	const { text, status } = useLibrary.getState();
	if (status === "failed") useLibrary.setState({ status: "loading", failure: undefined });
	try {
		const outline = await ask("library.outline", { text });
		if (mine !== latestLoad) return;
		finishedLoad = mine;
		forgetRequests();
		const { pages, shownText } = useLibrary.getState();
		const keeps = grown && shownText === text;
		useLibrary.setState({
			status: "ready",
			failure: undefined,
			shownText: text,
			outline,
			pages: keeps ? allStale(pages) : new Map(),
		});
		fetchMissing();
	} catch (thrown) {
		if (mine !== latestLoad) return;
		finishedLoad = mine;
		useLibrary.setState({ status: "failed", failure: failureOf(thrown) });
	}
}

/** Says which pictures are looked at, from `first` to one before `end`: their records are fetched, others are not. */
export function lookAt(range: PictureRange): void {
	looking = range;
	fetchMissing();
}

/** Asks again for records that could not be had. */
export function retryPages(): void {
	useLibrary.setState({ failure: undefined });
	fetchMissing();
}

/** The record at a place of the gallery, newest first; undefined while it is on its way. */
export function pictureAt(
	{ pages, outline }: Pick<LibraryState, "pages" | "outline">,
	index: number,
): ImageRecord | undefined {
	return recordAt(pages, outline.ratios.length, index);
}

/** Where a picture stands, newest first, as far as its page is there. */
export function placeOfPicture(
	{ pages, outline }: Pick<LibraryState, "pages" | "outline">,
	id: ImageId | undefined,
): number | undefined {
	return indexOfRecord(pages, outline.ratios.length, id);
}

/** What the gallery knows of a picture, as far as its page is there. */
export function recordOf(id: ImageId): ImageRecord | undefined {
	const state = useLibrary.getState();
	return pictureAt(state, placeOfPicture(state, id) ?? -1);
}

/**
 * The records from `first` to one before `end`, wherever they are; for choosing many at once.
 * @throws AskError
 */
export async function recordsBetween(range: PictureRange): Promise<readonly ImageRecord[]> {
	const { shownText, outline } = useLibrary.getState();
	const total = outline.ratios.length;
	const found: ImageRecord[] = [];
	for (let offset = range.first; offset < range.end; offset += 200) {
		const known = recordsHere(offset, Math.min(offset + 200, range.end), total);
		const limit = Math.min(200, range.end - offset);
		found.push(...(known ?? (await ask("library.page", { text: shownText, offset, limit }))));
	}
	return found;
}

/**
 * Where a picture stands that may be in no page yet, such as one opened from the queue: looked for
 * by its time, and its page fetched.
 * @returns undefined when it is not in the gallery as it is narrowed now
 */
export async function locatePicture(picture: ImageRecord): Promise<number | undefined> {
	const { outline, shownText, pages } = useLibrary.getState();
	const here = placeOfPicture({ outline, pages }, picture.id);
	if (here !== undefined) return here;
	const started = edition;
	let low = 0;
	let high = outline.ratios.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const [record] = await ask("library.page", { text: shownText, offset: middle, limit: 1 });
		if (record === undefined || started !== edition) return undefined;
		if (record.savedAt > picture.savedAt) low = middle + 1;
		else high = middle;
	}
	const near = await ask("library.page", { text: shownText, offset: low, limit: 50 });
	const at = near.findIndex((record) => record.id === picture.id);
	return at < 0 || started !== edition ? undefined : low + at;
}

/** Puts records in place of what is known of the same pictures, such as after they were marked. */
export function putRecords(records: readonly ImageRecord[]): void {
	useLibrary.setState(({ pages }) => ({ pages: withRecords(pages, records) }));
}

function takeIn(added: readonly ImageRecord[]): void {
	const { outline, pages, text, shownText, status } = useLibrary.getState();
	const isSettled = status === "ready" && finishedLoad === latestLoad;
	const isWhole = text === "" && shownText === "";
	const grown = isSettled && isWhole ? withAdded({ outline, pages }, added) : undefined;
	if (grown !== undefined) {
		forgetRequests();
		// Pictures came in above: what is looked at is that much further down.
		const shift = looking.first === 0 ? 0 : added.length;
		looking = { first: looking.first + shift, end: looking.end + shift };
		useLibrary.setState(grown);
		fetchMissing();
		return;
	}
	clearTimeout(timer);
	timer = setTimeout(() => void loadLibrary(true), GROWING_PAUSE_MS);
}

function fetchMissing(): void {
	const { pages, outline, failure, status } = useLibrary.getState();
	if (status !== "ready" || failure !== undefined) return;
	for (const page of missingPages(pages, outline.ratios.length, looking)) {
		if (inFlight.size >= MAX_IN_FLIGHT) return;
		if (!inFlight.has(page)) void fetchPage(page);
	}
}

async function fetchPage(page: number): Promise<void> {
	const started = edition;
	const mine = inFlight;
	mine.add(page);
	const { shownText, outline } = useLibrary.getState();
	const query = pageQuery(outline.ratios.length, page);
	try {
		const answer = await ask("library.page", { text: shownText, ...query });
		mine.delete(page);
		if (started !== edition) return;
		const fits = answer.length === query.limit && fitsOutline(outline.ratios, query.offset, answer);
		doubts = fits ? 0 : doubts + 1;
		if (doubts === 1) {
			await loadLibrary();
			return;
		}
		useLibrary.setState(({ pages }) => ({ pages: withPage(pages, page, answer) }));
	} catch (thrown) {
		mine.delete(page);
		if (started === edition) useLibrary.setState({ failure: failureOf(thrown) });
	}
	fetchMissing();
}

function forgetRequests(): void {
	edition += 1;
	inFlight = new Set();
}

function allStale(pages: LibraryPages): LibraryPages {
	return new Map([...pages].map(([number, page]) => [number, { ...page, isStale: true }]));
}

function recordsHere(
	first: number,
	end: number,
	total: number,
): readonly ImageRecord[] | undefined {
	const { pages } = useLibrary.getState();
	const records: ImageRecord[] = [];
	for (let index = first; index < end; index++) {
		const record = recordAt(pages, total, index);
		if (record === undefined) return undefined;
		records.push(record);
	}
	return records;
}
