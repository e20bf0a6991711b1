import type { Capability, ReferenceRules, Tier } from "../../../contract/capability.ts";
import type { CustomGateway, CustomModel, CustomTier } from "../../../contract/custom-gateway.ts";
import {
	ARK_REFERENCES_PLUS_IMAGES,
	arkAdvisedPrompt,
	arkReferences,
	arkShapes,
	MIN_PIXELS_1K,
	MIN_PIXELS_2K,
} from "../ark-limits.ts";
import { type CustomEntry, designerSource } from "./custom-entry.ts";

/** The longest prompt any known gateway takes; a custom one may say no earlier, free of charge. */
const MAX_PROMPT_CHARS = 200_000;
const MAX_RATIO = 16;

/**
 * The most pixels of free sizes where this is the largest tier (gateway reference 5.2 and 5.3, read
 * 2026-11-21): of 2K Seedream 5.0 pro's bound, of 3K the early one of 5.0 lite, of 4K today's.
 */
const MOST_PIXELS: Readonly<Record<CustomTier, number>> = {
	"1K": 1280 * 720 * 1.25,
	"2K": 4_624_220,
	"3K": 10_404_496,
	"4K": 4096 * 4096,
};

/** What the models of a custom gateway take: the designer's few words on top of Seedream's own limits. */
export function customModels(entry: CustomEntry): readonly Capability[] {
	return entry.spec.models.map((model) => capabilityOf(model, entry));
}

function capabilityOf(model: CustomModel, { id, spec }: CustomEntry): Capability {
	const source = designerSource(id);
	return {
		gateway: id,
		model: model.id,
		title: model.title,
		prompt: { maxChars: MAX_PROMPT_CHARS, advised: arkAdvisedPrompt },
		references: referencesOf(model, spec),
		size: sizeOf(model),
		...countOf(model, spec),
		referencesPlusImages: ARK_REFERENCES_PLUS_IMAGES,
		...fieldsOf(spec),
		...(model.usdPerImage !== undefined && {
			price: { usdPerImage: model.usdPerImage, source },
		}),
		results: { by: spec.kind === "task" ? "task" : "reply" },
		sources: [
			source,
			{ page: "gateway reference 5.2 to 5.4 (Volcengine Ark)", read: "2026-11-21" },
		],
	};
}

/** How references reach the gateway; a public link is taken by all that take any. */
const waysOf: Readonly<Record<CustomGateway["references"], ReferenceRules["by"]>> = {
	inline: ["inline", "link"],
	upload: ["upload", "link"],
	link: ["link"],
	none: [],
};

function referencesOf(model: CustomModel, { references }: CustomGateway): ReferenceRules {
	const max = references === "none" ? 0 : model.maxReferences;
	// Two formats that every known gateway takes; the others are made into one of them.
	return { ...arkReferences, max, formats: ["jpeg", "png"], by: waysOf[references] };
}

function sizeOf({ sizes, tiers: ids }: CustomModel): Capability["size"] {
	// In the order of the contract, each once, however the designer ticked them.
	const ordered = (["1K", "2K", "3K", "4K"] as const).filter((id) => ids.includes(id));
	const tiers: Tier[] = ordered.map((id) => ({ id, shapes: arkShapes[id] }));
	const defaultTier = ids.includes("2K") ? "2K" : (ordered[0] ?? "2K");
	// A service that takes ratios may have no word for an open shape, so none is offered.
	if (sizes === "ratio") return { tiers, defaultTier, shapesBy: "ratio", auto: "never" };
	const most = MOST_PIXELS[ordered.at(-1) ?? "2K"];
	return {
		tiers,
		defaultTier,
		shapesBy: "pixels",
		auto: "always",
		free: {
			minPixels: ids.includes("1K") ? MIN_PIXELS_1K : MIN_PIXELS_2K,
			maxPixels: most,
			minRatio: 1 / MAX_RATIO,
			maxRatio: MAX_RATIO,
			// The longest side that a picture of 16:1 can have within the pixels.
			maxSide: Math.floor(Math.sqrt(most * MAX_RATIO)),
		},
	};
}

function countOf({ maxImages }: CustomModel, spec: CustomGateway) {
	if (spec.kind === "task" || spec.count === "n") return { single: { max: maxImages } };
	return { single: { max: 1 }, ...(maxImages > 1 && { set: { max: maxImages } }) };
}

/** Fields that only Ark's own body has. */
function fieldsOf(
	spec: CustomGateway,
): Pick<Capability, "formats" | "extras" | "watermark" | "stream"> {
	if (spec.kind === "task") return { formats: [], extras: [] };
	return {
		// Ark takes these two, and its default is the first (gateway reference 5.2).
		formats: spec.outputFormat ? ["jpeg", "png"] : [],
		...(spec.watermark && { watermark: { default: true } }),
		...(spec.stream && { stream: { default: false } }),
		extras: spec.responseFormat
			? [{ key: "response_format", kind: "choice", default: "url", choices: ["url", "b64_json"] }]
			: [],
	};
}
