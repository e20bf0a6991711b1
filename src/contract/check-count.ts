import type { Capability } from "./capability.ts";
import type { Facts } from "./errors.ts";
import type { GenerationRequest } from "./generation.ts";
import type { Problem, ProblemField, ProblemReason } from "./problem.ts";

const MIN_SET = 2;

/**
 * How many pictures a request may ask for, with this many references in it; 0 when the references
 * leave no room, or the model makes no sets.
 */
export function maxCount(
	capability: Capability,
	mode: GenerationRequest["mode"],
	references: number,
): number {
	const own = mode === "set" ? (capability.set?.max ?? 0) : capability.single.max;
	const room = roomBeside(capability, references);
	const max = Math.min(own, room);
	return max < leastCount(mode) ? 0 : max;
}

/** The fewest pictures of a mode. */
export function leastCount(mode: GenerationRequest["mode"]): number {
	return mode === "set" ? MIN_SET : 1;
}

/** What is wrong with the number of pictures: at most one thing, the tightest limit. */
export function checkCount(request: GenerationRequest, capability: Capability): readonly Problem[] {
	const { mode, count } = request;
	const model = capability.title;
	const problem = (
		reason: ProblemReason,
		facts: Facts,
		field: ProblemField = "count",
	): Problem[] => [{ field, reason, facts: { model, ...facts }, level: "block" }];
	if (mode === "set" && capability.set === undefined) return problem("set-not-offered", {});
	if (count < leastCount(mode)) return problem("set-of-one", {});

	const own = mode === "set" ? (capability.set?.max ?? 0) : capability.single.max;
	const limit = capability.referencesPlusImages ?? Number.POSITIVE_INFINITY;
	// References over the model's own limit are spoken of there, and not a second time here.
	const references = Math.min(request.references.length, capability.references.max);
	const room = limit - references;
	if (room < leastCount(mode)) {
		const reason =
			mode === "set" && room > 0 ? "references-leave-no-set" : "references-leave-no-picture";
		const needed = reason === "references-leave-no-set" ? MIN_SET : 1;
		return problem(reason, { references, limit, over: needed - room }, "references");
	}
	if (count > room && room < own) {
		const over = references + count - limit;
		return problem("references-plus-images", {
			limit,
			references,
			images: count,
			fits: room,
			over,
		});
	}
	if (count > own) {
		return problem(mode === "set" ? "set-too-large" : "count-too-high", {
			have: count,
			limit: own,
		});
	}
	return [];
}

function roomBeside(capability: Capability, references: number): number {
	const limit = capability.referencesPlusImages ?? Number.POSITIVE_INFINITY;
	return limit - Math.min(references, capability.references.max);
}
