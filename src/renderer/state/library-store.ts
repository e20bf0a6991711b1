import { create } from "zustand";
import type { Failure } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { LibraryOutline, LibraryQuery } from "../../contract/library-query.ts";
import { ask, failureOf } from "../bridge/client.ts";
import { pagesFor } from "./library-asks.ts";
import { anchorIn, emptyOutline, type Gallery, galleryOfFirstPage } from "./library-growth.ts";
import {
	fitsOutline,
	indexOfRecord,
	type LibraryPages,
	missingPages,
	PAGE_LENGTH,
	type PictureRange,
	pageQuery,
	recordAt,
	withPage,
	withRecords,
} from "./library-order.ts";
import { sameQuery } from "./library-query-identity.ts";

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

const TYPING_PAUSE_MS = 120;
const MAX_IN_FLIGHT = 2;
const everything: LibraryQuery = { filter: { text: "" } };

const nothingYet: LibraryState = {
	query: everything,
	shownQuery: everything,
	status: "loading",
	failure: undefined,
	isWhole: false,
	outline: emptyOutline,
	pages: new Map(),
	shift: 0,
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
let typing: ReturnType<typeof setTimeout> | undefined;

/** Empties the store for a gallery that is about to be loaded, or no longer wanted. */
export function resetLibrary(query: LibraryQuery = everything): void {
	clearTimeout(typing);
	latestLoad += 1;
	forgetRequests();
	looking = { first: 0, end: 0 };
	useLibrary.setState({ ...nothingYet, query, shownQuery: query });
}

/** Shows another gallery, or the same one narrowed or ordered otherwise, from its top. */
export function showQuery(query: LibraryQuery): void {
	const { query: asked, status } = useLibrary.getState();
	if (query.filter.text !== asked.filter.text) clearTimeout(typing);
	if (sameQuery(query, asked) && status !== "failed") return;
	useLibrary.setState({ query });
	void loadLibrary();
}

/** Narrows the gallery to a text, a moment after the last key; empty shows the rest at once. */
export function searchLibrary(text: string): void {
	clearTimeout(typing);
	const narrow = () => {
		const { query } = useLibrary.getState();
		showQuery({ ...query, filter: { ...query.filter, text } });
	};
	if (text === "") narrow();
	else typing = setTimeout(narrow, TYPING_PAUSE_MS);
}

/**
 * Asks for the gallery anew, for "Try again" too: its first page and its whole shape at once, so
 * that a library of any size is seen at the pace of a page.
 */
export async function loadLibrary(): Promise<void> {
	const mine = beginLoad();
	const { query, status } = useLibrary.getState();
	if (status === "failed") useLibrary.setState({ status: "loading", failure: undefined });
	const page = ask("library.page", { query, offset: 0, limit: PAGE_LENGTH });
	const outline = ask("library.outline", query);
	let first: readonly ImageRecord[] | undefined;
	const firstPage = page.then(
		(records) => {
			first = records;
			if (mine === latestLoad && mine !== finishedLoad) showFirstPage(query, records);
		},
		() => {},
	);
	try {
		const whole = await outline;
		if (mine !== latestLoad) return;
		showWhole(query, whole, first);
	} catch (thrown) {
		await firstPage;
		if (mine !== latestLoad) return;
		finishedLoad = mine;
		const failure = failureOf(thrown);
		useLibrary.setState(first === undefined ? { status: "failed", failure } : { failure });
	}
}

function showFirstPage(query: LibraryQuery, records: readonly ImageRecord[]): void {
	const { shownQuery, isWhole, status } = useLibrary.getState();
	// The same gallery asked for again: what is drawn is better than its beginning.
	if (status === "ready" && isWhole && sameQuery(query, shownQuery)) return;
	forgetRequests();
	looking = { first: 0, end: 0 };
	useLibrary.setState({
		...galleryOfFirstPage(records, query),
		...{ status: "ready", failure: undefined, shownQuery: query, isWhole: false },
	});
}

function showWhole(
	query: LibraryQuery,
	outline: LibraryOutline,
	first: readonly ImageRecord[] | undefined,
): void {
	finishedLoad = latestLoad;
	forgetRequests();
	const { shownQuery } = useLibrary.getState();
	const isOther = !sameQuery(query, shownQuery);
	if (isOther) looking = { first: 0, end: 0 };
	const isWholePage = first?.length === Math.min(PAGE_LENGTH, outline.ratios.length);
	const fits = first !== undefined && isWholePage && fitsOutline(outline.ratios, 0, first);
	const pages: LibraryPages = fits ? new Map([[0, { records: first, isStale: false }]]) : new Map();
	useLibrary.setState(({ shift }) => ({
		...{ status: "ready", failure: undefined, shownQuery: query, isWhole: true },
		...{ outline, pages, shift: isOther ? 0 : shift },
	}));
	fetchMissing();
}

/**
 * Asks for the same gallery anew and puts it in place of what is drawn once all that is looked at is
 * there, so that nothing blinks and nothing moves from under the eye.
 */
export async function renewLibrary(): Promise<void> {
	const { query, shownQuery, status, isWhole, pages } = useLibrary.getState();
	if (status !== "ready" || !isWhole || !sameQuery(query, shownQuery)) return loadLibrary();
	const mine = beginLoad();
	const anchor = looking.first === 0 ? undefined : anchorIn(pages, looking);
	try {
		const [outline, rank] = await Promise.all([
			ask("library.outline", query),
			anchor === undefined ? null : ask("library.rank", { query, id: anchor.id }),
		]);
		const by = anchor === undefined || rank === null ? 0 : rank - anchor.index;
		const range = { first: looking.first + by, end: looking.end + by };
		const fresh = mine === latestLoad ? await pagesFor(query, outline, range) : new Map();
		if (mine !== latestLoad) return;
		finishedLoad = mine;
		forgetRequests();
		looking = { first: looking.first + by, end: looking.end + by };
		useLibrary.setState(({ shift }) => ({
			...{ outline, pages: fresh, shift: shift + by, failure: undefined },
		}));
		fetchMissing();
	} catch (thrown) {
		if (mine !== latestLoad) return;
		finishedLoad = mine;
		useLibrary.setState({ failure: failureOf(thrown) });
	}
}

/** Says which pictures are looked at, from `first` to one before `end`: their records are fetched, others are not. */
export function lookAt(range: PictureRange): void {
	looking = range;
	fetchMissing();
}

/** Asks again for what could not be had. */
export function retryPages(): void {
	const { isWhole } = useLibrary.getState();
	useLibrary.setState({ failure: undefined });
	if (isWhole) fetchMissing();
	else void loadLibrary();
}

/**
 * Changes the gallery in place.
 * @param change gives the gallery that is to be drawn; undefined: it does not know
 * @returns false when nothing was changed, because an answer of main is on its way or `change` does not know
 */
export function changeGallery(
	change: (gallery: Gallery, looking: PictureRange) => Gallery | undefined,
): boolean {
	const { status, isWhole, outline, pages, shift } = useLibrary.getState();
	if (status !== "ready" || !isWhole || finishedLoad !== latestLoad) return false;
	const changed = change({ outline, pages, shift }, looking);
	if (changed === undefined) return false;
	forgetRequests();
	const by = looking.first === 0 ? 0 : changed.shift - shift;
	looking = { first: looking.first + by, end: looking.end + by };
	useLibrary.setState(changed);
	fetchMissing();
	return true;
}

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

/**
 * Where a picture stands that may be in no page yet, such as one opened from the queue.
 * @returns undefined when it is not in the gallery as it is narrowed now
 */
export async function locatePicture({ id }: Pick<ImageRecord, "id">): Promise<number | undefined> {
	const here = placeOfPicture(useLibrary.getState(), id);
	if (here !== undefined) return here;
	const started = edition;
	const { shownQuery } = useLibrary.getState();
	const rank = await ask("library.rank", { query: shownQuery, id });
	return started === edition ? (rank ?? undefined) : undefined;
}

/** Puts records in place of what is known of the same pictures, such as after they were marked. */
export function putRecords(records: readonly ImageRecord[]): void {
	useLibrary.setState(({ pages }) => ({ pages: withRecords(pages, records) }));
}

function fetchMissing(): void {
	const { pages, outline, failure, status, isWhole } = useLibrary.getState();
	if (status !== "ready" || !isWhole || failure !== undefined) return;
	for (const page of missingPages(pages, outline.ratios.length, looking)) {
		if (inFlight.size >= MAX_IN_FLIGHT) return;
		if (!inFlight.has(page)) void fetchPage(page);
	}
}

async function fetchPage(page: number): Promise<void> {
	const started = edition;
	const mine = inFlight;
	mine.add(page);
	const { shownQuery, outline } = useLibrary.getState();
	const { offset, limit } = pageQuery(outline.ratios.length, page);
	try {
		const answer = await ask("library.page", { query: shownQuery, offset, limit });
		mine.delete(page);
		if (started !== edition) return;
		const fits = answer.length === limit && fitsOutline(outline.ratios, offset, answer);
		doubts = fits ? 0 : doubts + 1;
		if (doubts === 1) {
			await renewLibrary();
			return;
		}
		useLibrary.setState(({ pages }) => ({ pages: withPage(pages, page, answer) }));
	} catch (thrown) {
		mine.delete(page);
		if (started === edition) useLibrary.setState({ failure: failureOf(thrown) });
	}
	fetchMissing();
}

function beginLoad(): number {
	latestLoad += 1;
	return latestLoad;
}

function forgetRequests(): void {
	edition += 1;
	inFlight = new Set();
}
