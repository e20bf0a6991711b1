import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { Capability } from "../../../../../src/contract/capability.ts";
import { countCodePoints } from "../../../../../src/contract/count-prompt.ts";
import { reapiAdapter } from "../../../../../src/main/gateways/reapi/reapi-adapter.ts";
import { reapiModels } from "../../../../../src/main/gateways/reapi/reapi-models.ts";
import { bodyFor, onlyModel, problemsOf, requestFor, wildRequest } from "../wild-request.ts";

const ratios = ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"];

/** The page's own form of a body, and nothing beside it. */
const Page = z
	.strictObject({
		model: z.literal("doubao-seedream-5-0-lite"),
		prompt: z.string().refine((text) => text.trim() !== "" && countCodePoints(text) <= 4000),
		size: z.enum(["auto", ...ratios]),
		resolution: z.enum(["2K", "3K"]),
		n: z.int().min(1).max(4),
		image_urls: z
			.array(z.url({ protocol: /^https$/ }))
			.min(1)
			.max(10)
			.optional(),
		output_format: z.enum(["jpeg", "png"]).optional(),
		sequential_image_generation: z.literal("auto").optional(),
		sequential_image_generation_options: z
			.strictObject({ max_images: z.int().min(2).max(4) })
			.optional(),
		watermark: z.boolean(),
	})
	.refine(({ n, image_urls = [] }) => n + image_urls.length <= 15)
	.refine(({ size, image_urls }) => size !== "auto" || image_urls !== undefined)
	.refine(({ n, sequential_image_generation: word }) => n > 1 === (word === "auto"))
	.refine(({ n, sequential_image_generation_options: options }) =>
		options === undefined ? n === 1 : options.max_images === n,
	);

test("the record is a capability record, and its shapes have the page's ratios and examples", () => {
	expect(reapiModels.map((one) => Capability.parse(one))).toEqual(reapiModels);
	const [small, large] = onlyModel(reapiAdapter).size.tiers;
	for (const tier of [small, large]) {
		expect(tier?.shapes.map((shape) => shape.ratio).sort()).toEqual([...ratios].sort());
	}
	expect(small?.shapes).toContainEqual({ ratio: "16:9", width: 2848, height: 1600 });
	expect(large?.shapes).toContainEqual({ ratio: "16:9", width: 4096, height: 2304 });
});

test("whatever the form lets through keeps to the page", () => {
	let sent = 0;
	fc.assert(
		fc.property(wildRequest(reapiAdapter), (request) => {
			if (problemsOf(reapiAdapter, request).length > 0) return;
			const body = bodyFor(reapiAdapter, request);
			expect(Page.parse(body)).toEqual(body);
			expect(body.n).toBe(request.count);
			expect((body.image_urls as unknown[] | undefined)?.length ?? 0).toBe(
				request.references.length,
			);
			sent += 1;
		}),
		{ numRuns: 4_000 },
	);
	expect(sent).toBeGreaterThan(30);
});

test.each([
	[
		"an open shape without a reference",
		{ size: { kind: "tier", tier: "2K" } },
		"shape-needs-reference",
	],
	["9:21", { size: { kind: "pixels", width: 1344, height: 3136 } }, "size-not-free"],
	["five pictures", { mode: "set", count: 5 }, "set-too-large"],
	["4K", { size: { kind: "tier", tier: "4K" } }, "tier-unknown"],
	["a long prompt", { prompt: "x".repeat(4001) }, "prompt-too-long"],
	["WebP", { format: "webp" }, "format-not-offered"],
] as const)("the form keeps %s out", (_, change, reason) => {
	expect(problemsOf(reapiAdapter, requestFor(reapiAdapter, change))).toEqual([reason]);
});
