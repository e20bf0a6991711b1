import type { ImageRecord } from "../../contract/library.ts";
import type { LibraryOutline, LibraryQuery } from "../../contract/library-query.ts";
import { ask, failureOf } from "../bridge/client.ts";
import { pagesFor } from "./library-asks.ts";
import { anchorIn, type Gallery, galleryOfFirstPage } from "./library-growth.ts";
import { fitsOutline, type LibraryPages, PAGE_LENGTH, type PictureRange } from "./library-order.ts";
import {
	fetchMissing,
	forgetPages,
	galleryEdition,
	lookedAt,
	lookFurther,
	turnTo,
} from "./library-pages.ts";
import { sameQuery } from "./library-query-identity.ts";
import { placeOfPicture, unreadLibrary, useLibrary } from "./library-store.ts";

/** Outside of the store because nothing draws them. */
let latestLoad = 0;
let finishedLoad = 0;
const top: PictureRange = { first: 0, end: 0 };

/** Empties the store for a gallery that is about to be loaded, or no longer wanted. */
export function emptyLibrary(query?: LibraryQuery): void {
	beginLoad();
	forgetPages();
	turnTo(top);
	useLibrary.setState(unreadLibrary(query));
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
	forgetPages();
	turnTo(top);
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
	forgetPages();
	const { shownQuery } = useLibrary.getState();
	const isOther = !sameQuery(query, shownQuery);
	if (isOther) turnTo(top);
	const isWholePage = first?.length === Math.min(PAGE_LENGTH, outline.ratios.length);
	const fits = first !== undefined && isWholePage && fitsOutline(outline.ratios, 0, first);
	const pages: LibraryPages = fits ? new Map([[0, { records: first, isStale: false }]]) : new Map();
	useLibrary.setState(({ shift }) => ({
		...{ status: "ready", failure: undefined, shownQuery: query, isWhole: true },
		...{ outline, pages, shift: isOther ? 0 : shift },
	}));
	fetchMissing(renewLibrary);
}

/**
 * Asks for the same gallery anew and puts it in place of what is drawn once all that is looked at is
 * there, so that nothing blinks and nothing moves from under the eye.
 */
export async function renewLibrary(): Promise<void> {
	const { query, shownQuery, status, isWhole, pages } = useLibrary.getState();
	if (status !== "ready" || !isWhole || !sameQuery(query, shownQuery)) return loadLibrary();
	const mine = beginLoad();
	const anchor = lookedAt().first === 0 ? undefined : anchorIn(pages, lookedAt());
	try {
		const [outline, rank] = await Promise.all([
			ask("library.outline", query),
			anchor === undefined ? null : ask("library.rank", { query, id: anchor.id }),
		]);
		const by = anchor === undefined || rank === null ? 0 : rank - anchor.index;
		const { first, end } = lookedAt();
		const range = { first: first + by, end: end + by };
		const fresh = mine === latestLoad ? await pagesFor(query, outline, range) : new Map();
		if (mine !== latestLoad) return;
		finishedLoad = mine;
		forgetPages();
		lookFurther(by);
		useLibrary.setState(({ shift }) => ({
			...{ outline, pages: fresh, shift: shift + by, failure: undefined },
		}));
		fetchMissing(renewLibrary);
	} catch (thrown) {
		if (mine !== latestLoad) return;
		finishedLoad = mine;
		useLibrary.setState({ failure: failureOf(thrown) });
	}
}

/** Says which pictures are looked at, from `first` to one before `end`: their records are fetched, others are not. */
export function lookAt(range: PictureRange): void {
	turnTo(range);
	fetchMissing(renewLibrary);
}

/** Asks again for what could not be had. */
export function retryPages(): void {
	const { isWhole } = useLibrary.getState();
	useLibrary.setState({ failure: undefined });
	if (isWhole) fetchMissing(renewLibrary);
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
	const changed = change({ outline, pages, shift }, lookedAt());
	if (changed === undefined) return false;
	forgetPages();
	const by = lookedAt().first === 0 ? 0 : changed.shift - shift;
	lookFurther(by);
	useLibrary.setState(changed);
	fetchMissing(renewLibrary);
	return true;
}

/**
 * Where a picture stands that may be in no page yet, such as one opened from the queue.
 * @returns undefined when it is not in the gallery as it is narrowed now
 */
export async function locatePicture({ id }: Pick<ImageRecord, "id">): Promise<number | undefined> {
	const here = placeOfPicture(useLibrary.getState(), id);
	if (here !== undefined) return here;
	const started = galleryEdition();
	const { shownQuery } = useLibrary.getState();
	const rank = await ask("library.rank", { query: shownQuery, id });
	return started === galleryEdition() ? (rank ?? undefined) : undefined;
}

function beginLoad(): number {
	latestLoad += 1;
	return latestLoad;
}
