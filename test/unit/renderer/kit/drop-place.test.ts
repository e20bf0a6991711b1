import fc from "fast-check";
import { expect, test } from "vitest";
import { dropPlace, sideOf } from "../../../../src/renderer/kit/drop-place.ts";

test.each([
	[0, 2, "before", 1],
	[0, 2, "after", 2],
	[2, 0, "before", 0],
	[2, 0, "after", 1],
	[1, 1, "before", 1],
	[1, 1, "after", 1],
	[1, 0, "after", 1],
	[1, 2, "before", 1],
] as const)("a tile at %i let go over %i, %s it, lands at %i", (from, over, side, place) => {
	expect(dropPlace(from, over, side)).toBe(place);
});

test("the tile lands right beside the one it was dropped on", () => {
	const place = fc.integer({ min: 0, max: 13 });
	const anySide = fc.constantFrom("before" as const, "after" as const);
	fc.assert(
		fc.property(place, place, anySide, (from, over, side) => {
			fc.pre(from !== over);
			const tiles = Array.from({ length: 14 }, (_, n) => n);
			const moved = tiles.toSpliced(from, 1).toSpliced(dropPlace(from, over, side), 0, from);
			expect(moved.indexOf(from) - moved.indexOf(over)).toBe(side === "before" ? -1 : 1);
		}),
	);
});

test("the left half of a tile means before it, the right half after it", () => {
	const tile = { left: 100, width: 60 };
	expect([sideOf(100, tile), sideOf(129, tile), sideOf(130, tile)]).toEqual([
		"before",
		"before",
		"after",
	]);
});
