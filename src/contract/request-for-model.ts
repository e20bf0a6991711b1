import type { Capability } from "./capability.ts";
import { leastCount, maxCount } from "./check-count.ts";
import { checkExtras } from "./check-extras.ts";
import { checkSize } from "./check-size.ts";
import { nearestFreeSize, type PixelSize } from "./fit-size.ts";
import type { GenerationRequest, RequestSize } from "./generation.ts";
import type { AccountId } from "./ids.ts";
import {
	defaultTier,
	nearestListed,
	nearestShape,
	shapeMayStayOpen,
	tierNamed,
} from "./shape-choice.ts";

/** An empty form for this model: everything at the model's own defaults. */
export function freshRequest(account: AccountId, capability: Capability): GenerationRequest {
	return {
		account,
		model: capability.model,
		prompt: "",
		references: [],
		size: openSize(undefined, capability, 0),
		mode: "single",
		count: 1,
		...openFields(capability, {}),
		extras: {},
	};
}

/**
 * The same wish put to another model. The designer's own work, prompt and references, is kept
 * whatever the model takes; what it cannot be asked for goes to the nearest it can: the same
 * proportions, a set instead of separate pictures, fewer pictures, its own format.
 */
export function requestForModel(
	request: GenerationRequest,
	account: AccountId,
	capability: Capability,
): GenerationRequest {
	const { format, watermark, stream, ...kept } = request;
	const references = request.references.length;
	return {
		...kept,
		account,
		model: capability.model,
		size: sizeForModel(request.size, capability, references),
		...countForModel(request, capability),
		...openFields(capability, { format, watermark, stream }),
		extras: extrasForModel(request.extras, capability),
	};
}

type OpenFields = Pick<GenerationRequest, "format" | "watermark" | "stream">;

/** Format, watermark and stream, which some models have and some do not. */
function openFields(capability: Capability, wanted: OpenFields): OpenFields {
	const { formats, watermark, stream } = capability;
	const format = formats.find((one) => one === wanted.format) ?? formats[0];
	const streams = stream !== undefined && wanted.stream !== stream.default;
	return {
		...(format !== undefined && { format }),
		...(watermark !== undefined && { watermark: wanted.watermark ?? watermark.default }),
		...(streams && wanted.stream !== undefined && { stream: wanted.stream }),
	};
}

/** How the pictures belong together, and how many: first as asked, then the way that allows the most of them. */
function countForModel(
	{ mode, count, references }: GenerationRequest,
	capability: Capability,
): Pick<GenerationRequest, "mode" | "count"> {
	const wanted = Math.max(1, count);
	const other = mode === "set" ? "single" : "set";
	const most = (way: typeof mode) => maxCount(capability, way, references.length);
	const goesOver = most(mode) === 0 || (wanted > 1 && most(mode) === 1);
	const way = goesOver && most(other) > 0 ? other : possible(mode, capability);
	return { mode: way, count: Math.max(leastCount(way), Math.min(wanted, most(way))) };
}

function possible(mode: GenerationRequest["mode"], { set }: Capability): typeof mode {
	return set === undefined ? "single" : mode;
}

/** A tier with its shape left open, or its square where that must not be. */
function openSize(
	wanted: string | undefined,
	capability: Capability,
	references: number,
): RequestSize {
	const tier =
		(wanted === undefined ? undefined : tierNamed(capability, wanted)) ?? defaultTier(capability);
	const open: RequestSize = { kind: "tier", tier: tier?.id ?? capability.size.defaultTier };
	if (tier === undefined || shapeMayStayOpen(capability, references)) return open;
	const square = nearestShape(tier, 1, 1) ?? nearestListed(capability, 1, 1);
	return square === undefined ? open : pixelsOf(square);
}

function sizeForModel(size: RequestSize, capability: Capability, references: number): RequestSize {
	if (checkSize(size, capability, references) === undefined) return size;
	if (size.kind === "tier") return openSize(size.tier, capability, references);
	if (!(size.width > 0 && size.height > 0)) return openSize(undefined, capability, references);
	const listed = nearestListed(capability, size.width, size.height);
	if (listed !== undefined && bends(listed, size) <= SEEN_BEND) return pixelsOf(listed);
	const { free } = capability.size;
	const freely = free && nearestFreeSize(size, free);
	const nearest = freely ?? listed;
	return nearest === undefined ? openSize(undefined, capability, references) : pixelsOf(nearest);
}

/** From here on a change of shape shows: 16:9 against 3:2 bends by 0.17. */
const SEEN_BEND = 0.05;

function bends(a: PixelSize, b: PixelSize): number {
	return Math.abs(Math.log(a.width / a.height) - Math.log(b.width / b.height));
}

function pixelsOf({ width, height }: PixelSize): RequestSize {
	return { kind: "pixels", width, height };
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
