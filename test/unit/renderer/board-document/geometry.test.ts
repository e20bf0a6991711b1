import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrowBetween, setNote } from "../../../../src/renderer/board-document/edit-notes.ts";
import type { Rect } from "../../../../src/renderer/board-document/geometry.ts";
import {
	arrowEnds,
	boundsOf,
	boundsOfAll,
	cornersOf,
	holds,
	itemsTouching,
	topItemAt,
} from "../../../../src/renderer/board-document/geometry.ts";
import { arrow, board, itemId, note, picture } from "./sample-board.ts";

describe("an item that is turned", () => {
	const turned = picture(1, { x: 10, y: 20, width: 400, height: 300, rotation: 90 });

	test("has its bounds and corners where it is seen", () => {
		expect(boundsOf(turned)).toEqual({ x: -140, y: -180, width: 300, height: 400 });
		expect(cornersOf(turned)[0]).toEqual({ x: 160, y: -180 });
	});

	test("holds points of its own shape and not of the box around it", () => {
		const askew = picture(1, { width: 400, height: 40, rotation: 45 });
		expect(holds(askew, { x: 120, y: 120 })).toBe(true);
		expect(holds(askew, { x: 120, y: -120 })).toBe(false);
		expect(itemsTouching([askew], { x: 100, y: -140, width: 40, height: 40 })).toEqual([]);
		expect(itemsTouching([askew], { x: 100, y: 100, width: 40, height: 40 })).toEqual([askew]);
	});

	test("is touched by a rect that holds one of its points, whatever the turn", () => {
		const rect: Rect = { x: -50, y: -50, width: 100, height: 100 };
		const anyBox = fc.record({
			x: fc.integer({ min: -300, max: 300 }),
			y: fc.integer({ min: -300, max: 300 }),
			width: fc.integer({ min: 1, max: 300 }),
			height: fc.integer({ min: 1, max: 300 }),
			rotation: fc.integer({ min: -180, max: 180 }),
		});
		const inside = fc.record({
			x: fc.integer({ min: -50, max: 50 }),
			y: fc.integer({ min: -50, max: 50 }),
		});
		fc.assert(
			fc.property(anyBox, inside, (box, point) => {
				const item = picture(1, box);
				if (holds(item, point)) expect(itemsTouching([item], rect)).toEqual([item]);
			}),
		);
	});
});

test("nothing has no bounds; many have those around them all", () => {
	expect(boundsOfAll([])).toBeUndefined();
	const items = [picture(1), picture(2, { x: 1_000, y: 500 })];
	expect(boundsOfAll(items)).toEqual({ x: -200, y: -150, width: 1_400, height: 800 });
});

test("the uppermost item under the pointer is the last drawn", () => {
	const items = [picture(1), note(2), picture(3, { x: 5_000 })];
	expect(topItemAt(items, { x: 0, y: 0 })).toBe(items[1]);
	expect(topItemAt(items, { x: 150, y: 0 })).toBe(items[0]);
	expect(topItemAt(items, { x: -900, y: 0 })).toBeUndefined();
});

describe("an arrow", () => {
	test("is under the pointer along its line, not in its box", () => {
		const across = arrow(1, { width: 200, height: 200, thickness: 10 });
		expect(holds(across, { x: 50, y: 53 })).toBe(true);
		expect(holds(across, { x: 80, y: -80 })).toBe(false);
		expect(holds(across, { x: 50, y: 70 }, 20)).toBe(true);
		expect(itemsTouching([across], { x: 40, y: -90, width: 40, height: 40 })).toEqual([]);
		expect(itemsTouching([across], { x: 40, y: 30, width: 10, height: 40 })).toEqual([across]);
	});

	test("runs between the points it was drawn between", () => {
		const coordinate = fc.integer({ min: -1_000, max: 1_000 });
		const anyPoint = fc.record({ x: coordinate, y: coordinate });
		fc.assert(
			fc.property(anyPoint, anyPoint, (from, to) => {
				const ends = arrowEnds(arrow(1, arrowBetween(from, to)));
				for (const [drawn, meant] of [
					[ends.from, from],
					[ends.to, to],
				] as const) {
					expect(drawn.x).toBeCloseTo(meant.x, 1);
					expect(drawn.y).toBeCloseTo(meant.y, 1);
				}
			}),
		);
	});
});

test("a note that grows keeps its upper left corner, turned or not", () => {
	for (const rotation of [0, 30, -90]) {
		const before = note(1, { x: 10, y: 20, rotation });
		const after = setNote(board([before]), itemId(1), { text: "more", width: 300, height: 400 });
		const grown = after.items[0] ?? before;
		expect(grown).toMatchObject({ width: 300, height: 400 });
		expect(cornersOf(grown)[0].x).toBeCloseTo(cornersOf(before)[0].x);
		expect(cornersOf(grown)[0].y).toBeCloseTo(cornersOf(before)[0].y);
	}
});
