import { describe, expect, test } from "vitest";
import { createRandom, createTerrain, hashText } from "../../../../src/renderer/painter/random.ts";

const draw = (...parts: number[]) => {
	const random = createRandom(...parts);
	return Array.from({ length: 200 }, random.next);
};

describe("random numbers", () => {
	test("are the same for the same seed and others for another seed or frame", () => {
		expect(draw(7, 1)).toEqual(draw(7, 1));
		for (const other of [draw(7, 2), draw(8, 1), draw(7)]) expect(other).not.toEqual(draw(7, 1));
	});

	test("fill the range from 0 up to 1 evenly", () => {
		const numbers = draw(0xffff_ffff);
		expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...numbers)).toBeLessThan(1);
		const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
		expect(mean).toBeGreaterThan(0.4);
		expect(mean).toBeLessThan(0.6);
	});

	test("shuffling keeps every item and changes nothing given", () => {
		const items = [1, 2, 3, 4, 5, 6, 7, 8];
		const shuffled = createRandom(3).shuffle(items);
		expect([...shuffled].sort()).toEqual(items);
		expect(shuffled).not.toEqual(items);
		expect(items).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
	});
});

test("a terrain is smooth, bounded and goes on without a seam", () => {
	const terrain = createTerrain(createRandom(5), 0.4);
	for (let place = -50; place < 50; place += 0.01) {
		expect(Math.abs(terrain(place))).toBeLessThanOrEqual(1);
		expect(Math.abs(terrain(place + 0.001) - terrain(place))).toBeLessThan(0.02);
	}
});

test("texts that differ in one letter have different hashes of 32 bits", () => {
	expect(hashText("少女")).not.toBe(hashText("少年"));
	expect(hashText("")).toBeGreaterThanOrEqual(0);
	expect(hashText("a".repeat(10_000))).toBeLessThanOrEqual(0xffff_ffff);
});
