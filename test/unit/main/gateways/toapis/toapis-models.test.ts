import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { Capability } from "../../../../../src/contract/capability.ts";
import type { GenerationRequest } from "../../../../../src/contract/generation.ts";
import { toapisAdapter } from "../../../../../src/main/gateways/toapis/toapis-adapter.ts";
import { toapisModels } from "../../../../../src/main/gateways/toapis/toapis-models.ts";
import { bodyFor, onlyModel, problemsOf, requestFor, wildRequest } from "../wild-request.ts";

const ratios = ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9", "9:21"];

/** The page's own form of a body, and the one field the reference adds. */
const Page = z
	.strictObject({
		model: z.literal("doubao-seedream-5-0"),
		prompt: z.string().refine((text) => text.trim() !== ""),
		size: z.enum(ratios),
		n: z.int().min(1).max(15),
		image_urls: z
			.array(z.url({ protocol: /^https?$/ }))
			.min(1)
			.max(10)
			.optional(),
		metadata: z.strictObject({ resolution: z.enum(["2K", "3K"]) }),
		client_business_id: z.string().min(1).max(64).optional(),
	})
	.refine(({ n, image_urls = [] }) => n + image_urls.length <= 15);

test("the record is a capability record, and its shapes have the page's ratios", () => {
	expect(toapisModels.map((one) => Capability.parse(one))).toEqual(toapisModels);
	for (const tier of onlyModel(toapisAdapter).size.tiers) {
		expect(tier.shapes.map((shape) => shape.ratio).sort()).toEqual([...ratios].sort());
	}
	const shapes = onlyModel(toapisAdapter).size.tiers.flatMap((tier) => tier.shapes);
	expect(new Set(shapes.map(({ width, height }) => `${width}x${height}`)).size).toBe(18);
});

test.each([
	[1344, 3136, "9:21", "2K"],
	[2016, 4704, "9:21", "3K"],
	[4704, 2016, "21:9", "3K"],
	[2848, 1600, "16:9", "2K"],
])("the shape %i x %i goes as %s with %s", (width, height, size, resolution) => {
	const request = requestFor(toapisAdapter, { size: { kind: "pixels", width, height } });
	expect(problemsOf(toapisAdapter, request)).toEqual([]);
	expect(bodyFor(toapisAdapter, request)).toMatchObject({ size, metadata: { resolution } });
});

test("whatever the form lets through keeps to the page", () => {
	let sent = 0;
	fc.assert(
		fc.property(wildRequest(toapisAdapter), (request) => {
			if (problemsOf(toapisAdapter, request).length > 0) return;
			const body = bodyFor(toapisAdapter, request);
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

const links = (count: number) =>
	Array.from({ length: count }, (_, n) => ({
		kind: "link" as const,
		url: `https://a.example.com/${n}.png`,
	}));

test.each<[string, Partial<GenerationRequest>, string]>([
	["an open shape", { size: { kind: "tier", tier: "2K" } }, "shape-not-open"],
	["free pixels", { size: { kind: "pixels", width: 2560, height: 1440 } }, "size-not-free"],
	["eleven references", { references: links(11) }, "too-many-references"],
	["sixteen in all", { references: links(10), mode: "set", count: 6 }, "references-plus-images"],
	["sixteen pictures", { mode: "set", count: 16 }, "set-too-large"],
	["a format", { format: "png" }, "format-not-chosen-here"],
	["web search, whose field no page names", { extras: { web_search: true } }, "extra-unknown"],
])("the form keeps %s out", (_, change, reason) => {
	expect(problemsOf(toapisAdapter, requestFor(toapisAdapter, change))).toEqual([reason]);
});
