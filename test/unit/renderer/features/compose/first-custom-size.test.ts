import fc from "fast-check";
import { expect, test } from "vitest";
import { checkSize } from "../../../../../src/contract/check-size.ts";
import { chosenSize } from "../../../../../src/contract/shape-choice.ts";
import { firstCustomSize } from "../../../../../src/renderer/features/compose/first-custom-size.ts";
import { anyCapability, offeredSizes } from "../../../contract/any-capability.ts";

test("the number fields open with a size the model takes, and with the chosen shape's own pixels", () => {
	fc.assert(
		fc.property(anyCapability, (capability) => {
			for (const choice of offeredSizes(capability, 1)) {
				const pixels = firstCustomSize(choice, capability);
				expect(checkSize({ kind: "pixels", ...pixels }, capability)).toBeUndefined();
				if (choice.kind === "shape") expect(chosenSize(choice)).toMatchObject(pixels);
			}
		}),
	);
});

test("a tier without shapes opens with the nearest square the bounds allow", () => {
	fc.assert(
		fc.property(
			anyCapability.filter(({ size }) => size.free !== undefined),
			(capability) => {
				const bare = { id: "1K", shapes: [] };
				const shapeless = { ...capability, size: { ...capability.size, tiers: [bare] } };
				const pixels = firstCustomSize({ kind: "auto", tier: bare }, shapeless);
				expect(checkSize({ kind: "pixels", ...pixels }, shapeless)).toBeUndefined();
			},
		),
	);
});
