import type { Capability, Shape } from "./capability.ts";
import { leastCount, maxCount } from "./check-count.ts";
import { checkExtras } from "./check-extras.ts";
import { sizeBreach } from "./fit-size.ts";
import type { GenerationRequest, RequestSize } from "./generation.ts";
import type { AccountId } from "./ids.ts";
import { defaultTier, nearestShape, sizeChoice, tierNamed } from "./shape-choice.ts";

/** An empty form for this model: everything at the model's own defaults. */
export function freshRequest(account: AccountId, capability: Capability): GenerationRequest {
	return {
		account,
		model: capability.model,
		prompt: "",
		references: [],
		size: defaultSize(capability),
		mode: "single",
		count: 1,
		...openFields(capability, {}),
		extras: {},
	};
}

/**
 * The same wish put to another model. The designer's own work, prompt and references, is kept
 * whatever the model takes; what it cannot be asked for goes to the nearest it can: the same
 * proportions, fewer pictures, its own format.
 */
export function requestForModel(
	request: GenerationRequest,
	account: AccountId,
	capability: Capability,
): GenerationRequest {
	const { format, watermark, ...kept } = request;
	const mode = request.mode === "set" && capability.set === undefined ? "single" : request.mode;
	const most = maxCount(capability, mode, request.references.length);
	return {
		...kept,
		account,
		model: capability.model,
		size: sizeForModel(request.size, capability),
		mode,
		count: Math.max(leastCount(mode), Math.min(request.count, most)),
		...openFields(capability, { format, watermark }),
		extras: extrasForModel(request.extras, capability),
	};
}

type OpenFields = Pick<GenerationRequest, "format" | "watermark">;

/** Format and watermark, which some models have and some do not. */
function openFields(capability: Capability, wanted: OpenFields): OpenFields {
	const { formats, watermark } = capability;
	const format = formats.find((one) => one === wanted.format) ?? formats[0];
	return {
		...(format !== undefined && { format }),
		...(watermark !== undefined && { watermark: wanted.watermark ?? watermark.default }),
	};
}

function defaultSize(capability: Capability): RequestSize {
	return { kind: "tier", tier: defaultTier(capability)?.id ?? capability.size.defaultTier };
}

function sizeForModel(size: RequestSize, capability: Capability): RequestSize {
	if (size.kind === "tier") {
		return tierNamed(capability, size.tier) === undefined ? defaultSize(capability) : size;
	}
	const choice = sizeChoice(capability, size);
	if (choice?.kind !== "custom") return size;
	const { free } = capability.size;
	if (free !== undefined && sizeBreach(size, free) === undefined) return size;
	const pixels = size.width * size.height;
	const distance = (shape: Shape) => Math.abs(Math.log((shape.width * shape.height) / pixels));
	const [nearest] = capability.size.tiers
		.flatMap((tier) => nearestShape(tier, size.width, size.height) ?? [])
		.toSorted((a, b) => distance(a) - distance(b));
	if (nearest === undefined) return defaultSize(capability);
	return { kind: "pixels", width: nearest.width, height: nearest.height };
}

/** Only fields the model has, with values it takes. */
function extrasForModel(
	extras: GenerationRequest["extras"],
	capability: Capability,
): GenerationRequest["extras"] {
	const faults = new Set(
		checkExtras(extras, capability.extras, capability.title).map((problem) => problem.at),
	);
	return Object.fromEntries(Object.entries(extras).filter(([key]) => !faults.has(key)));
}
