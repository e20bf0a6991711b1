import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ImageId, JobId } from "../../../../src/contract/ids.ts";
import type { ImageRecord } from "../../../../src/contract/library.ts";
import {
	fitsOutline,
	indexOfRecord,
	type LibraryPages,
	missingPages,
	outlineRatio,
	pageOf,
	pageQuery,
	pagesMoved,
	recordAt,
	withPage,
	withRecords,
} from "../../../../src/renderer/state/library-order.ts";

/** Picture number `age` of a library, the oldest being 0. */
function picture(age: number): ImageRecord {
	return {
		id: `picture-${age}` as ImageId,
		job: "job" as JobId,
		index: 0,
		width: 100 + (age % 7) * 10,
		height: 100,
		bytes: 1,
		format: "png",
		savedAt: age,
		file: `${age}.png`,
		prompt: "",
		modelTitle: "",
		gatewayTitle: "",
	};
}

/** What main would answer: newest first. */
const library = (total: number) => Array.from({ length: total }, (_, i) => picture(total - 1 - i));
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
				const pages = load(records, [0, 1, 2, 3, 4].slice(0, pageOf(total - 1) + 1));
				for (const [index, record] of records.entries()) {
					expect(recordAt(pages, index)).toBe(record);
					expect(indexOfRecord(pages, record.id)).toBe(index);
				}
				expect(recordAt(pages, total)).toBeUndefined();
				expect(recordAt(pages, -1)).toBeUndefined();
			}),
		);
	});

	test("pages cover the library without gap or overlap, within what main allows", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 2000 }), (total) => {
				let end = 0;
				for (let page = 0; page <= pageOf(total - 1); page++) {
					const { offset, limit } = pageQuery(total, page);
					expect(limit >= 1 && limit <= 200).toBe(true);
					expect(offset).toBe(end);
					end = offset + limit;
				}
				expect(end).toBe(total);
			}),
		);
	});

	test("only what is looked at is missing, and nothing of it once it is there", () => {
		const records = library(1000);
		const range = { first: 120, end: 310 };
		const missing = missingPages(new Map(), 1000, range);
		expect(missing.toSorted()).toEqual([1, 2, 3]);
		expect(missing[0]).toBe(2);
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

	test("records that moved are found at their new places, and a page with a hole is missing", () => {
		const records = library(250);
		const moved = pagesMoved(load(records, [0, 1, 2]), (index) =>
			index === 7 ? undefined : index < 7 ? index : index - 1,
		);
		expect(recordAt(moved, 6)).toBe(records[6]);
		expect(recordAt(moved, 7)).toBe(records[8]);
		expect(recordAt(moved, 248)).toBe(records[249]);
		const further = pagesMoved(load(records, [1]), (index) => index + 3);
		expect(recordAt(further, 102)).toBeUndefined();
		expect(recordAt(further, 103)).toBe(records[100]);
		expect(missingPages(further, 253, { first: 103, end: 110 })).toEqual([1]);
	});

	test("a marked picture goes on standing for its stack", () => {
		const stacked = { ...picture(3), stack: 6 };
		const pages = withPage(new Map(), 0, [stacked, picture(2)]);
		const after = withRecords(pages, [{ ...picture(3), mark: { stars: 4 } }]);
		expect(recordAt(after, 0)).toMatchObject({ stack: 6, mark: { stars: 4 } });
		expect(recordAt(after, 1)).toBe(recordAt(pages, 1));
	});

	test("an answer of another gallery is told by its shapes", () => {
		const records = library(300);
		const ratios = Uint16Array.from(records, outlineRatio);
		expect(fitsOutline(ratios, 100, records.slice(100, 200))).toBe(true);
		expect(fitsOutline(ratios, 101, records.slice(100, 200))).toBe(false);
		expect(fitsOutline(ratios, 250, records.slice(200, 300))).toBe(false);
	});

	test("a shape that is rounded the other way, or too wide to be told, still fits", () => {
		const record = { ...picture(1), width: 2048, height: 1365 };
		expect(fitsOutline(Uint16Array.of(outlineRatio(record) + 1), 0, [record])).toBe(true);
		const banner = { ...picture(1), width: 16_000, height: 100 };
		expect(fitsOutline(Uint16Array.of(65_535), 0, [banner])).toBe(true);
	});
});
