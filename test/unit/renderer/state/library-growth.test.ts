import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ImageId, JobId } from "../../../../src/contract/ids.ts";
import type { ImageRecord } from "../../../../src/contract/library.ts";
import type { LibraryOutline } from "../../../../src/contract/library-query.ts";
import {
	type Gallery,
	galleryOfFirstPage,
	withAdded,
	withoutPictures,
} from "../../../../src/renderer/state/library-growth.ts";
import {
	localDay,
	missingPages,
	outlineRatio,
	pageQuery,
	recordAt,
	withPage,
} from "../../../../src/renderer/state/library-order.ts";

const noon = new Date(2026, 10, 21, 12).getTime();
const HOUR = 3_600_000;

/** Picture number `age` of a library, the oldest being 0; one every hour. */
function picture(age: number, savedAt = noon + (age - 1000) * HOUR): ImageRecord {
	return {
		id: `picture-${age}` as ImageId,
		job: "job" as JobId,
		index: 0,
		width: 100 + (age % 7) * 10,
		height: 100,
		bytes: 1,
		format: "png",
		savedAt,
		file: `${age}.png`,
		prompt: "",
		modelTitle: "",
		gatewayTitle: "",
	};
}

const library = (total: number) => Array.from({ length: total }, (_, i) => picture(total - 1 - i));
function outlineOf(records: readonly ImageRecord[]): LibraryOutline {
	const days: { day: string; count: number }[] = [];
	for (const record of records) {
		const day = localDay(record.savedAt);
		const top = days.at(-1);
		if (top?.day === day) top.count += 1;
		else days.push({ day, count: 1 });
	}
	return { ratios: Uint16Array.from(records, outlineRatio), days };
}
/** The gallery of these pictures with all its pages, or some. */
function galleryOf(records: readonly ImageRecord[], pages?: readonly number[]): Gallery {
	const all = Array.from({ length: Math.ceil(records.length / 100) }, (_, page) => page);
	const known = (pages ?? all).reduce<Gallery["pages"]>((before, page) => {
		const { offset, limit } = pageQuery(records.length, page);
		return withPage(before, page, records.slice(offset, offset + limit));
	}, new Map());
	return { outline: outlineOf(records), pages: known, shift: 0 };
}

describe("pictures that have just been saved", () => {
	test("stand at the top, every known picture goes on by as many places, and keeps its name", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 350 }),
				fc.integer({ min: 1, max: 130 }),
				(total, count) => {
					const after = library(total + count);
					const grown = withAdded(galleryOf(library(total)), after.slice(0, count));
					expect(grown?.outline).toEqual(outlineOf(after));
					expect(grown?.shift).toBe(count);
					for (const [index, record] of after.entries()) {
						expect(recordAt(grown?.pages ?? new Map(), index)).toEqual(record);
					}
				},
			),
		);
	});

	test("what is known stays in sight and is asked for again", () => {
		const grown = withAdded(galleryOf(library(150)), [picture(150)]);
		expect(missingPages(grown?.pages ?? new Map(), 151, { first: 0, end: 151 })).toHaveLength(2);
	});

	test("one that is older than the top day, or known already, means asking anew", () => {
		const before = library(50);
		const gallery = galleryOf(before);
		expect(withAdded(gallery, [picture(999, before[0]?.savedAt)])).toBeDefined();
		expect(withAdded(gallery, [picture(999, 0)])).toBeUndefined();
		expect(withAdded(gallery, before.slice(0, 1))).toBeUndefined();
	});
});

describe("pictures that are taken away", () => {
	test("leave the same gallery behind that main would tell of", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 330 }),
				fc.uniqueArray(fc.integer({ min: 0, max: 329 }), { maxLength: 60 }),
				fc.integer({ min: 0, max: 330 }),
				(total, places, first) => {
					const before = library(total);
					const gone = new Set(places.flatMap((place) => before[place]?.id ?? []));
					const after = before.filter(({ id }) => !gone.has(id));
					const looking = { first, end: first + 20 };
					const { gallery, removed } = withoutPictures(galleryOf(before), gone, looking);
					expect(removed).toBe(gone.size);
					expect(gallery.outline).toEqual(outlineOf(after));
					for (const [index, record] of after.entries()) {
						expect(recordAt(gallery.pages, index)).toBe(record);
					}
					// What is looked at keeps its name.
					const seen = before.findIndex(({ id }, at) => at >= first && !gone.has(id));
					const now = after.findIndex(({ id }) => id === before[seen]?.id);
					const between = places.filter((place) => place >= first && place < seen).length;
					if (seen >= 0) expect(now - gallery.shift).toBe(seen - between);
				},
			),
		);
	});

	test("that are in no page change nothing, and are not counted", () => {
		const gallery = galleryOf(library(300), [0]);
		const left = withoutPictures(gallery, new Set([picture(0).id]), { first: 0, end: 20 });
		expect(left).toEqual({ gallery, removed: 0 });
	});
});

test("the first page stands for the whole until that is there, by days where the order has any", () => {
	const records = library(100);
	const byDay = galleryOfFirstPage(records, { filter: { text: "" } });
	expect(byDay.outline).toEqual(outlineOf(records));
	expect(recordAt(byDay.pages, 99)).toBe(records[99]);
	const byStars = galleryOfFirstPage(records, { filter: { text: "" }, order: { by: "stars" } });
	expect(byStars.outline.days).toEqual([{ day: "", count: 100 }]);
	const empty = galleryOfFirstPage([], { filter: { text: "" }, order: { by: "stars" } });
	expect(empty.outline.days).toEqual([]);
});
