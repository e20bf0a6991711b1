import type { Capability } from "../../../contract/capability.ts";
import { GatewayId } from "../../../contract/ids.ts";
import { ARK_REFERENCES_PLUS_IMAGES, arkAdvisedPrompt, arkShapes } from "../ark-limits.ts";

export const REAPI_ID = GatewayId.parse("reapi");

const READ = "2026-11-21";

/** reAPI's one page. Its price stands on another page, which is not in the reference. */
export const reapiModels: readonly Capability[] = [
	{
		gateway: REAPI_ID,
		model: "doubao-seedream-5-0-lite",
		title: "Seedream 5.0 lite",
		prompt: { maxChars: 4000, advised: arkAdvisedPrompt },
		references: {
			// No page states a number; gateway reference 3.1 takes 10 to be safe.
			max: 10,
			formats: ["jpeg", "png"],
			maxBytes: 10_000_000,
			// "Total pixels ≤ 6000 × 6000."
			maxPixels: 36_000_000,
			// Not on this page; Ark behind it and the other pages say "> 14".
			minSide: 15,
			minRatio: 1 / 3,
			maxRatio: 3,
			by: ["link"],
		},
		size: {
			// 9:21 "returns 400"; the page's own examples are the pixels of Ark's table.
			tiers: [
				{ id: "2K", shapes: arkShapes["2K"] },
				{ id: "3K", shapes: arkShapes["3K"] },
			],
			defaultTier: "2K",
			shapesBy: "ratio",
			// "Match the first reference image's ratio (requires image_urls)."
			auto: "with-references",
		},
		single: { max: 1 },
		// How many Ark's model draws of a set, it reads in the prompt (gateway reference 5.2).
		set: { max: 4, advice: "advice.say-how-many" },
		// Not on the page: the limit of Ark behind it, which is the stricter reading.
		referencesPlusImages: ARK_REFERENCES_PLUS_IMAGES,
		formats: ["jpeg", "png"],
		watermark: { default: false },
		extras: [],
		results: { by: "task", linkHours: 72 },
		sources: [
			{ page: "reAPI: doubao-seedream-5-0-lite", read: READ },
			{ page: "gateway reference 3 (reAPI) and 5.3 (sizes of the tiers)", read: READ },
		],
	},
];
