import type { Capability, ReferenceRules } from "./capability.ts";
import { ratioText } from "./check-size.ts";
import type { Facts } from "./errors.ts";
import type { PixelSize } from "./fit-size.ts";
import type { RequestReference } from "./generation.ts";
import type { ReferenceId } from "./ids.ts";
import type { Problem, ProblemReason } from "./problem.ts";
import { isPublicLink } from "./public-link.ts";

/**
 * What is known of the pictures a request names: their pixels, upright, or that they are gone from
 * the disk. One that is not in the map is not judged.
 */
export type KnownPictures = ReadonlyMap<ReferenceId, PixelSize | "gone">;

/**
 * Everything wrong with the references of a request, as a whole and one by one.
 * @param hasReferenceHost pictures can be placed as links although the gateway has no upload of its own
 */
export function checkReferences(
	references: readonly RequestReference[],
	{ references: rules, title: model }: Capability,
	known: KnownPictures,
	hasReferenceHost: boolean,
): readonly Problem[] {
	const whole = [
		...checkNumber(references.length, rules.max, model),
		...(hasReferenceHost ? [] : checkWay(references, rules, model)),
	];
	const each = references.flatMap((reference, at): Problem[] => {
		const fault = faultOf(reference, rules, known);
		if (fault === undefined) return [];
		const facts = { model, position: at + 1, ...fault.facts };
		return [{ field: "references", at, reason: fault.reason, facts, level: "block" }];
	});
	return [...whole, ...each];
}

function checkNumber(have: number, limit: number, model: string): readonly Problem[] {
	if (have <= limit) return [];
	const reason: ProblemReason = limit === 0 ? "no-references" : "too-many-references";
	const facts = { model, have, limit, over: have - limit };
	return [{ field: "references", reason, facts, level: "block" }];
}

/** A picture needs a way to the gateway: in the request, by its upload API, or as a link somebody else holds. */
function checkWay(
	references: readonly RequestReference[],
	{ max, by }: ReferenceRules,
	model: string,
): readonly Problem[] {
	const hasWay = by.includes("inline") || by.includes("upload");
	// A model that takes none at all says so itself.
	if (hasWay || max === 0 || references.every(({ kind }) => kind === "link")) return [];
	return [
		{ field: "references", reason: "references-need-host", facts: { model }, level: "block" },
	];
}

type Fault = { readonly reason: ProblemReason; readonly facts?: Facts };

function faultOf(
	reference: RequestReference,
	rules: ReferenceRules,
	known: KnownPictures,
): Fault | undefined {
	if (reference.kind === "link") {
		if (!rules.by.includes("link")) return { reason: "links-not-taken" };
		return isPublicLink(reference.url) ? undefined : { reason: "link-not-https" };
	}
	const picture = known.get(reference.id);
	if (picture === undefined) return undefined;
	if (picture === "gone") return { reason: "reference-missing" };
	return faultOfPicture(picture, rules);
}

/** Only what no fitting can mend: too many pixels or bytes and a foreign format are made to fit on the way out. */
function faultOfPicture({ width, height }: PixelSize, rules: ReferenceRules): Fault | undefined {
	const ratio = width / height;
	if (ratio < rules.minRatio || ratio > rules.maxRatio) {
		const minRatio = ratioText(rules.minRatio);
		const maxRatio = ratioText(rules.maxRatio);
		return { reason: "reference-too-stretched", facts: { width, height, minRatio, maxRatio } };
	}
	if (Math.min(width, height) < rules.minSide) {
		return { reason: "reference-too-small", facts: { width, height, limit: rules.minSide } };
	}
	return undefined;
}
