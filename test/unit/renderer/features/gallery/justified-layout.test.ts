import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RATIO_UNIT } from "../../../../../src/contract/library-query.ts";
import {
	blockTop,
	cellsOf,
	type GalleryLayout,
	type LayoutOptions,
	layOutGallery,
	rowOf,
} from "../../../../../src/renderer/features/gallery/justified-layout.ts";
import {
	picturesIn,
	rowAt,
	rowOfPicture,
	rowsBetween,
	rowsToDraw,
} from "../../../../../src/renderer/features/gallery/layout-window.ts";

const options: LayoutOptions = { width: 1000, rowHeight: 200, gap: 4, headerHeight: 40 };

const ratiosOf = (ratios: readonly number[]) =>
	Uint16Array.from(ratios, (ratio) => Math.min(65_535, Math.max(1, ratio * RATIO_UNIT)));
const rowsOf = (layout: GalleryLayout) =>
	Array.from({ length: layout.rowCount }, (_, at) => rowOf(layout, at) ?? expect.fail("no row"));

const outlines = fc
	.array(
		fc.array(fc.double({ min: 0.02, max: 20, noNaN: true }), { minLength: 1, maxLength: 60 }),
		{
			maxLength: 8,
		},
	)
	.map((days) => ({
		ratios: ratiosOf(days.flat()),
		days: days.map((day, index) => ({ day: `2026-11-${10 + index}`, count: day.length })),
	}));
const anyOptions = fc.record({
	width: fc.integer({ min: 60, max: 4000 }),
	rowHeight: fc.integer({ min: 60, max: 500 }),
	gap: fc.integer({ min: 0, max: 16 }),
	headerHeight: fc.integer({ min: 0, max: 60 }),
});

/** A gallery of `count` pictures in days of `perDay`, with the shapes of real libraries mixed. */
function gallery(count: number, perDay = 37) {
	const shapes = [1, 1.5, 0.667, 1.778, 0.75, 1.333, 0.5625];
	const ratios = ratiosOf(
		Array.from({ length: count }, (_, i) => shapes[(i * 7919) % shapes.length] ?? 1),
	);
	const days = [];
	for (let left = count; left > 0; left -= perDay) {
		days.push({ day: `day ${left}`, count: Math.min(perDay, left) });
	}
	return { ratios, days };
}

describe("layOutGallery", () => {
	test("every picture is placed exactly once and in order", () => {
		fc.assert(
			fc.property(outlines, anyOptions, (outline, given) => {
				const layout = layOutGallery(outline, given);
				const placed = rowsOf(layout).flatMap((row) =>
					cellsOf(layout, row).map((cell) => cell.index),
				);
				expect(placed).toEqual([...outline.ratios.keys()]);
			}),
		);
	});

	test("no row is wider than the container and no picture has no width", () => {
		fc.assert(
			fc.property(outlines, anyOptions, (outline, given) => {
				const layout = layOutGallery(outline, given);
				for (const row of rowsOf(layout)) {
					let edge = -given.gap;
					for (const cell of cellsOf(layout, row)) {
						expect(cell.left).toBe(edge + given.gap);
						expect(cell.width).toBeGreaterThan(0);
						edge = cell.left + cell.width;
					}
					expect(edge).toBeLessThanOrEqual(given.width);
				}
			}),
		);
	});

	test("rows follow each other without overlap, one gap or one header apart", () => {
		fc.assert(
			fc.property(outlines, anyOptions, (outline, given) => {
				const layout = layOutGallery(outline, given);
				let bottom = -given.gap;
				for (const row of rowsOf(layout)) {
					expect(blockTop(layout, row)).toBe(bottom + given.gap);
					bottom = row.top + row.height;
				}
				expect(layout.height).toBe(Math.max(0, bottom));
			}),
		);
	});

	test("each day begins a row of its own", () => {
		fc.assert(
			fc.property(outlines, anyOptions, (outline, given) => {
				const layout = layOutGallery(outline, given);
				const starts = rowsOf(layout).filter((row) => row.begins >= 0);
				expect(starts.map((row) => row.begins)).toEqual(outline.days.map((_, day) => day));
				let first = 0;
				for (const [day, row] of starts.entries()) {
					expect(row.first).toBe(first);
					first += outline.days[day]?.count ?? 0;
				}
			}),
		);
	});

	test("a full row ends at the edge exactly and stays near the height asked for", () => {
		const layout = layOutGallery(gallery(500, 500), options);
		for (const row of rowsOf(layout).slice(0, -1)) {
			const last = cellsOf(layout, row).at(-1);
			expect((last?.left ?? 0) + (last?.width ?? 0)).toBe(1000);
			expect(row.height).toBeGreaterThan(options.rowHeight * 0.7);
			expect(row.height).toBeLessThan(options.rowHeight * 1.4);
		}
	});

	test("pictures keep their own shape to the pixel", () => {
		const layout = layOutGallery(gallery(200), options);
		for (const row of rowsOf(layout)) {
			for (const cell of cellsOf(layout, row)) {
				const ratio = (layout.ratios[cell.index] ?? 1) / RATIO_UNIT;
				expect(Math.abs(cell.width - ratio * row.height)).toBeLessThan(2.5);
			}
		}
	});

	test("a day with one picture does not blow it up to the whole width", () => {
		const layout = layOutGallery(
			{ ratios: ratiosOf([1]), days: [{ day: "a", count: 1 }] },
			options,
		);
		expect(rowsOf(layout)[0]?.height).toBe(200);
		expect(cellsOf(layout, rowsOf(layout)[0] ?? expect.fail("no row"))).toEqual([
			{ index: 0, left: 0, width: 200 },
		]);
	});

	test("shapes that nobody knows are drawn square", () => {
		const ratios = new Uint16Array(3);
		const layout = layOutGallery({ ratios, days: [{ day: "a", count: 3 }] }, options);
		expect(cellsOf(layout, rowsOf(layout)[0] ?? expect.fail("no row")).map((c) => c.width)).toEqual(
			[200, 200, 200],
		);
	});

	test("a window without width, and a library without pictures, have no rows", () => {
		expect(layOutGallery(gallery(10), { ...options, width: 0 })).toMatchObject({
			rowCount: 0,
			height: 0,
		});
		expect(layOutGallery({ ratios: ratiosOf([]), days: [] }, options)).toMatchObject({
			rowCount: 0,
			height: 0,
		});
	});

	test("one picture a row is as large as room and window let it be, in the middle", () => {
		const ratios = ratiosOf([2, 0.5]);
		const single = { ...options, rowHeight: 2000, singleHeight: 600 };
		const layout = layOutGallery({ ratios, days: [{ day: "a", count: 2 }] }, single);
		const [wide, tall] = rowsOf(layout);
		expect([wide?.height, tall?.height]).toEqual([500, 600]);
		expect(cellsOf(layout, wide ?? expect.fail("no row"))).toEqual([
			{ index: 0, left: 0, width: 1000 },
		]);
		expect(cellsOf(layout, tall ?? expect.fail("no row"))).toEqual([
			{ index: 1, left: 350, width: 300 },
		]);
	});

	test("an order without days has no header above its pictures", () => {
		const { ratios } = gallery(40);
		const layout = layOutGallery({ ratios, days: [{ day: "", count: 40 }] }, options);
		expect(rowOf(layout, 0)?.top).toBeLessThan(options.headerHeight);
		expect(blockTop(layout, rowOf(layout, 0) ?? expect.fail("no row"))).toBe(0);
	});

	test("ten times as many pictures take about ten times as long, up to a million", () => {
		const time = (work: () => void) => {
			const start = performance.now();
			work();
			return performance.now() - start;
		};
		const best = (work: () => void) => Math.min(...Array.from({ length: 5 }, () => time(work)));
		const few = gallery(100_000, 337);
		const many = gallery(1_000_000, 337);
		// A ratio on the same machine, since machines are shared.
		const short = best(() => layOutGallery(few, options));
		expect(best(() => layOutGallery(many, options))).toBeLessThan(Math.max(50, short * 30));
	});
});

describe("the window over the layout", () => {
	test("shows all rows that touch it and no others", () => {
		fc.assert(
			fc.property(outlines, anyOptions, fc.double({ min: 0, max: 1, noNaN: true }), (o, g, at) => {
				const layout = layOutGallery(o, g);
				const top = at * layout.height;
				const bottom = top + 700;
				const { first, end } = rowsBetween(layout, top, bottom);
				for (const [index, row] of rowsOf(layout).entries()) {
					const touches = row.top + row.height > top && blockTop(layout, row) < bottom;
					if (touches) expect(index >= first && index < end).toBe(true);
				}
			}),
		);
	});

	test("finds the row of every picture", () => {
		const layout = layOutGallery(gallery(1000), options);
		for (let picture = 0; picture < 1000; picture++) {
			const row = rowOf(layout, rowOfPicture(layout, picture));
			expect(row !== undefined && row.first <= picture && picture < row.end).toBe(true);
		}
	});

	test("finds the row at a height, headers counted in", () => {
		const layout = layOutGallery(gallery(1000), options);
		for (const [index, row] of rowsOf(layout).entries()) {
			expect(rowAt(layout, blockTop(layout, row))).toBe(index);
			expect(rowAt(layout, row.top + row.height - 1)).toBe(index);
		}
	});

	test("draws rows beyond the edges, and never more than 150 pictures for a window's worth", () => {
		const layout = layOutGallery(gallery(5000), { ...options, width: 1250, rowHeight: 140 });
		for (let top = 0; top < layout.height; top += 997) {
			const view = { top, height: 800 };
			const drawn = rowsToDraw(layout, view, 600);
			const seen = rowsBetween(layout, top, top + 800);
			expect(drawn.first).toBeLessThanOrEqual(seen.first);
			expect(drawn.end).toBeGreaterThanOrEqual(seen.end);
			expect(picturesIn(layout, drawn).count).toBeLessThanOrEqual(150);
		}
		const middle = rowsToDraw(layout, { top: 10_000, height: 800 }, 600);
		expect(middle.first).toBeLessThan(rowsBetween(layout, 10_000, 10_800).first);
	});

	test("an empty library has no rows to draw", () => {
		const layout = layOutGallery({ ratios: ratiosOf([]), days: [] }, options);
		expect(rowsToDraw(layout, { top: 0, height: 800 }, 600)).toEqual({ first: 0, end: 0 });
	});
});
