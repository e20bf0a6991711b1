import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type Camera,
	fitScale,
	fitted,
	inBox,
	isFitted,
	magnification,
	panned,
	type Scene,
	toggled,
	zoomedTo,
} from "../../../../src/renderer/kit/zoom-camera.ts";

const scene: Scene = {
	box: { width: 848, height: 648 },
	picture: { width: 4000, height: 2000 },
	actual: 1,
};
const scenes = fc.record({
	box: fc.record({
		width: fc.integer({ min: 50, max: 3000 }),
		height: fc.integer({ min: 50, max: 2000 }),
	}),
	picture: fc.record({
		width: fc.integer({ min: 1, max: 8000 }),
		height: fc.integer({ min: 1, max: 8000 }),
	}),
	actual: fc.constantFrom(1, 0.5, 0.8),
});
const moves = fc.array(
	fc.oneof(
		fc.record({
			growth: fc.double({ min: 0.3, max: 3, noNaN: true }),
			x: fc.nat(3000),
			y: fc.nat(2000),
		}),
		fc.record({
			byX: fc.integer({ min: -900, max: 900 }),
			byY: fc.integer({ min: -900, max: 900 }),
		}),
	),
	{ maxLength: 20 },
);

type Steps = typeof moves extends fc.Arbitrary<infer S> ? S : never;

function cameraAfter(given: Scene, steps: Steps): Camera {
	return steps.reduce<Camera>(
		(camera, step) =>
			"growth" in step
				? zoomedTo(camera, camera.scale * step.growth, step, given)
				: panned(camera, { x: step.byX, y: step.byY }, given),
		fitted(given),
	);
}

describe("a picture in the viewer", () => {
	test("begins whole and in the middle", () => {
		expect(fitted(scene)).toEqual({ scale: 0.2, x: 24, y: 124 });
	});

	test("a picture smaller than the box is shown at 100 %, not blown up", () => {
		const small = { ...scene, picture: { width: 200, height: 100 } };
		expect(fitted(small)).toEqual({ scale: 1, x: 324, y: 274 });
		expect(magnification(fitted({ ...small, actual: 0.5 }), { ...small, actual: 0.5 })).toBe(1);
	});

	test("never leaves a gap at an edge it could fill, whatever was done to it", () => {
		fc.assert(
			fc.property(scenes, moves, (given, steps) => {
				const camera = cameraAfter(given, steps);
				for (const [at, box, length] of [
					[camera.x, given.box.width, given.picture.width * camera.scale],
					[camera.y, given.box.height, given.picture.height * camera.scale],
				] as const) {
					if (length <= box) expect(Math.abs(at - (box - length) / 2)).toBeLessThanOrEqual(0.5);
					else expect(at <= 0 && at >= box - length - 1e-6).toBe(true);
				}
			}),
		);
	});

	test("is never smaller than whole nor larger than sixteen screen pixels a pixel", () => {
		fc.assert(
			fc.property(scenes, moves, (given, steps) => {
				const { scale } = cameraAfter(given, steps);
				expect(scale).toBeGreaterThanOrEqual(fitScale(given) - 1e-9);
				expect(scale).toBeLessThanOrEqual(given.actual * 16 + 1e-9);
			}),
		);
	});

	test("zooms around the pointer: what is under it stays under it", () => {
		const at = { x: 400, y: 300 };
		const before = zoomedTo(fitted(scene), 1, at, scene);
		const later = zoomedTo(before, 2, at, scene);
		expect((at.x - later.x) / later.scale).toBeCloseTo((at.x - before.x) / before.scale, 6);
		expect((at.y - later.y) / later.scale).toBeCloseTo((at.y - before.y) / before.scale, 6);
	});

	test("pressed twice goes to 100 % and back to whole", () => {
		const close = toggled(fitted(scene), { x: 100, y: 200 }, scene);
		expect(close.scale).toBe(1);
		expect(toggled(close, { x: 100, y: 200 }, scene)).toEqual(fitted(scene));
	});

	test("a small picture pressed twice shows twice its size, since 100 % is what it has", () => {
		const small = { ...scene, picture: { width: 200, height: 100 } };
		expect(toggled(fitted(small), { x: 424, y: 324 }, small).scale).toBe(2);
	});

	test("a whole picture stays whole when the box changes, another keeps its scale", () => {
		const wide = { ...scene, box: { width: 1448, height: 648 } };
		expect(isFitted(inBox(fitted(scene), scene, wide), wide)).toBe(true);
		const close = zoomedTo(fitted(scene), 1, { x: 400, y: 300 }, scene);
		expect(inBox(close, scene, wide).scale).toBe(1);
	});

	test("cannot be dragged while it is whole", () => {
		expect(panned(fitted(scene), { x: 300, y: -200 }, scene)).toEqual(fitted(scene));
	});
});
