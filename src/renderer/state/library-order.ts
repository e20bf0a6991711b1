import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord, LibraryOutline } from "../../contract/library.ts";

/**
 * Pages are counted from the oldest picture, because new ones come in at the other end: a page keeps
 * its number and its pictures while the gallery grows.
 */
export type LibraryPage = {
	/** Oldest first. Only the newest page may hold fewer than `PAGE_LENGTH`. */
	readonly records: readonly ImageRecord[];
	/** Good enough to draw, to be asked for again. */
	readonly isStale: boolean;
};
export type LibraryPages = ReadonlyMap<number, LibraryPage>;

/** Pictures in a page; main gives at most 200 at a time. */
export const PAGE_LENGTH = 100;
/** Pages kept; beyond these the ones farthest from what is looked at go first. */
const MAX_PAGES = 40;

/** The page that holds the picture at `index` of `total`, newest first. */
export function pageOf(total: number, index: number): number {
	return Math.floor((total - 1 - index) / PAGE_LENGTH);
}

/** What to ask main for to get a whole page. */
export function pageQuery(
	total: number,
	page: number,
): { readonly offset: number; readonly limit: number } {
	const oldest = page * PAGE_LENGTH;
	const limit = Math.min(PAGE_LENGTH, total - oldest);
	return { offset: total - oldest - limit, limit };
}

/** The record at `index`, newest first; undefined while its page is not there. */
export function recordAt(
	pages: LibraryPages,
	total: number,
	index: number,
): ImageRecord | undefined {
	if (index < 0 || index >= total) return undefined;
	const age = total - 1 - index;
	return pages.get(Math.floor(age / PAGE_LENGTH))?.records[age % PAGE_LENGTH];
}

/** Where a picture stands, newest first, as far as the pages that are there tell. */
export function indexOfRecord(
	pages: LibraryPages,
	total: number,
	id: ImageId | undefined,
): number | undefined {
	if (id === undefined) return undefined;
	for (const [number, page] of pages) {
		const at = page.records.findIndex((record) => record.id === id);
		if (at >= 0) return total - 1 - (number * PAGE_LENGTH + at);
	}
	return undefined;
}

/** The pages that pictures `first` to `end` (one past the last) need and that are not there, nearest to the middle first. */
export function missingPages(
	pages: LibraryPages,
	total: number,
	range: { readonly first: number; readonly end: number },
): readonly number[] {
	const first = Math.max(0, range.first);
	const end = Math.min(total, range.end);
	if (first >= end) return [];
	const middle = (pageOf(total, first) + pageOf(total, end - 1)) / 2;
	const missing: number[] = [];
	for (let page = pageOf(total, end - 1); page <= pageOf(total, first); page++) {
		const known = pages.get(page);
		const { limit } = pageQuery(total, page);
		if (known === undefined || known.isStale || known.records.length < limit) missing.push(page);
	}
	return missing.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}

/** Takes in main's answer, newest first, and lets go of pages that are far away. */
export function withPage(
	pages: LibraryPages,
	page: number,
	answer: readonly ImageRecord[],
): LibraryPages {
	const next = new Map(pages).set(page, { records: answer.toReversed(), isStale: false });
	if (next.size > MAX_PAGES) {
		const farthestFirst = [...next.keys()].toSorted(
			(a, b) => Math.abs(b - page) - Math.abs(a - page),
		);
		for (const far of farthestFirst.slice(0, next.size - MAX_PAGES)) next.delete(far);
	}
	return next;
}

/** Whether main's answer is of the gallery the outline speaks of: the shapes must be the same. */
export function fitsOutline(
	ratios: readonly number[],
	offset: number,
	answer: readonly ImageRecord[],
): boolean {
	return answer.every(({ width, height }, at) => {
		const ratio = ratios[offset + at];
		return ratio !== undefined && Math.abs(ratio - width / height) < 0.001;
	});
}

type Gallery = { readonly outline: LibraryOutline; readonly pages: LibraryPages };

/**
 * The gallery with pictures that have just been saved at its top. Everything known stays in sight
 * and is asked for again, since a page may have been on its way while the gallery grew.
 * @returns undefined when they do not belong at the top, after a change of the clock for instance
 */
export function withAdded(
	{ outline, pages }: Gallery,
	added: readonly ImageRecord[],
): Gallery | undefined {
	const known = new Set(added.map((record) => record.id));
	for (const page of pages.values()) {
		if (page.records.some((record) => known.has(record.id))) return undefined;
	}
	const newestFirst = added.toSorted((a, b) => b.savedAt - a.savedAt);
	const days = [...outline.days];
	const next = new Map<number, LibraryPage>();
	for (const [number, page] of pages) next.set(number, { ...page, isStale: true });
	let total = outline.ratios.length;
	for (const record of newestFirst.toReversed()) {
		const day = localDay(record.savedAt);
		const top = days[0];
		if (top !== undefined && day < top.day) return undefined;
		if (top?.day === day) days[0] = { day, count: top.count + 1 };
		else days.unshift({ day, count: 1 });
		const number = Math.floor(total / PAGE_LENGTH);
		const records = next.get(number)?.records ?? [];
		if (records.length === total % PAGE_LENGTH) {
			next.set(number, { records: [...records, record], isStale: true });
		}
		total += 1;
	}
	const ratios = [...newestFirst.map(({ width, height }) => width / height), ...outline.ratios];
	return { outline: { ratios, days }, pages: next };
}

/** The day of a moment where this computer is, such as `2026-11-21`. */
export function localDay(epochMs: number): string {
	const date = new Date(epochMs);
	const two = (number: number) => String(number).padStart(2, "0");
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The pages with these records in place of what was known of the same pictures; the same pages when none is there. */
export function withRecords(pages: LibraryPages, records: readonly ImageRecord[]): LibraryPages {
	const byId = new Map(records.map((record) => [record.id, record]));
	let next: Map<number, LibraryPage> | undefined;
	for (const [number, page] of pages) {
		if (!page.records.some(({ id }) => byId.has(id))) continue;
		next ??= new Map(pages);
		const fresh = page.records.map((record) => byId.get(record.id) ?? record);
		next.set(number, { ...page, records: fresh });
	}
	return next ?? pages;
}
