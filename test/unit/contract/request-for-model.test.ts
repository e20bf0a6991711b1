import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Capability } from "../../../src/contract/capability.ts";
import { GenerationRequest } from "../../../src/contract/generation.ts";
import { blockingProblems } from "../../../src/contract/problem.ts";
import { freshRequest, requestForModel } from "../../../src/contract/request-for-model.ts";
import { validateRequest } from "../../../src/contract/validate-request.ts";
import { account, anyCapability, anyFittingPair, picture, ready } from "./any-capability.ts";

const fieldsOfBlocks = (...check: Parameters<typeof validateRequest>) =>
	blockingProblems(validateRequest(...check)).map((problem) => problem.field);

test("a fresh form lacks nothing but the prompt", () => {
	fc.assert(
		fc.property(anyCapability, (capability) => {
			const request = freshRequest(account, capability);
			expect(fieldsOfBlocks(request, capability, ready)).toEqual(["prompt"]);
			expect(GenerationRequest.safeParse(request).success).toBe(true);
		}),
	);
});

test("a request moved to another model breaks no limit but those of the designer's own references", () => {
	fc.assert(
		fc.property(anyFittingPair, anyCapability, ({ request }, other) => {
			const moved = requestForModel(request, account, other);
			expect(moved.prompt).toBe(request.prompt);
			expect(moved.references).toEqual(request.references);
			const fields = new Set(fieldsOfBlocks(moved, other, ready));
			expect([...fields].filter((field) => field !== "references")).toEqual([]);
			expect(GenerationRequest.safeParse(moved).success).toBe(true);
		}),
		{ numRuns: 300 },
	);
});

test("nothing blocks a moved request that its prompt and references did not bring along", () => {
	const anyPixels = fc.record({
		width: fc.integer({ min: 0, max: 20_000 }),
		height: fc.integer({ min: 0, max: 20_000 }),
	});
	// What an earlier recipe or a half-typed form may hold.
	const anyRequest = fc
		.record({
			pair: anyFittingPair,
			pixels: fc.option(anyPixels, { nil: undefined }),
			tier: fc.option(fc.constantFrom("99K", "2K", "4K"), { nil: undefined }),
			mode: fc.constantFrom<GenerationRequest["mode"]>("single", "set"),
			count: fc.integer({ min: 0, max: 100 }),
			watermark: fc.option(fc.boolean(), { nil: undefined }),
			stream: fc.option(fc.boolean(), { nil: undefined }),
			extras: fc.constantFrom<GenerationRequest["extras"]>(
				{},
				{ seed: 99, style: "none", unknown: 1 },
				{ callback: "http://a", fast: 1, user: "x".repeat(99) },
			),
		})
		.map(({ pair, pixels, tier, ...rest }): GenerationRequest => {
			const size = pixels
				? ({ kind: "pixels", ...pixels } as const)
				: tier
					? ({ kind: "tier", tier } as const)
					: pair.request.size;
			return { ...pair.request, size, ...rest };
		});
	fc.assert(
		fc.property(anyRequest, anyCapability, (request, other) => {
			const moved = requestForModel(request, account, other);
			const fields = new Set(fieldsOfBlocks(moved, other, ready));
			fields.delete("references");
			expect([...fields]).toEqual([]);
			expect(GenerationRequest.safeParse(moved).success).toBe(true);
		}),
		{ numRuns: 1_000 },
	);
});

describe("between gateways", () => {
	const [sample] = fc.sample(anyCapability, { numRuns: 1, seed: 3 });
	const base = (changes: Partial<Capability>): Capability => ({
		...(sample as Capability),
		references: { ...(sample as Capability).references, max: 14 },
		referencesPlusImages: 15,
		set: { max: 15 },
		single: { max: 1 },
		...changes,
	});
	const shapes = [
		{ ratio: "1:1", width: 2_048, height: 2_048 },
		{ ratio: "16:9", width: 2_848, height: 1_600 },
	];
	const large = [
		{ ratio: "1:1", width: 3_072, height: 3_072 },
		{ ratio: "16:9", width: 4_096, height: 2_304 },
	];
	const sizes = (changes: Partial<Capability["size"]>): Capability["size"] => ({
		tiers: [
			{ id: "2K", shapes },
			{ id: "3K", shapes: large },
		],
		defaultTier: "2K",
		shapesBy: "ratio",
		auto: "never",
		...changes,
	});
	const wish = freshRequest(account, base({ size: sizes({ auto: "always" }) }));
	const moved = (request: Partial<GenerationRequest>, capability: Capability) =>
		requestForModel({ ...wish, ...request }, account, capability);

	test("a listed shape stays itself, whether it goes out as pixels or as a ratio", () => {
		const size: GenerationRequest["size"] = { kind: "pixels", width: 2_848, height: 1_600 };
		for (const shapesBy of ["pixels", "ratio"] as const) {
			expect(moved({ size }, base({ size: sizes({ shapesBy }) })).size).toEqual(size);
		}
	});

	test("pixels no tier lists go to the same proportions of the nearest tier", () => {
		const to = base({ size: sizes({}) });
		const at = (width: number, height: number) =>
			moved({ size: { kind: "pixels", width, height } }, to).size;
		expect(at(5_504, 3_040)).toEqual({ kind: "pixels", width: 4_096, height: 2_304 });
		expect(at(1_280, 720)).toEqual({ kind: "pixels", width: 2_848, height: 1_600 });
		expect(at(1_024, 1_100)).toEqual({ kind: "pixels", width: 2_048, height: 2_048 });
	});

	test("proportions no tier lists are kept where sizes are free", () => {
		const free = {
			minPixels: 3_686_400,
			maxPixels: 9_437_184,
			minRatio: 1 / 16,
			maxRatio: 16,
			maxSide: 16_384,
		};
		const size = moved(
			{ size: { kind: "pixels", width: 1_000, height: 250 } },
			base({ size: sizes({ free }) }),
		).size;
		expect(size.kind === "pixels" && size.width / size.height).toBeCloseTo(4, 1);
	});

	test("a shape left open becomes the square of its tier where it must be named", () => {
		const size: GenerationRequest["size"] = { kind: "tier", tier: "3K" };
		const square = { kind: "pixels", width: 3_072, height: 3_072 };
		expect(moved({ size }, base({ size: sizes({ auto: "never" }) })).size).toEqual(square);
		const following = base({ size: sizes({ auto: "with-references" }) });
		expect(moved({ size }, following).size).toEqual(square);
		expect(moved({ size, references: [picture(1)] }, following).size).toEqual(size);
	});

	test("separate pictures become a set of as many where one is made at a time, and back", () => {
		const setsAlone = base({});
		const noSets = base({ set: undefined, single: { max: 4 } });
		expect(moved({ mode: "single", count: 4 }, setsAlone)).toMatchObject({ mode: "set", count: 4 });
		expect(moved({ mode: "single", count: 1 }, setsAlone)).toMatchObject({
			mode: "single",
			count: 1,
		});
		expect(moved({ mode: "set", count: 9 }, noSets)).toMatchObject({ mode: "single", count: 4 });
	});

	test("a set for which the references leave no room becomes the one picture they leave", () => {
		const references = Array.from({ length: 14 }, (_, n) => picture(n));
		expect(moved({ mode: "set", count: 5, references }, base({}))).toMatchObject({
			mode: "single",
			count: 1,
		});
	});

	test("streaming is named in the request only where it is not the default", () => {
		const streams = (at: boolean) => base({ stream: { default: at } });
		expect(moved({ stream: true }, streams(false)).stream).toBe(true);
		expect("stream" in moved({ stream: true }, streams(true))).toBe(false);
		expect("stream" in moved({ stream: true }, base({ stream: undefined }))).toBe(false);
	});
});

test("a request moved to the model it was made for stays as it is", () => {
	fc.assert(
		fc.property(anyFittingPair, ({ request, capability }) => {
			const moved = requestForModel(request, account, capability);
			const [format] = capability.formats;
			expect(moved).toEqual({ ...(format !== undefined && { format }), ...request });
		}),
	);
});
