import fc from "fast-check";
import type { Capability, ExtraField } from "../../../src/contract/capability.ts";
import { assertNever } from "../../../src/contract/errors.ts";
import type { GenerationRequest, RequestReference } from "../../../src/contract/generation.ts";
import { ReferenceId } from "../../../src/contract/ids.ts";
import { blockingProblems } from "../../../src/contract/problem.ts";
import { validateRequest } from "../../../src/contract/validate-request.ts";
import { requestFor } from "./gateway-caller.ts";

export const A_LINK = "https://pictures.example.com/shoe.png";

const reference: fc.Arbitrary<RequestReference> = fc.constantFrom(
	{ kind: "picture", id: ReferenceId.parse("ab".repeat(32)), name: "shoe.png" } as const,
	{ kind: "link", url: A_LINK } as const,
);

/** Any request at a model: most of it within the limits, some of it at them, some of it beyond. */
export function anyRequestFor(capability: Capability): fc.Arbitrary<GenerationRequest> {
	const { references, prompt, formats } = capability;
	const text = fc.string({ unit: "binary", minLength: 1, maxLength: 40 });
	const edges = [prompt.maxChars - 1, prompt.maxChars, prompt.maxChars + 1];
	return fc
		.record({
			prompt: fc.oneof(
				{ weight: 40, arbitrary: text },
				// Long ones take their time.
				{ weight: 1, arbitrary: fc.constantFrom(...edges).map((length) => "图".repeat(length)) },
			),
			references: fc.oneof(
				{ weight: 3, arbitrary: fc.constant<RequestReference[]>([]) },
				{ weight: 4, arbitrary: fc.array(reference, { maxLength: 4 }) },
				{ weight: 2, arbitrary: fc.array(reference, { maxLength: references.max + 1 }) },
			),
			size: anySize(capability),
			mode: fc.constantFrom("single" as const, "set" as const),
			count: fc.oneof(
				fc.integer({ min: 1, max: 17 }),
				fc.constantFrom(1, capability.set?.max ?? 1, capability.single.max),
			),
			format: fc.constantFrom(undefined, ...formats, "webp" as const),
			watermark: fc.constantFrom(undefined, true, false),
			stream: fc.constantFrom(undefined, true, false),
			extras: anyExtras(capability.extras),
		})
		.map((changes) => requestFor(capability, changes));
}

/** Whether the app lets a request out. */
export function isAllowed(request: GenerationRequest, capability: Capability): boolean {
	const problems = validateRequest(request, capability, {
		...{ needsKey: true, accountHasKey: true, hasReferenceHost: true },
		...{ accountLabel: "Studio", gatewayTitle: "Gateway" },
	});
	return blockingProblems(problems).length === 0;
}

function anySize({ size }: Capability): fc.Arbitrary<GenerationRequest["size"]> {
	const pixels = (width: number, height: number) => ({ kind: "pixels" as const, width, height });
	const shapes = size.tiers.flatMap((tier) => tier.shapes);
	const side = fc.oneof(
		fc.integer({ min: 1, max: 20_000 }),
		fc.constantFrom(720, 1280, 1440, 2559, 2560, 3071, 3072, 3073, 4096, 4097),
	);
	return fc.oneof(
		fc.constantFrom(...size.tiers.map(({ id }) => ({ kind: "tier" as const, tier: id }))),
		fc.constantFrom({ kind: "tier" as const, tier: "5K" }),
		fc.constantFrom(...shapes).map(({ width, height }) => pixels(width, height)),
		fc.constantFrom(...freeEdges(size.free)),
		fc.tuple(side, side).map(([width, height]) => pixels(width, height)),
	);
}

/** Sizes on the bounds of the free sizes, and one step beyond. */
function freeEdges(free: Capability["size"]["free"]) {
	if (free === undefined) return [{ kind: "pixels" as const, width: 1000, height: 1000 }];
	const { minPixels, maxPixels, maxRatio } = free;
	const near = (pixels: number, ratio: number) => {
		const height = Math.round(Math.sqrt(pixels / ratio));
		return [-1, 0, 1].map((step) => ({
			kind: "pixels" as const,
			width: Math.round(pixels / height) + step,
			height,
		}));
	};
	const ratios = [1, 16 / 9, maxRatio, 1 / maxRatio];
	return ratios.flatMap((ratio) => [...near(minPixels, ratio), ...near(maxPixels, ratio)]);
}

function anyExtras(fields: readonly ExtraField[]): fc.Arbitrary<GenerationRequest["extras"]> {
	const values = Object.fromEntries(fields.map((field) => [field.key, anyValue(field)]));
	return fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<GenerationRequest["extras"]>;
}

function anyValue(field: ExtraField): fc.Arbitrary<string | number | boolean> {
	switch (field.kind) {
		case "text":
			return fc.string({ maxLength: field.maxChars + 1 });
		case "choice":
			return fc.constantFrom(...field.choices, "", "other");
		case "toggle":
			return fc.boolean();
		case "link":
			return fc.oneof(
				fc.constantFrom(
					"",
					"https://hooks.example.com/done",
					"http://hooks.example.com/done",
					"https://10.0.0.7/done",
					"https://printer.local/done",
					`https://example.com/${"a".repeat(field.maxChars)}`,
				),
				fc.webUrl({ validSchemes: ["https"] }),
			);
		case "number":
			return fc.double({ min: field.min - 1, max: field.max + 1, noNaN: true });
		default:
			return assertNever(field);
	}
}
