import { describe, expect, test } from "vitest";
import {
	chooseAllFrames,
	chooseOne,
	noChoice,
	rangeTo,
	settledChoice,
	stepped,
	toggleFrame,
} from "../../../../../src/renderer/features/sets/frame-choice.ts";

const visible = [4, 2, 7, 0, 9];

describe("choosing frames", () => {
	test("a range goes from the anchor by the order shown, whichever way", () => {
		const begun = chooseOne(7);
		expect(rangeTo(begun, visible, 9).chosen).toEqual([7, 0, 9]);
		expect(rangeTo(rangeTo(begun, visible, 9), visible, 4).chosen).toEqual([4, 2, 7]);
		expect(rangeTo(noChoice, visible, 0).chosen).toEqual([0]);
	});

	test("a toggled frame comes in and goes out, and the last that is left is current", () => {
		const two = toggleFrame(chooseOne(4), 0);
		expect(two).toMatchObject({ chosen: [4, 0], current: 0 });
		expect(toggleFrame(two, 0)).toMatchObject({ chosen: [4], current: 4 });
		expect(toggleFrame(chooseOne(4), 4)).toMatchObject({ chosen: [], current: undefined });
	});

	test("all keeps the current frame where it is among them", () => {
		expect(chooseAllFrames(chooseOne(7), visible)).toMatchObject({ current: 7, chosen: visible });
		expect(chooseAllFrames(noChoice, visible).current).toBe(4);
	});

	test("steps stop at both ends", () => {
		expect(stepped({ current: 9 }, visible, 1)).toBe(9);
		expect(stepped({ current: 2 }, visible, Number.NEGATIVE_INFINITY)).toBe(4);
		expect(stepped({ current: undefined }, visible, 1)).toBe(4);
		expect(stepped({ current: 4 }, [], 1)).toBeUndefined();
	});
});

describe("when a filter takes frames out of sight", () => {
	test("what follows the current one takes its place; at the end what came before it", () => {
		expect(settledChoice(chooseOne(7), visible, [4, 2, 0, 9]).current).toBe(0);
		expect(settledChoice(chooseOne(9), visible, [4, 2]).current).toBe(2);
		expect(settledChoice(chooseOne(9), visible, [])).toEqual(noChoice);
	});

	test("what stays in sight stays chosen", () => {
		const three = { current: 2, anchor: 4, chosen: [4, 2, 7] };
		expect(settledChoice(three, visible, [2, 7, 0])).toMatchObject({ current: 2, chosen: [2, 7] });
	});
});
