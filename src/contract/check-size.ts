import type { Capability } from "./capability.ts";
import type { Facts } from "./errors.ts";
import { assertNever } from "./errors.ts";
import { type FreeSize, nearestFreeSize, type PixelSize, sizeBreach } from "./fit-size.ts";
import type { RequestSize } from "./generation.ts";
import type { ProblemReason } from "./problem.ts";
import {
	listedShape,
	nearestListed,
	nearestShape,
	shapeMayStayOpen,
	tierNamed,
} from "./shape-choice.ts";

type SizeProblem = { readonly reason: ProblemReason; readonly facts: Facts };

/**
 * What is wrong with a size, or nothing. A listed shape always fits, even where a page's own list
 * steps over its bounds for free sizes.
 * @param references how many the request has: some gateways leave the shape open only to follow one
 */
export function checkSize(
	size: RequestSize,
	capability: Capability,
	references = 0,
): SizeProblem | undefined {
	const model = capability.title;
	if (size.kind === "tier") return checkTier(size.tier, capability, references);
	if (listedShape(capability, size.width, size.height) !== undefined) return undefined;
	const { width, height } = size;
	if (!isWholeSide(width) || !isWholeSide(height)) return { reason: "size-incomplete", facts: {} };
	const { free } = capability.size;
	if (free === undefined) return { reason: "size-not-free", facts: { model, width, height } };
	return checkFreeSize({ width, height }, free, model);
}

function checkTier(
	id: string,
	capability: Capability,
	references: number,
): SizeProblem | undefined {
	const model = capability.title;
	if (tierNamed(capability, id) === undefined) {
		const choices = capability.size.tiers.map((tier) => tier.id).join(", ");
		return { reason: "tier-unknown", facts: { model, size: id, choices } };
	}
	if (shapeMayStayOpen(capability, references)) return undefined;
	const never = capability.size.auto === "never";
	return { reason: never ? "shape-not-open" : "shape-needs-reference", facts: { model } };
}

/**
 * The size to try instead, or nothing when this one fits or no other is known.
 * @param references how many the request has
 */
export function suggestedSize(
	size: RequestSize,
	capability: Capability,
	references = 0,
): PixelSize | undefined {
	if (checkSize(size, capability, references) === undefined) return undefined;
	if (size.kind === "tier") {
		const tier = tierNamed(capability, size.tier);
		const square = tier && nearestShape(tier, 1, 1);
		return square && { width: square.width, height: square.height };
	}
	if (!isWholeSide(size.width) || !isWholeSide(size.height)) return undefined;
	const { free } = capability.size;
	if (free !== undefined) return nearestFreeSize(size, free);
	const listed = nearestListed(capability, size.width, size.height);
	return listed && { width: listed.width, height: listed.height };
}

/** A form in the making may hold an empty field, as 0. */
function isWholeSide(side: number): boolean {
	return Number.isInteger(side) && side > 0;
}

function checkFreeSize(size: PixelSize, free: FreeSize, model: string): SizeProblem | undefined {
	const breach = sizeBreach(size, free);
	if (breach === undefined) return undefined;
	const suggested = nearestFreeSize(size, free);
	const facts: Facts = {
		model,
		...size,
		...(suggested && { suggestWidth: suggested.width, suggestHeight: suggested.height }),
	};
	switch (breach) {
		case "ratio":
			return {
				reason: "ratio-out-of-range",
				facts: { ...facts, minRatio: ratioText(free.minRatio), maxRatio: ratioText(free.maxRatio) },
			};
		case "side":
			return {
				reason: "side-too-long",
				facts: { ...facts, have: Math.max(size.width, size.height), limit: free.maxSide },
			};
		case "too-small":
			// Rounded away from the limit, so that the number in the sentence is itself allowed.
			return {
				reason: "size-too-small",
				facts: { ...facts, limit: Math.ceil(free.minPixels / 10_000) / 100 },
			};
		case "too-large":
			return {
				reason: "size-too-large",
				facts: { ...facts, limit: Math.floor(free.maxPixels / 10_000) / 100 },
			};
		default:
			return assertNever(breach);
	}
}

/** A ratio as designers write it: `16:1`, `1:3`, `21:9`; `2.35:1` where no small whole numbers say it. */
export function ratioText(ratio: number): string {
	for (let height = 1; height <= 16; height += 1) {
		const width = ratio * height;
		if (width >= 1 && Math.abs(width - Math.round(width)) < 0.005) {
			return `${Math.round(width)}:${height}`;
		}
	}
	return `${Number(ratio.toFixed(2))}:1`;
}
