import { ask, failureOf } from "../bridge/client.ts";
import {
	fitsOutline,
	missingPages,
	type PictureRange,
	pageQuery,
	withPage,
} from "./library-order.ts";
import { useLibrary } from "./library-store.ts";

const MAX_IN_FLIGHT = 2;

/** Outside of the store because nothing draws them. */
let looking: PictureRange = { first: 0, end: 0 };
let inFlight = new Set<number>();
/** Changes whenever the order of the gallery may have: an answer from before is dropped. */
let edition = 0;
/** Times in a row that a page was not of the gallery its outline speaks of. */
let doubts = 0;

/** Which pictures are looked at, from `first` to one before `end`. */
export function lookedAt(): PictureRange {
	return looking;
}

/** Looks at another stretch of pictures; fetches nothing by itself. */
export function turnTo(range: PictureRange): void {
	looking = range;
}

/** Goes on looking at the same pictures after so many came in above them. */
export function lookFurther(by: number): void {
	looking = { first: looking.first + by, end: looking.end + by };
}

/** Names the order the gallery is in now; another name later means that places may have changed. */
export function galleryEdition(): number {
	return edition;
}

/** Drops the answers that are on their way: they speak of an order that no longer holds. */
export function forgetPages(): void {
	edition += 1;
	inFlight = new Set();
}

/**
 * Asks for the records that are looked at and not there, a few pages at a time.
 * @param renew asks for the whole gallery anew, for when a page does not belong to its outline
 */
export function fetchMissing(renew: () => Promise<void>): void {
	const { pages, outline, failure, status, isWhole } = useLibrary.getState();
	if (status !== "ready" || !isWhole || failure !== undefined) return;
	for (const page of missingPages(pages, outline.ratios.length, looking)) {
		if (inFlight.size >= MAX_IN_FLIGHT) return;
		if (!inFlight.has(page)) void fetchPage(page, renew);
	}
}

async function fetchPage(page: number, renew: () => Promise<void>): Promise<void> {
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
			await renew();
			return;
		}
		useLibrary.setState(({ pages }) => ({ pages: withPage(pages, page, answer) }));
	} catch (thrown) {
		mine.delete(page);
		if (started === edition) useLibrary.setState({ failure: failureOf(thrown) });
	}
	fetchMissing(renew);
}
