import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { LibraryOutline, LibraryQuery } from "../../contract/library-query.ts";
import {
	type LibraryPage,
	type LibraryPages,
	localDay,
	outlineRatio,
	PAGE_LENGTH,
	type PictureRange,
	pagesMoved,
	recordAt,
} from "./library-order.ts";

export type Gallery = {
	readonly outline: LibraryOutline;
	readonly pages: LibraryPages;
	/**
	 * What to take from a picture's place to get a name for it that stays while pictures come and go
	 * above it.
	 */
	readonly shift: number;
};

type Day = LibraryOutline["days"][number];

export const emptyOutline: LibraryOutline = { ratios: new Uint16Array(), days: [] };

/** The gallery as far as its first page tells, in the place of the whole outline until that comes. */
export function galleryOfFirstPage(records: readonly ImageRecord[], query: LibraryQuery): Gallery {
	const ratios = Uint16Array.from(records, outlineRatio);
	const outline = { ratios, days: hasDays(query) ? daysOf(records) : oneGroup(records.length) };
	return { outline, pages: new Map([[0, { records, isStale: false }]]), shift: 0 };
}

/** Whether a gallery in this order is divided into days. */
export function hasDays({ order }: LibraryQuery): boolean {
	return order === undefined || order.by === "newest" || order.by === "oldest";
}

function daysOf(records: readonly ImageRecord[]): Day[] {
	const days: Day[] = [];
	for (const { savedAt } of records) {
		const day = localDay(savedAt);
		const last = days.at(-1);
		if (last?.day === day) days[days.length - 1] = { day, count: last.count + 1 };
		else days.push({ day, count: 1 });
	}
	return days;
}

function oneGroup(count: number): Day[] {
	return count === 0 ? [] : [{ day: "", count }];
}

/**
 * The gallery, newest first, with pictures that have just been saved at its top. Everything known
 * stays in sight and is asked for again, since a page may have been on its way while the gallery grew.
 * @returns undefined when they do not belong at the top, after a change of the clock for instance
 */
export function withAdded(
	{ outline, pages, shift }: Gallery,
	added: readonly ImageRecord[],
): Gallery | undefined {
	const ids = new Set(added.map((record) => record.id));
	for (const { records } of pages.values()) {
		if (records.some((record) => record !== undefined && ids.has(record.id))) return undefined;
	}
	const newestFirst = added.toSorted((a, b) => b.savedAt - a.savedAt);
	const above = daysOf(newestFirst);
	const [top, ...below] = outline.days;
	const last = above.at(-1);
	if (top !== undefined && last !== undefined && last.day < top.day) return undefined;
	const joined =
		top !== undefined && last?.day === top.day
			? [...above.slice(0, -1), { day: top.day, count: top.count + last.count }, ...below]
			: [...above, ...outline.days];
	const ratios = new Uint16Array(added.length + outline.ratios.length);
	ratios.set(newestFirst.map(outlineRatio));
	ratios.set(outline.ratios, added.length);
	const moved = new Map(pagesMoved(pages, (index) => index + added.length));
	for (const [index, record] of newestFirst.entries()) putInto(moved, index, record);
	return { outline: { ratios, days: joined }, pages: moved, shift: shift + added.length };
}

function putInto(pages: Map<number, LibraryPage>, index: number, record: ImageRecord): void {
	const number = Math.floor(index / PAGE_LENGTH);
	const records = [...(pages.get(number)?.records ?? [])];
	const at = index - number * PAGE_LENGTH;
	while (records.length < at) records.push(undefined);
	records[at] = record;
	pages.set(number, { records, isStale: true });
}

/**
 * The gallery without pictures, so far as they are in its pages.
 * @param looking what is looked at: its pictures keep their names
 */
export function withoutPictures(
	{ outline, pages, shift }: Gallery,
	gone: ReadonlySet<ImageId>,
	looking: PictureRange,
): { readonly gallery: Gallery; readonly removed: number } {
	const places: number[] = [];
	for (const [number, { records }] of pages) {
		for (const [at, record] of records.entries()) {
			if (record !== undefined && gone.has(record.id)) places.push(number * PAGE_LENGTH + at);
		}
	}
	if (places.length === 0) return { gallery: { outline, pages, shift }, removed: 0 };
	places.sort((a, b) => a - b);
	const passed = (index: number) => countBelow(places, index);
	const moved = pagesMoved(pages, (index, { id }) =>
		gone.has(id) ? undefined : index - passed(index),
	);
	const gallery = {
		outline: outlineWithout(outline, places),
		pages: moved,
		shift: shift - passed(looking.first),
	};
	return { gallery, removed: places.length };
}

/** @param places in ascending order */
function outlineWithout({ ratios, days }: LibraryOutline, places: readonly number[]) {
	const kept = new Uint16Array(ratios.length - places.length);
	let from = 0;
	let to = 0;
	for (const place of [...places, ratios.length]) {
		kept.set(ratios.subarray(from, place), to);
		to += place - from;
		from = place + 1;
	}
	const left: Day[] = [];
	let first = 0;
	for (const { day, count } of days) {
		const gone = countBelow(places, first + count) - countBelow(places, first);
		if (count > gone) left.push({ day, count: count - gone });
		first += count;
	}
	return { ratios: kept, days: left };
}

/** How many of ascending numbers are smaller than `limit`. */
function countBelow(numbers: readonly number[], limit: number): number {
	let low = 0;
	let high = numbers.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((numbers[middle] ?? limit) < limit) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** A picture near the beginning of a range that is known by name, by which a new order can be held on to. */
export function anchorIn(
	pages: LibraryPages,
	range: PictureRange,
): { readonly index: number; readonly id: ImageId } | undefined {
	for (let index = range.first; index < range.end; index++) {
		const record = recordAt(pages, index);
		if (record !== undefined) return { index, id: record.id };
	}
	return undefined;
}
