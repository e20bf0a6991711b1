import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NoteItem, PictureItem } from "../../../../../src/contract/board.ts";
import type { ImageId, ItemId } from "../../../../../src/contract/ids.ts";
import { RATIO_UNIT } from "../../../../../src/contract/library-query.ts";
import {
	exportFrame,
	exportSize,
	MAX_EXPORT_SIDE,
} from "../../../../../src/renderer/features/board/export-picture-size.ts";
import {
	picturesWithin,
	placeInTray,
	trayLayout,
} from "../../../../../src/renderer/features/board/library-tray-layout.ts";

const box = { x: 0, y: 0, rotation: 0, locked: false, opacity: 1 };
const picture = (width: number, pixels: number, crop?: PictureItem["crop"]): PictureItem => ({
	...box,
	id: "picture" as ItemId,
	kind: "picture",
	source: { kind: "image", id: "image" as ImageId },
	name: "",
	width,
	height: width,
	pixels: { width: pixels, height: pixels },
	flipX: false,
	flipY: false,
	grey: false,
	...(crop !== undefined && { crop }),
});
const note: NoteItem = {
	...box,
	id: "note" as ItemId,
	kind: "note",
	text: "",
	fontSize: 16,
	colour: "plain",
	width: 200,
	height: 100,
};

describe("the size of an exported board", () => {
	test("is at most what the sharpest picture has detail for", () => {
		const frame = exportFrame([picture(100, 400), { ...picture(100, 200), x: 300 }]);
		// 400 wide, 2 % free on each side, four pixels to a unit.
		expect(frame?.mostSide).toBe(416 * 4);
		expect(frame?.sides).toEqual([1024, 416 * 4]);
	});

	test("counts the pixels of the part that is shown", () => {
		const half = picture(100, 400, { x: 0, y: 0, width: 0.5, height: 0.5 });
		expect(exportFrame([half])?.mostSide).toBe(104 * 2);
	});

	test("never passes the largest canvas, and a board of notes is sharp all the same", () => {
		expect(exportFrame([picture(100, 30_000)])?.mostSide).toBe(MAX_EXPORT_SIDE);
		expect(exportFrame([note])?.mostSide).toBe(Math.round(208 * 3));
		expect(exportFrame([])).toBeUndefined();
	});

	test("keeps the proportions, and a thread still has a pixel", () => {
		const rect = { x: 0, y: 0, width: 2_000, height: 1_000 };
		expect(exportSize(rect, 1_024)).toEqual({ scale: 0.512, width: 1_024, height: 512 });
		expect(exportSize({ ...rect, height: 0.01 }, 1_024).height).toBe(1);
	});
});

describe("the row of the library tray", () => {
	test("finds exactly the pictures in sight", () => {
		const ratio = fc.integer({ min: 1, max: 65_535 });
		fc.assert(
			fc.property(
				fc.array(ratio, { minLength: 1, maxLength: 300 }),
				fc.integer({ min: -500, max: 20_000 }),
				fc.integer({ min: 1, max: 3_000 }),
				(ratios, from, length) => {
					const layout = trayLayout(Uint16Array.from(ratios));
					const { first, end } = picturesWithin(layout, from, from + length);
					ratios.forEach((_, index) => {
						const { left, width } = placeInTray(layout, index);
						const isSeen = left + width > from && left <= from + length;
						if (isSeen) expect(index >= first && index < end).toBe(true);
					});
					expect(end - first).toBeLessThanOrEqual(length / 36 + 3);
				},
			),
			{ numRuns: 100 },
		);
	});

	test("lays out 100,000 pictures, and a million no wider than a browser can", () => {
		const wide = 1.5 * RATIO_UNIT;
		expect(trayLayout(new Uint16Array(100_000).fill(wide)).count).toBe(100_000);
		const many = trayLayout(new Uint16Array(1_000_000).fill(wide));
		expect(many.width).toBeLessThan(2 ** 25);
		expect(many.count).toBeGreaterThan(200_000);
	});
});
