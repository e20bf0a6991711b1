import fc from "fast-check";
import { expect, test } from "vitest";
import type { Capability } from "../../../src/contract/capability.ts";
import { choiceInTier, chosenSize, sizeChoice } from "../../../src/contract/shape-choice.ts";
import { anyCapability, offeredSizes } from "./any-capability.ts";

test("every choice the form offers comes back from the request as itself", () => {
	fc.assert(
		fc.property(anyCapability, (capability) => {
			for (const choice of offeredSizes(capability, 1)) {
				expect(sizeChoice(capability, chosenSize(choice))).toEqual(choice);
			}
		}),
	);
});

test("pixels no tier lists are a custom size, and an unknown tier is no choice", () => {
	fc.assert(
		fc.property(anyCapability, (capability) => {
			const pixels = { kind: "pixels", width: 7, height: 11 } as const;
			expect(sizeChoice(capability, pixels)).toEqual({ ...pixels, kind: "custom" });
			expect(sizeChoice(capability, { kind: "tier", tier: "99K" })).toBeUndefined();
		}),
	);
});

test("changing the tier keeps the proportions, or leaves them to the model as before", () => {
	fc.assert(
		fc.property(anyCapability, (capability) => {
			for (const choice of offeredSizes(capability, 1)) {
				for (const tier of capability.size.tiers) {
					const moved = choiceInTier(choice, tier, capability, 1);
					expect(moved).toMatchObject({ kind: choice.kind, tier });
					if (moved.kind === "shape" && choice.kind === "shape") {
						expect(moved.shape.ratio).toBe(choice.shape.ratio);
					}
				}
			}
		}),
	);
});

test("a free size goes to the nearest shape of a tier, portrait as portrait", () => {
	const tier = {
		id: "2K",
		shapes: [
			{ ratio: "1:1", width: 2_048, height: 2_048 },
			{ ratio: "16:9", width: 2_848, height: 1_600 },
			{ ratio: "9:16", width: 1_600, height: 2_848 },
		],
	};
	const sizes: Pick<Capability, "size"> = {
		size: { tiers: [tier], defaultTier: "2K", shapesBy: "pixels", auto: "with-references" },
	};
	const nearest = (width: number, height: number) => {
		const choice = choiceInTier({ kind: "custom", width, height }, tier, sizes, 0);
		return choice.kind === "shape" ? choice.shape.ratio : choice.kind;
	};
	expect([nearest(1_000, 1_100), nearest(1_000, 3_000), nearest(1_900, 1_000)]).toEqual([
		"1:1",
		"9:16",
		"16:9",
	]);
	const bare = { id: "1K", shapes: [] };
	expect(choiceInTier({ kind: "custom", width: 9, height: 9 }, bare, sizes, 0).kind).toBe("auto");
	const open = { kind: "auto", tier } as const;
	expect(choiceInTier(open, tier, sizes, 1)).toEqual(open);
	expect(choiceInTier(open, tier, sizes, 0)).toMatchObject({ shape: { ratio: "1:1" } });
});
