import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	cropHandles,
	cropToRatio,
	dragHandle,
	moveCrop,
} from "../../../../../src/renderer/features/reference-editor/crop-drag.ts";
import type { Rect } from "../../../../../src/renderer/features/reference-editor/edit-geometry.ts";
import { editedName } from "../../../../../src/renderer/features/reference-editor/editor-choices.ts";

const picture = { width: 1000, height: 500 };
const middle: Rect = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
const handle = (id: string) => cropHandles.find((one) => one.id === id) ?? cropHandles[0];

function isInside({ x, y, width, height }: Rect): boolean {
	const slack = 1e-9;
	return x >= -slack && y >= -slack && x + width <= 1 + slack && y + height <= 1 + slack;
}

describe("dragging the crop", () => {
	test("a handle moves its own sides and leaves the opposite ones", () => {
		const next = dragHandle(middle, { x: -1, y: 0 }, { x: -0.125, y: 0.3 }, picture, undefined);
		expect(next).toEqual({ x: 0.125, y: 0.25, width: 0.625, height: 0.5 });
	});

	test("a handle never passes the opposite side", () => {
		const next = dragHandle(middle, { x: 1, y: 1 }, { x: -3, y: -3 }, picture, undefined);
		expect(next.x).toBe(0.25);
		expect(next.width * picture.width).toBeCloseTo(15);
		expect(next.height * picture.height).toBeCloseTo(15);
	});

	test("every handle keeps the crop inside the picture and, where one is asked for, in its ratio", () => {
		const delta = fc.double({ min: -2, max: 2, noNaN: true });
		fc.assert(
			fc.property(
				fc.constantFrom(...cropHandles),
				delta,
				delta,
				fc.constantFrom(undefined, 1, 16 / 9, 9 / 16),
				(one, x, y, ratio) => {
					const start = ratio === undefined ? middle : cropToRatio(middle, picture, ratio);
					const next = dragHandle(start, one, { x, y }, picture, ratio);
					expect(isInside(next)).toBe(true);
					expect(next.width).toBeGreaterThan(0);
					if (ratio === undefined) return;
					expect((next.width * picture.width) / (next.height * picture.height)).toBeCloseTo(
						ratio,
						6,
					);
				},
			),
		);
		expect(handle("nw")).toMatchObject({ x: -1, y: -1 });
	});

	test("moving stops at the edges without changing the size", () => {
		expect(moveCrop(middle, { x: 2, y: -2 })).toEqual({ x: 0.5, y: 0, width: 0.5, height: 0.5 });
	});

	test("a ratio is the largest part of that shape around the middle of what was kept", () => {
		expect(cropToRatio(undefined, picture, 1)).toEqual({ x: 0.25, y: 0, width: 0.5, height: 1 });
		expect(cropToRatio({ x: 0.9, y: 0, width: 0.1, height: 1 }, picture, 1).x).toBe(0.5);
	});
});

describe("the name of an edited reference", () => {
	test("says once that it was edited, before the ending", () => {
		expect(editedName("shoe.png", "edited")).toBe("shoe (edited).png");
		expect(editedName("shoe (edited).png", "edited")).toBe("shoe (edited).png");
		expect(editedName("鞋", "已编辑")).toBe("鞋 (已编辑)");
		expect(editedName(`${"x".repeat(255)}.png`, "edited")).toHaveLength(255);
	});
});
