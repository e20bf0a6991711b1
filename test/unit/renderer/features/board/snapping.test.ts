import { describe, expect, it } from "vitest";
import { snapRect } from "../../../../../src/renderer/features/board/snapping.ts";

const rect = (x: number, y: number, width = 100, height = 100) => ({ x, y, width, height });

describe("coming to lie in line", () => {
	it("draws an edge to the nearest edge of another, and shows the line through both", () => {
		const snap = snapRect(rect(4, 300), [rect(0, 0)], 6);
		expect(snap).toMatchObject({ dx: -4, dy: 0 });
		expect(snap.guides).toContainEqual({ along: "y", at: 0, from: 0, to: 400 });
	});

	it("draws middles to middles when the sides differ", () => {
		const { dx, guides } = snapRect(rect(23, 300, 60), [rect(0, 0)], 6);
		expect(dx).toBe(-3);
		expect(guides).toEqual([{ along: "y", at: 50, from: 0, to: 400 }]);
	});

	it("leaves a rect alone beyond its reach", () => {
		expect(snapRect(rect(107, 307), [rect(0, 0)], 6)).toEqual({ dx: 0, dy: 0, guides: [] });
	});

	it("takes each axis from another neighbour", () => {
		const { dx, dy } = snapRect(rect(203, 148), [rect(200, 0), rect(0, 150)], 6);
		expect([dx, dy]).toEqual([-3, 2]);
	});

	it("moves only the edge that is pulled", () => {
		const pulled = rect(0, 0, 197, 100);
		const { dx, dy } = snapRect(pulled, [rect(200, 3)], 6, { x: [1], y: [] });
		expect([dx, dy]).toEqual([3, 0]);
	});
});
