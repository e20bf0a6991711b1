import fc from "fast-check";
import { expect, test } from "vitest";
import { dividerAfterKey, dividerAt } from "../../../../../src/renderer/features/sets/divider.ts";
import { framesInRow, SHEET_GAP } from "../../../../../src/renderer/features/sets/sheet-rows.ts";

test("the divider follows the pointer inside the frame and stops at its edges", () => {
	const frame = { left: 100, width: 400 };
	expect(dividerAt(300, frame)).toBe(0.5);
	expect(dividerAt(90, frame)).toBe(0);
	expect(dividerAt(900, frame)).toBe(1);
	expect(dividerAt(5, { left: 0, width: 0 })).toBe(0.5);
});

test("any row of keys keeps the divider in the frame, on whole hundredths", () => {
	const anyPress = fc.record({
		key: fc.constantFrom("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown"),
		shiftKey: fc.boolean(),
	});
	fc.assert(
		fc.property(fc.array(anyPress, { maxLength: 60 }), (presses) => {
			const place = presses.reduce((at, press) => dividerAfterKey(at, press) ?? at, 0.5);
			expect(place).toBeGreaterThanOrEqual(0);
			expect(place).toBeLessThanOrEqual(1);
			expect(place * 100).toBeCloseTo(Math.round(place * 100), 6);
		}),
	);
	expect(dividerAfterKey(0.3, { key: "End", shiftKey: false })).toBe(1);
	expect(dividerAfterKey(0.3, { key: "p", shiftKey: false })).toBeUndefined();
});

test("a row holds as many frames as fit beside their gaps, and one at least", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 3000 }),
			fc.integer({ min: 120, max: 480 }),
			(room, cell) => {
				const frames = framesInRow(room, cell);
				const width = (n: number) => n * cell + (n - 1) * SHEET_GAP;
				expect(frames).toBeGreaterThanOrEqual(1);
				if (frames > 1) expect(width(frames)).toBeLessThanOrEqual(room);
				expect(width(frames + 1)).toBeGreaterThan(room);
			},
		),
	);
});
