import { expect, test } from "vitest";
import { promptMeter } from "../../../../../src/renderer/features/compose/prompt-meter.ts";

test.each([
	[0, "quiet"],
	[799, "quiet"],
	[800, "near"],
	[1_000, "near"],
	[1_001, "over"],
])("the counter at %i of 1000 is %s", (have, meter) => {
	expect(promptMeter(have, 1_000)).toBe(meter);
});
