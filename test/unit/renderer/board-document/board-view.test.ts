import fc from "fast-check";
import { expect, test } from "vitest";
import {
	MAX_ZOOM,
	MIN_ZOOM,
	pan,
	seenRect,
	toBoard,
	toScreen,
	viewOf,
	zoomAbout,
} from "../../../../src/renderer/board-document/board-view.ts";
import { standInSide } from "../../../../src/renderer/board-document/stand-in.ts";

const size = { width: 800, height: 600 };
const coordinate = fc.double({ min: -5_000, max: 5_000, noNaN: true });
const anyPoint = fc.record({ x: coordinate, y: coordinate });
const anyView = fc.record({
	x: coordinate,
	y: coordinate,
	zoom: fc.double({ min: 0.05, max: 20, noNaN: true }),
});

test("the middle of the view is where it looks, and every way there leads back", () => {
	expect(toScreen({ x: 7, y: 9, zoom: 3 }, size, { x: 7, y: 9 })).toEqual({ x: 400, y: 300 });
	fc.assert(
		fc.property(anyView, anyPoint, (view, point) => {
			const back = toBoard(view, size, toScreen(view, size, point));
			expect(back.x).toBeCloseTo(point.x, 6);
			expect(back.y).toBeCloseTo(point.y, 6);
		}),
	);
});

test("zooming keeps what is under the pointer under it", () => {
	const factor = fc.double({ min: 0.1, max: 10, noNaN: true });
	fc.assert(
		fc.property(anyView, anyPoint, factor, (view, point, by) => {
			const held = toBoard(view, size, point);
			const after = toScreen(zoomAbout(view, size, point, by), size, held);
			expect(after.x).toBeCloseTo(point.x, 4);
			expect(after.y).toBeCloseTo(point.y, 4);
		}),
	);
});

test("zoom stops at its limits", () => {
	const view = { x: 0, y: 0, zoom: 1 };
	expect(zoomAbout(view, size, { x: 0, y: 0 }, 1e9).zoom).toBe(MAX_ZOOM);
	expect(zoomAbout(view, size, { x: 0, y: 0 }, 1e-9).zoom).toBe(MIN_ZOOM);
});

test("dragging the board to the right shows what lies left of it", () => {
	expect(pan({ x: 0, y: 0, zoom: 2 }, 100, -50)).toEqual({ x: -50, y: 25, zoom: 2 });
});

test("a rect that is fitted is seen whole, with its margin", () => {
	const rect = { x: -3_000, y: 100, width: 5_000, height: 900 };
	const view = viewOf(rect, size, 40);
	const { x } = toScreen(view, size, rect);
	expect(x).toBeCloseTo(40);
	expect(toScreen(view, size, { x: 2_000, y: 0 }).x).toBeCloseTo(760);
	expect(seenRect(view, size).width).toBeCloseTo(5_000 / (720 / 800));
});

test("stand-ins are never smaller than what is seen, and stay while the zoom trembles", () => {
	expect([1, 64, 65, 500, 2_048, 2_049].map((px) => standInSide(px))).toEqual([
		64,
		64,
		128,
		512,
		2048,
		"full",
	]);
	expect(standInSide(70, 64)).toBe(64);
	expect(standInSide(60, 128)).toBe(128);
	expect(standInSide(90, 64)).toBe(128);
	expect(standInSide(1_000, 64)).toBe(1024);
	expect(standInSide(2_100, 2048)).toBe(2048);
	expect(standInSide(1_900, "full")).toBe("full");
});
