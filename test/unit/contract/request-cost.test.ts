import { expect, test } from "vitest";
import { worstCaseImages, worstCaseUsd } from "../../../src/contract/request-cost.ts";

test("a set is counted at its full size, because every picture of it may be charged", () => {
	expect(worstCaseImages({ count: 6 })).toBe(6);
	expect(worstCaseUsd(0.035, { count: 6 })).toBeCloseTo(0.21);
});

test("free is a price, and no price is none", () => {
	expect(worstCaseUsd(0, { count: 9 })).toBe(0);
	expect(worstCaseUsd(undefined, { count: 9 })).toBeUndefined();
});
