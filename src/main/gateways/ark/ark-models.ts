import type { Capability, ExtraField, Source, Tier } from "../../../contract/capability.ts";
import type { GatewayId } from "../../../contract/ids.ts";
import {
	ARK_REFERENCES_PLUS_IMAGES,
	arkAdvisedPrompt,
	arkFreeSize,
	arkReferences,
	arkShapes,
	EARLY_MAX_PIXELS_LITE,
	MIN_PIXELS_1K,
	MIN_PIXELS_2K,
} from "../ark-limits.ts";

const READ = "2026-11-21";
const fields: Source = { page: "gateway reference 5.1 and 5.2 (models, fields)", read: READ };
const limits: Source = { page: "gateway reference 5.3 and 5.4 (sizes, references)", read: READ };
const replies: Source = { page: "gateway reference 5.5 and 5.6 (replies, streams)", read: READ };

const tier = (id: keyof typeof arkShapes): Tier => ({ id, shapes: arkShapes[id] });

const responseFormat: ExtraField = {
	key: "response_format",
	kind: "choice",
	default: "url",
	choices: ["url", "b64_json"],
};

/** The one model whose schema has the tool. */
const webSearch: ExtraField = { key: "web_search", kind: "toggle", default: false };

/** Only 4.0 takes `fast`; the others refuse the field with it. */
const promptMode: ExtraField = {
	key: "optimize_prompt_mode",
	kind: "choice",
	default: "standard",
	choices: ["standard", "fast"],
};

/** What the three models have in common. */
const common = {
	// Ark names no limit; this is the longest that a page of any relay before it names (Tokaify).
	prompt: { maxChars: 200_000, advised: arkAdvisedPrompt },
	references: arkReferences,
	// There is no `n`: several pictures are a set, or several requests.
	single: { max: 1 },
	set: { max: 15, advice: "advice.say-how-many" },
	referencesPlusImages: ARK_REFERENCES_PLUS_IMAGES,
	watermark: { default: true },
	stream: { default: true },
	results: { by: "reply", linkHours: 24 },
	sources: [fields, limits, replies],
} satisfies Partial<Capability>;

const sizes = { defaultTier: "2K", shapesBy: "pixels", auto: "always" } as const;

const models = {
	lite: {
		...common,
		title: "Seedream 5.0 lite",
		size: {
			...sizes,
			tiers: [
				tier("2K"),
				tier("3K"),
				// In today's pages, not in those of early 2026.
				{ ...tier("4K"), advice: "advice.tier-is-new" },
			],
			free: arkFreeSize(MIN_PIXELS_2K, EARLY_MAX_PIXELS_LITE),
		},
		formats: ["jpeg", "png"],
		extras: [webSearch, responseFormat],
	},
	four5: {
		...common,
		title: "Seedream 4.5",
		size: { ...sizes, tiers: [tier("2K"), tier("4K")], free: arkFreeSize(MIN_PIXELS_2K) },
		formats: [],
		extras: [responseFormat],
	},
	four: {
		...common,
		title: "Seedream 4.0",
		size: {
			...sizes,
			tiers: [tier("1K"), tier("2K"), tier("4K")],
			free: arkFreeSize(MIN_PIXELS_1K),
		},
		formats: [],
		extras: [promptMode, responseFormat],
	},
} satisfies Record<string, Omit<Capability, "gateway" | "model">>;
type ModelName = keyof typeof models;

/** Where Ark runs under another name: its own model ids, and prices where a page gives them. */
export type ArkService = {
	readonly id: GatewayId;
	readonly models: Readonly<Record<ModelName, { readonly id: string; readonly usd?: number }>>;
	/** Of the prices. */
	readonly prices?: Source;
};

/** The three models as one service has them. */
export function arkModels({ id: gateway, models: own, prices }: ArkService): Capability[] {
	const names: readonly ModelName[] = ["lite", "four5", "four"];
	return names.map((name) => {
		const { id: model, usd } = own[name];
		const price = prices !== undefined && usd !== undefined && { usdPerImage: usd, source: prices };
		return { gateway, model, ...models[name], ...(price && { price }) };
	});
}
