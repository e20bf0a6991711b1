import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ImageId, JobId } from "../../../../src/contract/ids.ts";
import type { ImageRecord, LibraryOutline } from "../../../../src/contract/library.ts";
import {
	fitsOutline,
	indexOfRecord,
	type LibraryPages,
	localDay,
	missingPages,
	PAGE_LENGTH,
	pageOf,
	pageQuery,
	recordAt,
	withAdded,
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

/** What main would answer: newest first. */
const library = (total: number) => Array.from({ length: total }, (_, i) => picture(total - 1 - i));
const outlineOf = (records: readonly ImageRecord[]): LibraryOutline => {
	const days: { day: string; count: number }[] = [];
	for (const record of records) {
		const day = localDay(record.savedAt);
		const top = days.at(-1);
		if (top?.day === day) top.count += 1;
		else days.push({ day, count: 1 });
	}
	return { ratios: records.map(({ width, height }) => width / height), days };
};
const load = (records: readonly ImageRecord[], pages: readonly number[]): LibraryPages =>
	pages.reduce<LibraryPages>((known, page) => {
		const { offset, limit } = pageQuery(records.length, page);
		return withPage(known, page, records.slice(offset, offset + limit));
	}, new Map());

describe("pages of the library", () => {
	test("every picture is found on its page, whatever the size of the library", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 450 }), (total) => {
				const records = library(total);
				const pages = load(records, [0, 1, 2, 3, 4].slice(0, pageOf(total, 0) + 1));
				for (const [index, record] of records.entries()) {
					expect(recordAt(pages, total, index)).toBe(record);
					expect(indexOfRecord(pages, total, record.id)).toBe(index);
				}
				expect(recordAt(pages, total, total)).toBeUndefined();
				expect(recordAt(pages, total, -1)).toBeUndefined();
			}),
		);
	});

	test("pages cover the library without gap or overlap, within what main allows", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 2000 }), (total) => {
				let end = total;
				for (let page = 0; page <= pageOf(total, 0); page++) {
					const { offset, limit } = pageQuery(total, page);
					expect(limit >= 1 && limit <= 200).toBe(true);
					expect(offset + limit).toBe(end);
					end = offset;
				}
				expect(end).toBe(0);
			}),
		);
	});

	test("only what is looked at is missing, and nothing of it once it is there", () => {
		const records = library(1000);
		const range = { first: 120, end: 310 };
		const missing = missingPages(new Map(), 1000, range);
		expect(missing.toSorted()).toEqual([6, 7, 8]);
		expect(missing[0]).toBe(7);
		expect(missingPages(load(records, missing), 1000, range)).toEqual([]);
	});

	test("nothing is missing of an empty library or beyond its end", () => {
		expect(missingPages(new Map(), 0, { first: 0, end: 50 })).toEqual([]);
		expect(missingPages(new Map(), 10, { first: 40, end: 50 })).toEqual([]);
	});

	test("pages far from the one that came last are let go", () => {
		const records = library(10_000);
		const all = Array.from({ length: 100 }, (_, page) => page);
		const pages = load(records, all);
		expect(pages.size).toBe(40);
		expect(pages.has(99)).toBe(true);
		expect(pages.has(0)).toBe(false);
	});

	test("an answer of another gallery is told by its shapes", () => {
		const records = library(300);
		const { ratios } = outlineOf(records);
		expect(fitsOutline(ratios, 100, records.slice(100, 200))).toBe(true);
		expect(fitsOutline(ratios, 101, records.slice(100, 200))).toBe(false);
		expect(fitsOutline(ratios, 250, records.slice(200, 300))).toBe(false);
	});

	test("shapes that main has rounded to four digits still fit", () => {
		const record = { ...picture(1), width: 2048, height: 1365 };
		expect(fitsOutline([1.5004], 0, [record])).toBe(true);
	});
});

describe("pictures that have just been saved", () => {
	test("stand at the top, and every known picture keeps its page", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 350 }),
				fc.integer({ min: 1, max: 130 }),
				(total, count) => {
					const before = library(total);
					const after = library(total + count);
					const known = Array.from({ length: Math.ceil(total / PAGE_LENGTH) }, (_, page) => page);
					const gallery = { outline: outlineOf(before), pages: load(before, known) };
					const grown = withAdded(gallery, after.slice(0, count));
					expect(grown?.outline).toEqual(outlineOf(after));
					for (const [index, record] of after.entries()) {
						expect(recordAt(grown?.pages ?? new Map(), total + count, index)).toEqual(record);
					}
				},
			),
		);
	});

	test("what is known stays in sight and is asked for again", () => {
		const before = library(150);
		const gallery = { outline: outlineOf(before), pages: load(before, [0, 1]) };
		const grown = withAdded(gallery, [picture(150)]);
		expect(missingPages(grown?.pages ?? new Map(), 151, { first: 0, end: 151 })).toHaveLength(2);
	});

	test("a page that was not known is not begun in its middle", () => {
		const gallery = { outline: outlineOf(library(150)), pages: new Map() };
		const grown = withAdded(gallery, [picture(150)]);
		expect(grown?.pages.size).toBe(0);
		expect(grown?.outline.ratios).toHaveLength(151);
	});

	test("one that is older than the top day, or known already, means asking anew", () => {
		const before = library(50);
		const gallery = { outline: outlineOf(before), pages: load(before, [0]) };
		expect(withAdded(gallery, [picture(999, before[0]?.savedAt)])).toBeDefined();
		expect(withAdded(gallery, [picture(999, 0)])).toBeUndefined();
		expect(withAdded(gallery, before.slice(0, 1))).toBeUndefined();
	});
});
