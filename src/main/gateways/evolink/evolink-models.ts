import type { Capability, ExtraField, Shape, Source } from "../../../contract/capability.ts";
import { GatewayId } from "../../../contract/ids.ts";
import {
	ARK_REFERENCES_PLUS_IMAGES,
	arkAdvisedPrompt,
	arkReferences,
	arkShapes,
	MIN_PIXELS_2K,
} from "../ark-limits.ts";

export const EVOLINK_ID = GatewayId.parse("evolink");

const READ = "2026-11-21";
const page: Source = {
	page: "EvoLink: Seedream 5.0 Lite Image Generation (docs.evolink.ai)",
	read: READ,
};

const MAX_RATIO = 16;
/** "Total pixel range: [2560x1440, 3072x3072]". */
const MAX_PIXELS = 3072 * 3072;

/**
 * The page's ratios. Those that Ark names no pixels for are the whole numbers of exactly this
 * ratio that come near the area of the tier.
 */
const shapes2K: Shape[] = [
	...arkShapes["2K"],
	{ ratio: "4:5", width: 1856, height: 2320 },
	{ ratio: "5:4", width: 2320, height: 1856 },
];
const shapes3K: Shape[] = [
	...arkShapes["3K"],
	{ ratio: "4:5", width: 2720, height: 3400 },
	{ ratio: "5:4", width: 3400, height: 2720 },
];

/** Names of the form's advanced fields; see `evolink-adapter.ts` for where each goes. */
export const evolinkExtras = {
	webSearch: "web_search",
	promptPriority: "prompt_priority",
	callback: "callback_url",
} as const;

const extras: ExtraField[] = [
	{ key: evolinkExtras.webSearch, kind: "toggle", default: false },
	{
		key: evolinkExtras.promptPriority,
		kind: "choice",
		default: "standard",
		choices: ["standard"],
	},
	// "Only HTTPS; no internal IP addresses; URL length must not exceed 2048 characters."
	{ key: evolinkExtras.callback, kind: "link", default: "", maxChars: 2048 },
];

/** EvoLink's one page. It names no price: its credits have no worth in dollars there. */
export const evolinkModels: readonly Capability[] = [
	{
		gateway: EVOLINK_ID,
		model: "doubao-seedream-5.0-lite",
		title: "Seedream 5.0 lite",
		// "Limited to 2000 tokens", and `maxLength: 2000` in its schema: the stricter reading.
		prompt: { maxChars: 2000, advised: arkAdvisedPrompt },
		references: {
			...arkReferences,
			max: 14,
			// The page takes bmp and tiff too, its upload API (gateway reference 1.5) does not.
			formats: ["jpeg", "png", "webp", "gif"],
			by: ["upload", "link"],
		},
		size: {
			tiers: [
				{ id: "2K", shapes: shapes2K },
				{ id: "3K", shapes: shapes3K },
			],
			defaultTier: "2K",
			shapesBy: "ratio",
			auto: "always",
			free: {
				minPixels: MIN_PIXELS_2K,
				maxPixels: MAX_PIXELS,
				minRatio: 1 / MAX_RATIO,
				maxRatio: MAX_RATIO,
				// The longest side that a picture of 16:1 can have within the pixels.
				maxSide: Math.sqrt(MAX_PIXELS * MAX_RATIO),
			},
		},
		single: { max: 1 },
		// "To generate multiple images, include prompts like: generate 2 different images."
		set: { max: 15, advice: "advice.say-how-many" },
		referencesPlusImages: ARK_REFERENCES_PLUS_IMAGES,
		// The page names no default; Ark's is JPEG.
		formats: ["jpeg", "png"],
		extras,
		results: { by: "task", linkHours: 24 },
		sources: [
			page,
			{ page: "gateway reference 1 (EvoLink) and 5.3 (sizes of the tiers)", read: READ },
		],
	},
];
