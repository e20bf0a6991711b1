import { expect, test } from "vitest";
import { RATIO_UNIT } from "../../../../../src/contract/library-query.ts";
import { layOutGallery } from "../../../../../src/renderer/features/gallery/justified-layout.ts";
import { isWithin, stretchesIn } from "../../../../../src/renderer/features/gallery/marquee.ts";

/** Rows of four squares of 200 px, 5 apart, below a header of 40. */
const layout = layOutGallery(
	{ ratios: new Uint16Array(40).fill(RATIO_UNIT), days: [{ day: "2026-11-21", count: 40 }] },
	{ width: 815, rowHeight: 200, gap: 5, headerHeight: 40 },
);

test("a rectangle catches what it touches, row by row, from whichever corner it was drawn", () => {
	const caught = [
		{ first: 1, end: 3 },
		{ first: 5, end: 7 },
	];
	const corners = { fromX: 210, fromY: 50, toX: 500, toY: 300 };
	expect(stretchesIn(layout, corners)).toEqual(caught);
	const { fromX, fromY, toX, toY } = corners;
	expect(stretchesIn(layout, { fromX: toX, fromY: toY, toX: fromX, toY: fromY })).toEqual(caught);
	expect([0, 1, 2, 3, 4, 5].map((index) => isWithin(caught, index))).toEqual([
		...[false, true, true, false],
		...[false, true],
	]);
});

test("rows that are caught whole are one stretch, however many there are", () => {
	const all = { fromX: -10, fromY: 0, toX: 900, toY: 100_000 };
	expect(stretchesIn(layout, all)).toEqual([{ first: 0, end: 40 }]);
});

test("between two pictures, and above the first, nothing is caught", () => {
	expect(stretchesIn(layout, { fromX: 201, fromY: 50, toX: 204, toY: 60 })).toEqual([]);
	expect(stretchesIn(layout, { fromX: 0, fromY: 0, toX: 900, toY: 30 })).toEqual([]);
});
