import type { Capability, Shape } from "../../../contract/capability.ts";
import { GatewayId } from "../../../contract/ids.ts";
import { ARK_REFERENCES_PLUS_IMAGES, arkAdvisedPrompt, arkShapes } from "../ark-limits.ts";

export const TOAPIS_ID = GatewayId.parse("toapis");

const READ = "2026-11-21";

/** The form's switch for the task's own name; see `toapis-adapter.ts`. */
export const TAG_TASK = "tag_task";

/** The page's ratios: Ark's, and 9:21, whose pixels are those of 21:9 turned. */
const withUltraTall = (shapes: readonly Shape[]): Shape[] =>
	shapes.flatMap((shape) =>
		shape.ratio === "21:9"
			? [shape, { ratio: "9:21", width: shape.height, height: shape.width }]
			: [shape],
	);

/** ToAPIs' one page. It names no price, and no field for the web search it speaks of. */
export const toapisModels: readonly Capability[] = [
	{
		gateway: TOAPIS_ID,
		model: "doubao-seedream-5-0",
		title: "Seedream 5.0 lite",
		// The page names no limit: the app's own bound, many times what the model attends to.
		prompt: { maxChars: 20_000, advised: arkAdvisedPrompt },
		references: {
			max: 10,
			formats: ["jpeg", "png"],
			maxBytes: 10_000_000,
			// "Not exceeding 6000×6000 px."
			maxPixels: 36_000_000,
			// "Width and height (px) > 14."
			minSide: 15,
			minRatio: 1 / 3,
			maxRatio: 3,
			by: ["upload", "link"],
		},
		size: {
			tiers: [
				{ id: "2K", shapes: withUltraTall(arkShapes["2K"]) },
				{ id: "3K", shapes: withUltraTall(arkShapes["3K"]) },
			],
			defaultTier: "2K",
			shapesBy: "ratio",
			auto: "never",
		},
		single: { max: 1 },
		// How many Ark's model draws of a set, it reads in the prompt (gateway reference 5.2).
		set: { max: 15, advice: "advice.say-how-many" },
		// "The total of reference images + generated images must be ≤ 15."
		referencesPlusImages: ARK_REFERENCES_PLUS_IMAGES,
		formats: [],
		extras: [{ key: TAG_TASK, kind: "toggle", default: true }],
		results: { by: "task", linkHours: 24 },
		sources: [
			{ page: "ToAPIs: Seedream 5.0 lite, POST /v1/images/generations", read: READ },
			{ page: "gateway reference 2 (ToAPIs) and 5.3 (sizes of the tiers)", read: READ },
		],
	},
];
