import fc from "fast-check";
import { expect, test } from "vitest";
import {
	baseFor,
	lastTop,
	MAX_TALL,
	tallOf,
} from "../../../../../src/renderer/features/gallery/long-scroll.ts";

const scrolls = fc.record({
	whole: fc.oneof(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 1_500_000_000 })),
	view: fc.integer({ min: 100, max: 4000 }),
});
const places = fc.double({ min: 0, max: 1, noNaN: true });

test("every place of a gallery of any height can be scrolled to, wherever the element stood", () => {
	fc.assert(
		fc.property(scrolls, places, places, (scroll, to, from) => {
			const top = Math.round(to * lastTop(scroll));
			const stood = Math.round(from * Math.max(0, scroll.whole - MAX_TALL));
			const base = baseFor(scroll, top, stood);
			expect(base).toBeGreaterThanOrEqual(0);
			const local = top - base;
			expect(local).toBeGreaterThanOrEqual(0);
			expect(local).toBeLessThanOrEqual(Math.max(0, tallOf(scroll.whole) - scroll.view));
		}),
	);
});

test("away from both ends of the gallery there is room to scroll on in both directions", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1_000_000, max: 1_399_000_000 }), places, (top, from) => {
			const scroll = { whole: 1_400_000_000, view: 900 };
			const base = baseFor(scroll, top, Math.round(from * (scroll.whole - MAX_TALL)));
			const local = top - base;
			expect(local).toBeGreaterThanOrEqual(MAX_TALL / 8);
			expect(MAX_TALL - scroll.view - local).toBeGreaterThanOrEqual(MAX_TALL / 8);
		}),
	);
});

test("small steps stay inside the element as long as there is room, so that none is rounded", () => {
	const scroll = { whole: 40_000_000, view: 900 };
	const base = baseFor(scroll, 20_000_000, 0);
	for (let step = 0; step < 10_000; step += 100) {
		expect(baseFor(scroll, 20_000_000 + step, base)).toBe(base);
	}
});

test("a gallery that one element can hold is never moved", () => {
	const scroll = { whole: MAX_TALL, view: 900 };
	expect(baseFor(scroll, MAX_TALL - 900, 0)).toBe(0);
});
