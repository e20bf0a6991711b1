import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { Capability } from "../../../../../src/contract/capability.ts";
import { countCodePoints } from "../../../../../src/contract/count-prompt.ts";
import { evolinkAdapter } from "../../../../../src/main/gateways/evolink/evolink-adapter.ts";
import { evolinkModels } from "../../../../../src/main/gateways/evolink/evolink-models.ts";
import { bodyFor, onlyModel, problemsOf, requestFor, wildRequest } from "../wild-request.ts";

const ratios = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];
const link = z.url({ protocol: /^https$/ });

/** The page's own form of a body, and nothing beside it. */
const Page = z
	.strictObject({
		model: z.literal("doubao-seedream-5.0-lite"),
		prompt: z.string().refine((text) => text.trim() !== "" && countCodePoints(text) <= 2000),
		n: z.int().min(1).max(15),
		size: z.union([
			z.enum(["auto", ...ratios]),
			z
				.string()
				.regex(/^\d+x\d+$/)
				.refine(fitsPixels, "pixels of the page"),
		]),
		quality: z.enum(["2K", "3K"]).optional(),
		prompt_priority: z.literal("standard").optional(),
		image_urls: z.array(link).min(1).max(14).optional(),
		model_params: z
			.strictObject({
				output_format: z.enum(["png", "jpeg"]).optional(),
				tools: z.tuple([z.strictObject({ type: z.literal("web_search") })]).optional(),
			})
			.optional(),
		callback_url: link.max(2048).optional(),
	})
	.refine(({ n, image_urls = [] }) => n + image_urls.length <= 15)
	.refine(({ size, quality }) => (quality === undefined) === /^\d+x/.test(size));

function fitsPixels(size: string): boolean {
	const [width = 0, height = 0] = size.split("x").map(Number);
	const pixels = width * height;
	const ratio = width / height;
	return pixels >= 2560 * 1440 && pixels <= 3072 * 3072 && ratio >= 1 / 16 && ratio <= 16;
}

test("the record is a capability record, and its shapes have the page's ratios", () => {
	const model = onlyModel(evolinkAdapter);
	expect(evolinkModels.map((one) => Capability.parse(one))).toEqual(evolinkModels);
	for (const tier of model.size.tiers) {
		expect(tier.shapes.map((shape) => shape.ratio).sort()).toEqual([...ratios].sort());
		for (const { ratio, width, height } of tier.shapes) {
			const [across = 0, down = 1] = ratio.split(":").map(Number);
			expect(Math.abs(width / height / (across / down) - 1)).toBeLessThan(0.03);
		}
	}
	const shapes = model.size.tiers.flatMap((tier) => tier.shapes);
	expect(new Set(shapes.map(({ width, height }) => `${width}x${height}`)).size).toBe(20);
});

test.each([
	[1856, 2320, "4:5", "2K"],
	[2320, 1856, "5:4", "2K"],
	[2720, 3400, "4:5", "3K"],
	// Its pixels are above the page's maximum: only the ratio can ask for it.
	[4704, 2016, "21:9", "3K"],
])("the shape %i x %i goes as %s with %s", (width, height, size, quality) => {
	const request = requestFor(evolinkAdapter, { size: { kind: "pixels", width, height } });
	expect(problemsOf(evolinkAdapter, request)).toEqual([]);
	expect(bodyFor(evolinkAdapter, request)).toMatchObject({ size, quality });
});

test("whatever the form lets through keeps to the page", () => {
	let sent = 0;
	fc.assert(
		fc.property(wildRequest(evolinkAdapter), (request) => {
			if (problemsOf(evolinkAdapter, request).length > 0) return;
			const body = bodyFor(evolinkAdapter, request);
			expect(Page.parse(body)).toEqual(body);
			expect(body.n).toBe(request.count);
			expect((body.image_urls as unknown[] | undefined)?.length ?? 0).toBe(
				request.references.length,
			);
			sent += 1;
		}),
		{ numRuns: 3_000 },
	);
	expect(sent).toBeGreaterThan(150);
});

test.each([
	["sixteen pictures", { mode: "set", count: 16 }, "set-too-large"],
	["two separate pictures", { count: 2 }, "count-too-high"],
	["too few pixels", { size: { kind: "pixels", width: 2560, height: 1439 } }, "size-too-small"],
	["too many pixels", { size: { kind: "pixels", width: 3073, height: 3072 } }, "size-too-large"],
	["4K", { size: { kind: "tier", tier: "4K" } }, "tier-unknown"],
	["a long prompt", { prompt: "x".repeat(2001) }, "prompt-too-long"],
	[
		"a callback into a home",
		{ extras: { callback_url: "https://192.168.1.7/a" } },
		"extra-not-a-link",
	],
	[
		"a callback in the open",
		{ extras: { callback_url: "http://a.example.com/" } },
		"extra-not-a-link",
	],
	["a watermark", { watermark: false }, "watermark-not-offered"],
] as const)("the form keeps %s out", (_, change, reason) => {
	expect(problemsOf(evolinkAdapter, requestFor(evolinkAdapter, change))).toEqual([reason]);
});
