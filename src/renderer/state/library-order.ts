import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { RATIO_UNIT } from "../../contract/library-query.ts";

/** Records of consecutive pictures, in the order of the gallery. */
export type LibraryPage = {
	/** Undefined: not known yet. */
	readonly records: readonly (ImageRecord | undefined)[];
	/** Good enough to draw, to be asked for again. */
	readonly isStale: boolean;
};
/** By number: page n begins with picture n times {@link PAGE_LENGTH}. */
export type LibraryPages = ReadonlyMap<number, LibraryPage>;

/** From `first` to one before `end`. */
export type PictureRange = { readonly first: number; readonly end: number };

/** Pictures in a page; main gives at most 200 at a time. */
export const PAGE_LENGTH = 100;
/** Pages kept; beyond these the ones farthest from what is looked at go first. */
const MAX_PAGES = 40;
/** The largest ratio an outline can tell. */
const MAX_RATIO = 65_535;

/** The page that holds the picture at `index`. */
export function pageOf(index: number): number {
	return Math.floor(index / PAGE_LENGTH);
}

/** What to ask main for to get a whole page of a gallery of `total` pictures. */
export function pageQuery(
	total: number,
	page: number,
): { readonly offset: number; readonly limit: number } {
	const offset = page * PAGE_LENGTH;
	return { offset, limit: Math.min(PAGE_LENGTH, total - offset) };
}

/** The record at `index`; undefined while it is not there. */
export function recordAt(pages: LibraryPages, index: number): ImageRecord | undefined {
	return pages.get(pageOf(index))?.records[index - pageOf(index) * PAGE_LENGTH];
}

/** Where a picture stands, as far as the pages that are there tell. */
export function indexOfRecord(pages: LibraryPages, id: ImageId | undefined): number | undefined {
	if (id === undefined) return undefined;
	for (const [number, page] of pages) {
		const at = page.records.findIndex((record) => record?.id === id);
		if (at >= 0) return number * PAGE_LENGTH + at;
	}
	return undefined;
}

/** The pages that a range of a gallery of `total` pictures needs and that are not whole, nearest to its middle first. */
export function missingPages(
	pages: LibraryPages,
	total: number,
	range: PictureRange,
): readonly number[] {
	const first = Math.max(0, range.first);
	const end = Math.min(total, range.end);
	if (first >= end) return [];
	const middle = (pageOf(first) + pageOf(end - 1)) / 2;
	const missing: number[] = [];
	for (let page = pageOf(first); page <= pageOf(end - 1); page++) {
		const known = pages.get(page);
		const { limit } = pageQuery(total, page);
		if (known === undefined || known.isStale || !isWhole(known, limit)) missing.push(page);
	}
	return missing.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}

function isWhole({ records }: LibraryPage, length: number): boolean {
	return records.length >= length && !records.includes(undefined);
}

/** Takes in main's answer, and lets go of pages that are far away. */
export function withPage(
	pages: LibraryPages,
	page: number,
	answer: readonly ImageRecord[],
): LibraryPages {
	const next = new Map(pages).set(page, { records: answer, isStale: false });
	if (next.size > MAX_PAGES) {
		const farthestFirst = [...next.keys()].toSorted(
			(a, b) => Math.abs(b - page) - Math.abs(a - page),
		);
		for (const far of farthestFirst.slice(0, next.size - MAX_PAGES)) next.delete(far);
	}
	return next;
}

/** The same records at other places, all to be asked for again; undefined: no place any more. */
export function pagesMoved(
	pages: LibraryPages,
	placeOf: (index: number, record: ImageRecord) => number | undefined,
): LibraryPages {
	const moved = new Map<number, { records: (ImageRecord | undefined)[]; isStale: boolean }>();
	for (const [number, { records }] of pages) {
		for (const [at, record] of records.entries()) {
			const to = record && placeOf(number * PAGE_LENGTH + at, record);
			if (record === undefined || to === undefined) continue;
			const page = moved.get(pageOf(to)) ?? { records: [], isStale: true };
			moved.set(pageOf(to), page);
			const place = to - pageOf(to) * PAGE_LENGTH;
			while (page.records.length < place) page.records.push(undefined);
			page.records[place] = record;
		}
	}
	return moved;
}

/** Puts records in place of what is known of the same pictures; pages without any of them stay the same objects. */
export function withRecords(pages: LibraryPages, records: readonly ImageRecord[]): LibraryPages {
	const fresh = new Map(records.map((record) => [record.id, record]));
	const next = new Map(pages);
	for (const [number, page] of pages) {
		if (!page.records.some((record) => record !== undefined && fresh.has(record.id))) continue;
		next.set(number, { ...page, records: page.records.map((record) => renewed(record, fresh)) });
	}
	return next;
}

/** What a picture stands for in a stacked gallery is known to the gallery alone. */
function renewed(
	known: ImageRecord | undefined,
	fresh: ReadonlyMap<ImageId, ImageRecord>,
): ImageRecord | undefined {
	const record = known && fresh.get(known.id);
	if (known === undefined || record === undefined) return known;
	return known.stack === undefined ? record : { ...record, stack: known.stack };
}

/** The shape of a picture as an outline tells it. */
export function outlineRatio({ width, height }: Pick<ImageRecord, "width" | "height">): number {
	return Math.min(MAX_RATIO, Math.max(1, Math.round((width / height) * RATIO_UNIT)));
}

/** Whether main's answer is of the gallery the outline speaks of: the shapes must be the same. */
export function fitsOutline(
	ratios: Uint16Array,
	offset: number,
	answer: readonly ImageRecord[],
): boolean {
	return answer.every((record, at) => {
		const ratio = ratios[offset + at];
		return ratio !== undefined && Math.abs(ratio - outlineRatio(record)) <= 1;
	});
}

/** The day of a moment where this computer is, such as `2026-11-21`. */
export function localDay(epochMs: number): string {
	const date = new Date(epochMs);
	const two = (number: number) => String(number).padStart(2, "0");
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
