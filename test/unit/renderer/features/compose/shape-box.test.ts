import { expect, test } from "vitest";
import { shapeBox } from "../../../../../src/renderer/features/compose/shape-box.ts";

test.each([
	[2048, 2048, { width: 20, height: 20 }],
	[2848, 1600, { width: 20, height: 11 }],
	[1600, 2848, { width: 11, height: 20 }],
	[16, 1, { width: 20, height: 4 }],
])("%i × %i is drawn as %o", (width, height, box) => {
	expect(shapeBox(width, height, 20)).toEqual(box);
});
