import type { Capability, ExtraField, Source, Tier } from "../../../contract/capability.ts";
import { GatewayId } from "../../../contract/ids.ts";
import {
	ARK_REFERENCES_PLUS_IMAGES,
	arkAdvisedPrompt,
	arkFreeSize,
	arkReferences,
	arkShapes,
	MIN_PIXELS_1K,
	MIN_PIXELS_2K,
} from "../ark-limits.ts";

export const TOKAIFY_ID = GatewayId.parse("tokaify");

const READ = "2026-11-21";
const arkSource: Source = { page: "gateway reference 5.2 to 5.4 (Volcengine Ark)", read: READ };

/** The fields of the page's general schema that have no place of their own in the form. */
const extras: ExtraField[] = [
	{ key: "response_format", kind: "choice", default: "url", choices: ["url", "b64_json"] },
	{ key: "user", kind: "text", default: "", maxChars: 256 },
	{ key: "quality", kind: "text", default: "", maxChars: 64 },
	{ key: "style", kind: "text", default: "", maxChars: 64 },
];

/** What the two pages say in the same words. */
const common = {
	gateway: TOKAIFY_ID,
	prompt: { maxChars: 200_000, advised: arkAdvisedPrompt },
	references: arkReferences,
	// The general schema's `n`; Ark itself has no such field, so a channel may draw one picture only.
	single: { max: 10, advice: "advice.count-may-be-one" },
	set: { max: 15 },
	referencesPlusImages: ARK_REFERENCES_PLUS_IMAGES,
	formats: [],
	watermark: { default: true },
	stream: { default: false },
	results: { by: "reply" },
	extras,
} satisfies Partial<Capability>;

const tier = (id: keyof typeof arkShapes): Tier => ({ id, shapes: arkShapes[id] });

/** Both models of Tokaify's pages. Neither page names a price. */
export const tokaifyModels: readonly Capability[] = [
	{
		...common,
		model: "doubao-seedream-5-0-lite-260128",
		title: "Seedream 5.0 lite",
		size: {
			tiers: [
				// The page offers 1K, Ark's floor for this model is 2560 x 1440: so the word alone, no pixels.
				{ id: "1K", shapes: [], advice: "advice.tier-may-be-refused" },
				tier("2K"),
				tier("4K"),
			],
			defaultTier: "2K",
			shapesBy: "pixels",
			auto: "always",
			free: arkFreeSize(MIN_PIXELS_2K),
		},
		sources: [
			{
				page: "Tokaify: doubao-seedream-5-0-lite-260128 Image Generation API",
				read: READ,
			},
			arkSource,
		],
	},
	{
		...common,
		model: "doubao-seedream-4-0-250828",
		title: "Seedream 4.0",
		size: {
			tiers: [tier("1K"), tier("2K"), tier("4K")],
			defaultTier: "2K",
			shapesBy: "pixels",
			auto: "always",
			free: arkFreeSize(MIN_PIXELS_1K),
		},
		sources: [
			{ page: "Tokaify: doubao-seedream-4-0-250828 Image Generation API", read: READ },
			arkSource,
		],
	},
];
