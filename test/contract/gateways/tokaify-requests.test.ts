import fc from "fast-check";
import { expect, test } from "vitest";
import type { GenerationRequest, RequestReference } from "../../../src/contract/generation.ts";
import { ReferenceId } from "../../../src/contract/ids.ts";
import { blockingProblems } from "../../../src/contract/problem.ts";
import { validateRequest } from "../../../src/contract/validate-request.ts";
import { gradientPng } from "../../simulator/png.ts";
import { checkSubmit } from "../../simulator/tokaify-page.ts";
import { bodyFor, four, lite, request } from "./tokaify-caller.ts";

const inline = `data:image/png;base64,${gradientPng({ width: 20, height: 20 }).toString("base64")}`;
const link = "https://pictures.example.com/shoe.png";

const reference: fc.Arbitrary<RequestReference> = fc.constantFrom(
	{ kind: "picture", id: ReferenceId.parse("ab".repeat(32)), name: "shoe.png" } as const,
	{ kind: "link", url: link } as const,
);
/** Sizes at the bounds of the pages, and one step beyond each. */
const edges = [
	[1280, 720],
	[1279, 720],
	[2560, 1440],
	[2559, 1440],
	[4096, 4096],
	[4097, 4096],
	[16_384, 1024],
	[16_385, 1024],
	[1024, 16_384],
	[1024, 16_385],
] as const;
/** Sides that lie on both sides of every limit. */
const side = fc.oneof(
	fc.integer({ min: 1, max: 20_000 }),
	fc.constantFrom(255, 256, 720, 1280, 1440, 1919, 1920, 2560, 4095, 4096, 4097, 16_384),
);
const size = fc.oneof(
	fc.record({
		kind: fc.constant("tier" as const),
		tier: fc.constantFrom("1K", "2K", "3K", "4K", ""),
	}),
	fc.record({ kind: fc.constant("pixels" as const), width: side, height: side }),
	fc.constantFrom(...edges).map(([width, height]) => ({ kind: "pixels" as const, width, height })),
	fc
		.constantFrom(...[lite, four].flatMap((one) => one.size.tiers.flatMap((tier) => tier.shapes)))
		.map(({ width, height }) => ({ kind: "pixels" as const, width, height })),
);
const extras = fc.record(
	{
		response_format: fc.constantFrom("url", "b64_json", "png", ""),
		user: fc.string({ maxLength: 300 }),
		quality: fc.string({ maxLength: 70 }),
		style: fc.string({ maxLength: 70 }),
	},
	{ requiredKeys: [] },
);
const anyRequest: fc.Arbitrary<GenerationRequest> = fc
	.record({
		model: fc.constantFrom(lite.model, four.model),
		prompt: fc.oneof(
			{ weight: 60, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
			// Long ones take their time.
			{
				weight: 1,
				arbitrary: fc.constantFrom(199_999, 200_000, 200_001).map((length) => "图".repeat(length)),
			},
		),
		references: fc.array(reference, { maxLength: 16 }),
		size,
		mode: fc.constantFrom("single" as const, "set" as const),
		count: fc.integer({ min: 1, max: 17 }),
		watermark: fc.option(fc.boolean(), { nil: undefined }),
		extras,
	})
	.map((changes) => request(changes));

function allowedByTheApp(wanted: GenerationRequest): boolean {
	const capability = wanted.model === lite.model ? lite : four;
	const context = {
		needsKey: true,
		accountHasKey: true,
		accountLabel: "Studio",
		gatewayTitle: "Tokaify",
		hasReferenceHost: false,
	};
	return blockingProblems(validateRequest(wanted, capability, context)).length === 0;
}

function bodyOf(wanted: GenerationRequest): Record<string, unknown> {
	const references = wanted.references.map((one) => (one.kind === "link" ? one.url : inline));
	return bodyFor(wanted, { references });
}

test("whatever the app lets through, the pages take, and it asks for what the designer asked for", () => {
	let sent = 0;
	fc.assert(
		fc.property(anyRequest, (wanted) => {
			if (!allowedByTheApp(wanted)) return;
			sent += 1;
			const body = bodyOf(wanted);
			const answer = checkSubmit(body);
			expect(answer).not.toHaveProperty("status");
			expect(answer).toMatchObject({ model: wanted.model, images: wanted.count });
			expect(body.prompt).toBe(wanted.prompt);
			expect(body.watermark).toBe(wanted.watermark ?? true);
			if (wanted.size.kind === "pixels") {
				expect(body.size).toBe(`${wanted.size.width}x${wanted.size.height}`);
			}
		}),
		{ numRuns: 2_000 },
	);
	// Otherwise this test would prove nothing.
	expect(sent).toBeGreaterThan(100);
});

test("whatever the pages refuse, the app has refused before", () => {
	let refused = 0;
	fc.assert(
		fc.property(anyRequest, (wanted) => {
			if (!("status" in checkSubmit(bodyOf(wanted)))) return;
			refused += 1;
			expect(allowedByTheApp(wanted)).toBe(false);
		}),
		{ numRuns: 2_000 },
	);
	expect(refused).toBeGreaterThan(100);
});

test("references keep the order they are shown in", () => {
	fc.assert(
		fc.property(
			fc.array(fc.webUrl({ validSchemes: ["https"] }), { minLength: 1, maxLength: 14 }),
			(urls) => {
				const body = bodyFor(request(), { references: urls });
				expect([body.image].flat()).toEqual(urls);
			},
		),
	);
});
