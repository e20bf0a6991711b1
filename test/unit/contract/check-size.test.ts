import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Capability } from "../../../src/contract/capability.ts";
import { checkSize, ratioText, suggestedSize } from "../../../src/contract/check-size.ts";
import { nearestFreeSize, sizeBreach } from "../../../src/contract/fit-size.ts";
import { anyCapability } from "./any-capability.ts";

const anyFreeCapability = anyCapability.filter(({ size }) => size.free !== undefined);
const anyPixels = fc.record({
	width: fc.integer({ min: 1, max: 32_768 }),
	height: fc.integer({ min: 1, max: 32_768 }),
});

/** Seedream 4.0's free sizes, as its upstream page gives them. */
const seedream = {
	minPixels: 921_600,
	maxPixels: 16_777_216,
	minRatio: 1 / 16,
	maxRatio: 16,
	maxSide: 16_384,
};

describe("a suggested size", () => {
	test("fits the model, whatever was typed", () => {
		fc.assert(
			fc.property(anyFreeCapability, anyPixels, (capability, pixels) => {
				const size = { kind: "pixels", ...pixels } as const;
				const suggested = suggestedSize(size, capability);
				const fault = checkSize(size, capability);
				expect(suggested === undefined).toBe(fault === undefined);
				if (suggested === undefined) return;
				expect(checkSize({ kind: "pixels", ...suggested }, capability)).toBeUndefined();
				expect(fault?.facts).toMatchObject({
					suggestWidth: suggested.width,
					suggestHeight: suggested.height,
				});
			}),
			{ numRuns: 1_000 },
		);
	});

	test("keeps the proportions when only the number of pixels is wrong", () => {
		fc.assert(
			fc.property(anyPixels, (pixels) => {
				const breach = sizeBreach(pixels, seedream);
				fc.pre(breach === "too-small" || breach === "too-large");
				const suggested = nearestFreeSize(pixels, seedream);
				expect(suggested).toBeDefined();
				const bend =
					((suggested?.width ?? 0) / (suggested?.height ?? 1)) * (pixels.height / pixels.width);
				expect(Math.abs(Math.log(bend))).toBeLessThan(0.01);
			}),
		);
	});

	test.each([
		[
			{ width: 512, height: 512 },
			{ width: 960, height: 960 },
		],
		[
			{ width: 640, height: 360 },
			{ width: 1_280, height: 720 },
		],
		[
			{ width: 8_000, height: 8_000 },
			{ width: 4_096, height: 4_096 },
		],
		[
			{ width: 8_000, height: 5_000 },
			{ width: 5_168, height: 3_232 },
		],
	])("is the nearest round size: %o becomes %o", (typed, suggested) => {
		expect(nearestFreeSize(typed, seedream)).toEqual(suggested);
	});

	test("keeps the proportions when a side is what is too long", () => {
		const short = { ...seedream, minPixels: 1_000, maxSide: 3_000 };
		expect(nearestFreeSize({ width: 6_400, height: 1_600 }, short)).toEqual({
			width: 2_944,
			height: 736,
		});
		expect(nearestFreeSize({ width: 1_600, height: 6_400 }, short)).toEqual({
			width: 736,
			height: 2_944,
		});
	});

	test("does not exist where the bounds leave no whole-number size", () => {
		const impossible = { ...seedream, maxSide: 500 };
		expect(nearestFreeSize({ width: 100, height: 100 }, impossible)).toBeUndefined();
	});
});

describe("a bound of free sizes", () => {
	const capability = (free: Capability["size"]["free"]) =>
		fc.sample(anyCapability, { numRuns: 1, seed: 1 }).map((one) => ({
			...one,
			size: {
				tiers: [{ id: "2K", shapes: [] }],
				defaultTier: "2K",
				shapesBy: "pixels" as const,
				auto: "always" as const,
				...(free && { free }),
			},
		}))[0] as Capability;
	const square = {
		minPixels: 10_000,
		maxPixels: 40_000,
		minRatio: 1 / 4,
		maxRatio: 4,
		maxSide: 300,
	};
	const reason = (width: number, height: number, free = square) =>
		checkSize({ kind: "pixels", width, height }, capability(free))?.reason;

	test.each([
		[100, 100, undefined],
		[100, 99, "size-too-small"],
		[200, 200, undefined],
		[200, 201, "size-too-large"],
		[300, 75, undefined],
		[301, 76, "side-too-long"],
		[76, 301, "side-too-long"],
		[201, 50, "ratio-out-of-range"],
		[50, 201, "ratio-out-of-range"],
	])("%i × %i is judged by the one it crosses: %s", (width, height, expected) => {
		expect(reason(width, height)).toBe(expected);
	});

	test("is not asked of a size the page itself lists", () => {
		const listing: Capability = {
			...capability(square),
			size: {
				tiers: [{ id: "3K", shapes: [{ ratio: "21:9", width: 4_704, height: 2_016 }] }],
				defaultTier: "3K",
				shapesBy: "pixels",
				auto: "always",
				free: square,
			},
		};
		expect(checkSize({ kind: "pixels", width: 4_704, height: 2_016 }, listing)).toBeUndefined();
	});

	test("is absent where only listed shapes are made, and then no other size passes", () => {
		const found = checkSize({ kind: "pixels", width: 150, height: 150 }, capability(undefined));
		expect(found?.reason).toBe("size-not-free");
	});

	test("is not asked of a size that is only half typed", () => {
		expect(reason(0, 100)).toBe("size-incomplete");
		expect(reason(100, Number.NaN)).toBe("size-incomplete");
		expect(reason(100.5, 100)).toBe("size-incomplete");
		const half = { kind: "pixels", width: 100, height: 0 } as const;
		expect(suggestedSize(half, capability(square))).toBeUndefined();
	});

	test("is said in millions that are themselves allowed", () => {
		const small = checkSize(
			{ kind: "pixels", width: 1_000, height: 1_000 },
			capability({ ...seedream, minPixels: 3_686_400 }),
		);
		expect(small?.facts.limit).toBe(3.69);
		const large = checkSize({ kind: "pixels", width: 5_000, height: 5_000 }, capability(seedream));
		expect(large?.facts.limit).toBe(16.77);
	});
});

describe("a shape that must be named", () => {
	const listing = (auto: Capability["size"]["auto"]): Capability => ({
		...(fc.sample(anyCapability, { numRuns: 1, seed: 1 })[0] as Capability),
		size: {
			tiers: [
				{
					id: "2K",
					shapes: [
						{ ratio: "16:9", width: 2_848, height: 1_600 },
						{ ratio: "1:1", width: 2_048, height: 2_048 },
					],
				},
			],
			defaultTier: "2K",
			shapesBy: "ratio",
			auto,
		},
	});
	const open = { kind: "tier", tier: "2K" } as const;

	test.each([
		["always", 0, undefined],
		["always", 1, undefined],
		["with-references", 0, "shape-needs-reference"],
		["with-references", 1, undefined],
		["never", 0, "shape-not-open"],
		["never", 1, "shape-not-open"],
	] as const)("with auto %s and %i references: %s", (auto, references, reason) => {
		expect(checkSize(open, listing(auto), references)?.reason).toBe(reason);
		expect(suggestedSize(open, listing(auto), references)).toEqual(
			reason && { width: 2_048, height: 2_048 },
		);
	});

	test("an unlisted size gets the nearest listed shape suggested where no other is made", () => {
		const typed = { kind: "pixels", width: 1_280, height: 720 } as const;
		expect(suggestedSize(typed, listing("never"))).toEqual({ width: 2_848, height: 1_600 });
	});
});

test.each([
	[1, "1:1"],
	[16, "16:1"],
	[1 / 16, "1:16"],
	[1 / 3, "1:3"],
	[16 / 9, "16:9"],
	[9 / 16, "9:16"],
	[2.39, "2.39:1"],
])("the ratio %f is written %s", (ratio, text) => {
	expect(ratioText(ratio)).toBe(text);
});
