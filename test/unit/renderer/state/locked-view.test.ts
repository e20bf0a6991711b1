import { expect, test } from "vitest";
import {
	type LockedView,
	movedBy,
	wholePicture,
	zoomedBy,
} from "../../../../src/renderer/state/locked-view.ts";

/** Which point of the picture lies at a point of the frame, both in parts of their width. */
function under({ zoom, x }: LockedView, at: number): number {
	return (at - x) / zoom;
}

test("what is under the pointer stays there while the pictures grow", () => {
	const once = zoomedBy(wholePicture, 2, { x: 0.25, y: 0.5 });
	const twice = zoomedBy(once, 3, { x: 0.25, y: 0.5 });
	expect(once.zoom).toBe(2);
	expect(under(once, 0.25)).toBeCloseTo(0.25);
	expect(under(twice, 0.25)).toBeCloseTo(0.25);
});

test("no picture becomes smaller than its frame, and none leaves a gap", () => {
	expect(zoomedBy({ zoom: 2, x: -0.5, y: -1 }, 0.1, { x: 0, y: 0 })).toEqual({
		zoom: 1,
		x: 0,
		y: 0,
	});
	const close = zoomedBy(wholePicture, 4, { x: 0.5, y: 0.5 });
	expect(movedBy(close, { x: 10, y: -10 })).toEqual({ zoom: 4, x: 0, y: -3 });
});

test("a whole picture cannot be moved", () => {
	expect(movedBy(wholePicture, { x: 0.3, y: -0.3 })).toEqual(wholePicture);
});
