import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RATIO_UNIT } from "../../../../../src/contract/library-query.ts";
import {
	type GalleryLayout,
	layOutGallery,
	rowOf,
} from "../../../../../src/renderer/features/gallery/justified-layout.ts";
import { rowOfPicture } from "../../../../../src/renderer/features/gallery/layout-window.ts";
import {
	pictureAfterMove,
	pictureAtPoint,
	placeAt,
	placeOfRow,
	scrollTopOf,
	scrollTopToShow,
} from "../../../../../src/renderer/features/gallery/scroll-place.ts";

const options = { width: 815, rowHeight: 200, gap: 5, headerHeight: 40 };
/** Four squares a row: 4 × 200 and 4 gaps of 5. */
const outline = (count: number, perDay = count) => ({
	ratios: new Uint16Array(count).fill(RATIO_UNIT),
	days: Array.from({ length: Math.ceil(count / perDay) }, (_, day) => ({
		day: String(day),
		count: Math.min(perDay, count - day * perDay),
	})),
});
const squares = (count: number, perDay = count) => layOutGallery(outline(count, perDay), options);

const rowsOf = (layout: GalleryLayout) =>
	Array.from({ length: layout.rowCount }, (_, at) => rowOf(layout, at) ?? expect.fail("no row"));

describe("keys in reading geometry", () => {
	const layout = squares(18, 9);

	test.each([
		["left", 5, 4],
		["left", 0, 0],
		["right", 5, 6],
		["right", 17, 17],
		["down", 1, 5],
		["up", 5, 1],
		["up", 1, 1],
		["first", 9, 0],
		["last", 9, 17],
	] as const)("%s from picture %i leads to %i", (move, from, to) => {
		expect(pictureAfterMove(layout, from, move, 800)).toBe(to);
	});

	test("down into a shorter row takes its last picture, down over a day goes on below", () => {
		expect(rowsOf(layout).map((row) => row.end - row.first)).toEqual([4, 4, 1, 4, 4, 1]);
		expect(pictureAfterMove(layout, 7, "down", 800)).toBe(8);
		expect(pictureAfterMove(layout, 8, "down", 800)).toBe(9);
	});

	test("a page key goes as far as the window is high, and at least one row", () => {
		const long = squares(400);
		expect(pictureAfterMove(long, 2, "page-down", 820)).toBe(2 + 4 * 4);
		expect(pictureAfterMove(long, 18, "page-up", 820)).toBe(2);
		expect(pictureAfterMove(long, 2, "page-down", 10)).toBe(6);
		expect(pictureAfterMove(long, 398, "page-down", 5000)).toBe(398);
	});

	test("no key leaves the gallery", () => {
		const moves = ["left", "right", "up", "down", "first", "last", "page-up", "page-down"] as const;
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 17 }), fc.constantFrom(...moves), (from, move) => {
				const to = pictureAfterMove(layout, from, move, 300);
				expect(to >= 0 && to < 18).toBe(true);
			}),
		);
	});
});

describe("the scroll place", () => {
	test("stays with its picture when new ones come in at the top", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 9000 }),
				fc.integer({ min: 1, max: 30 }),
				(top, added) => {
					const before = squares(200);
					const place = placeAt(before, 0, top);
					const after = layOutGallery(
						{
							ratios: new Uint16Array(200 + added).fill(RATIO_UNIT),
							days: [
								{ day: "today", count: added },
								{ day: "0", count: 200 },
							],
						},
						options,
					);
					const shift = after.height - before.height;
					expect(scrollTopOf(after, added, place)).toBe(top + shift);
				},
			),
		);
	});

	test("at the top there is no place to keep: the newest come into sight", () => {
		expect(placeAt(squares(50), 0, 0)).toBeUndefined();
		expect(scrollTopOf(squares(60), 10, undefined)).toBe(0);
	});

	test("keeps the same row at the top when the rows change their height", () => {
		const before = squares(400);
		const place = placeAt(before, 0, 5000);
		const after = layOutGallery(outline(400), { ...options, rowHeight: 120 });
		const row = rowOf(after, rowOfPicture(after, place?.name ?? 0));
		expect(scrollTopOf(after, 0, place)).toBe((row?.top ?? 0) - (place?.offset ?? 0));
	});

	test("what is under the pointer stays there while pictures grow and shrink", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 2000, max: 12_000 }),
				fc.integer({ min: 0, max: 799 }),
				fc.integer({ min: 48, max: 600 }),
				(top, y, rowHeight) => {
					const before = squares(400);
					const picture = pictureAtPoint(before, { x: 300, y: top + y }) ?? expect.fail("nothing");
					const place = placeOfRow(before, 0, picture, { top, y });
					const after = layOutGallery(outline(400), { ...options, rowHeight });
					const now = scrollTopOf(after, 0, place);
					if (now === 0) return;
					const row = rowOf(after, rowOfPicture(after, picture)) ?? expect.fail("no row");
					expect(row.top).toBeLessThanOrEqual(now + y + 1 + options.gap);
					expect(row.top + row.height).toBeGreaterThanOrEqual(now + y - 1 - options.gap);
				},
			),
		);
	});
});

describe("showing a picture", () => {
	const layout = squares(400);

	test("does not move when it is in sight", () => {
		expect(scrollTopToShow(layout, 20, { top: 900, height: 800 })).toBe(900);
	});

	test("scrolls just far enough, up with the name of the day, down to the lower edge and a gap", () => {
		expect(scrollTopToShow(layout, 0, { top: 900, height: 800 })).toBe(0);
		const row = rowOf(layout, 50);
		expect(scrollTopToShow(layout, 200, { top: 900, height: 800 })).toBe(
			(row?.top ?? 0) + (row?.height ?? 0) + options.gap - 800,
		);
	});
});
