import fc from "fast-check";
import type { Capability, ExtraField, Shape, Tier } from "../../../src/contract/capability.ts";
import type { GenerationRequest } from "../../../src/contract/generation.ts";
import { AccountId, GatewayId, ReferenceId } from "../../../src/contract/ids.ts";
import {
	chosenSize,
	type SizeChoice,
	shapeMayStayOpen,
} from "../../../src/contract/shape-choice.ts";
import type { ValidationContext } from "../../../src/contract/validate-request.ts";

export const account = AccountId.parse("0197a0b0-0000-7000-8000-000000000001");

export const ready: ValidationContext = {
	needsKey: true,
	accountHasKey: true,
	accountLabel: "Studio",
	gatewayTitle: "Gateway",
	hasReferenceHost: true,
};

/** Picture reference number `n`. */
export function picture(n: number): GenerationRequest["references"][number] {
	const id = ReferenceId.parse(n.toString(16).padStart(64, "0"));
	return { kind: "picture", id, name: `${n}.png` };
}

const ratios: readonly (readonly [number, number])[] = [
	[1, 1],
	[4, 3],
	[3, 4],
	[16, 9],
	[9, 16],
	[21, 9],
];

function tierOf(id: string, side: number): Tier {
	const shapes = ratios.map(([w, h]): Shape => {
		const unit = side / Math.sqrt(w * h);
		return { ratio: `${w}:${h}`, width: Math.round(unit * w), height: Math.round(unit * h) };
	});
	return { id, shapes };
}

const anyFree = fc
	.record({
		minPixels: fc.integer({ min: 100_000, max: 4_000_000 }),
		room: fc.double({ min: 1.2, max: 30, noNaN: true }),
		maxRatio: fc.constantFrom(2, 3, 8, 16),
		longest: fc.double({ min: 1.1, max: 4, noNaN: true }),
	})
	.map(({ minPixels, room, maxRatio, longest }) => {
		const maxPixels = Math.floor(minPixels * room);
		const maxSide = Math.ceil(Math.sqrt(maxPixels) * longest);
		return { minPixels, maxPixels, minRatio: 1 / maxRatio, maxRatio, maxSide };
	});

const extras: readonly ExtraField[] = [
	{ key: "user", kind: "text", default: "", maxChars: 12 },
	{ key: "style", kind: "choice", default: "plain", choices: ["plain", "rich"] },
	{ key: "fast", kind: "toggle", default: false },
	{ key: "seed", kind: "number", default: 0, min: -5, max: 5 },
	{ key: "callback", kind: "link", default: "", maxChars: 60 },
];

/** Capability records of every form the contract allows that a real page could hold. */
export const anyCapability: fc.Arbitrary<Capability> = fc
	.record({
		prompt: fc.record(
			{
				maxChars: fc.integer({ min: 50, max: 400 }),
				advised: fc.record({
					cjkChars: fc.integer({ min: 5, max: 20 }),
					words: fc.integer({ min: 3, max: 10 }),
				}),
			},
			{ requiredKeys: ["maxChars"] },
		),
		references: fc.record({
			max: fc.integer({ min: 0, max: 14 }),
			formats: fc.constant<Capability["references"]["formats"]>(["png", "jpeg"]),
			maxBytes: fc.constant(10_000_000),
			maxPixels: fc.constant(36_000_000),
			minSide: fc.integer({ min: 1, max: 300 }),
			minRatio: fc.constantFrom(1 / 16, 1 / 3),
			maxRatio: fc.constantFrom(3, 16),
			by: fc.constantFrom<Capability["references"]["by"][]>(
				["inline"],
				["inline", "link"],
				["upload", "link"],
				["link"],
			),
		}),
		tiers: fc.subarray([tierOf("1K", 1024), tierOf("2K", 2048), tierOf("4K", 4096)], {
			minLength: 1,
		}),
		shapesBy: fc.constantFrom<Capability["size"]["shapesBy"]>("pixels", "ratio"),
		auto: fc.constantFrom<Capability["size"]["auto"]>("always", "with-references", "never"),
		free: fc.option(anyFree, { nil: undefined }),
		// Often 1: many gateways make several pictures only as a set.
		singleMax: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 10 })),
		set: fc.option(fc.record({ max: fc.integer({ min: 2, max: 15 }) }), { nil: undefined }),
		room: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
		formats: fc.subarray<"png" | "jpeg" | "webp">(["png", "jpeg", "webp"]),
		watermark: fc.option(fc.record({ default: fc.boolean() }), { nil: undefined }),
		stream: fc.option(fc.record({ default: fc.boolean() }), { nil: undefined }),
		extras: fc.subarray([...extras]),
	})
	.map(({ tiers, shapesBy, auto, free, singleMax, room, ...record }): Capability => {
		const references = record.references.max;
		return {
			gateway: GatewayId.parse("any"),
			model: "any-model",
			title: "Any model",
			...record,
			size: { tiers, defaultTier: tiers[0]?.id ?? "", shapesBy, auto, ...(free && { free }) },
			single: { max: singleMax },
			...(room !== undefined && { referencesPlusImages: references + room }),
			results: { by: "reply" },
			sources: [{ page: "test", read: "2026-11-21" }],
		};
	});

/** Every size the form can offer for this model without typing, with this many references. */
export function offeredSizes(capability: Capability, references: number): readonly SizeChoice[] {
	const open = shapeMayStayOpen(capability, references);
	return capability.size.tiers.flatMap((tier): SizeChoice[] => [
		...(open ? [{ kind: "auto", tier } as const] : []),
		...tier.shapes.map((shape): SizeChoice => ({ kind: "shape", tier, shape })),
	]);
}

function anyExtraValue(field: ExtraField): fc.Arbitrary<string | number | boolean> {
	switch (field.kind) {
		case "text":
			return fc.string({ unit: "grapheme-ascii", maxLength: field.maxChars });
		case "choice":
			return fc.constantFrom(...field.choices);
		case "toggle":
			return fc.boolean();
		case "number":
			return fc.integer({ min: field.min, max: field.max });
		case "link":
			return fc.constantFrom("", "https://studio.example.com/done", "https://a.example.org/?n=1");
	}
}

/** Requests made of nothing but what the capability offers. */
export function anyRequestFor(capability: Capability): fc.Arbitrary<GenerationRequest> {
	const { set, single, referencesPlusImages: limit = 100 } = capability;
	const someExtras = fc
		.subarray(capability.extras)
		.chain((fields) =>
			fc.record(Object.fromEntries(fields.map((field) => [field.key, anyExtraValue(field)]))),
		);
	return fc
		.integer({ min: 0, max: capability.references.max })
		.chain((references) =>
			fc.record({
				prompt: fc.constantFrom("a cat", "雨中的猫", "🐈 at sea"),
				references: fc.constant(references),
				size: fc.constantFrom(...offeredSizes(capability, references)),
				wantsSet: fc.boolean(),
				count: fc.nat(),
				format: fc.option(fc.constantFrom(...capability.formats, undefined), { nil: undefined }),
				watermark: fc.boolean(),
				streams: fc.boolean(),
				extras: someExtras,
			}),
		)
		.map(({ references, size, wantsSet, count, format, watermark, streams, ...rest }) => {
			const room = limit - references;
			const mode = wantsSet && set !== undefined && room >= 2 ? "set" : "single";
			const least = mode === "set" ? 2 : 1;
			const most = Math.min(mode === "set" ? (set?.max ?? 0) : single.max, room);
			return {
				...rest,
				account,
				model: capability.model,
				references: Array.from({ length: references }, (_, n) => picture(n)),
				size: chosenSize(size),
				mode,
				count: least + (count % (most - least + 1)),
				...(format !== undefined && { format }),
				...(capability.watermark !== undefined && { watermark }),
				// At its default it is left out.
				...(capability.stream !== undefined &&
					capability.stream.default !== streams && { stream: streams }),
			};
		});
}

/** A capability and a request it takes. */
export const anyFittingPair = anyCapability.chain((capability) =>
	anyRequestFor(capability).map((request) => ({ capability, request })),
);
