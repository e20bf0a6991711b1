import { expect, test } from "vitest";
import { worstCaseImages, worstCaseUsd } from "../../../src/contract/request-cost.ts";

const source = { page: "prices", read: "2026-11-21" };

test("a set is counted at its full size, because every picture of it may be charged", () => {
	expect(worstCaseImages({ count: 6 })).toBe(6);
	expect(worstCaseUsd({ price: { usdPerImage: 0.035, source } }, { count: 6 })).toBeCloseTo(0.21);
});

test("free is a price, and no price is none", () => {
	expect(worstCaseUsd({ price: { usdPerImage: 0, source } }, { count: 9 })).toBe(0);
	expect(worstCaseUsd({}, { count: 9 })).toBeUndefined();
});
