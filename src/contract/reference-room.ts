import type { Capability } from "./capability.ts";
import { MAX_REFERENCES, type RequestReference } from "./generation.ts";

/** A model, and what helps it to pictures. */
export type ReferenceTaker = {
	readonly capability: Capability;
	/** Pictures can be placed as links although the gateway has no upload of its own. */
	readonly hasReferenceHost: boolean;
};

/** How many references a request for this many pictures can name. */
export function roomBeside(
	pictures: number,
	{ references, referencesPlusImages }: Capability,
): number {
	const together = (referencesPlusImages ?? Number.POSITIVE_INFINITY) - pictures;
	return Math.max(0, Math.min(references.max, MAX_REFERENCES, together));
}

/** Whether pictures of this computer can be sent along. */
export function takesPictures({ capability, hasReferenceHost }: ReferenceTaker): boolean {
	const { by, max } = capability.references;
	return max > 0 && (hasReferenceHost || by.includes("inline") || by.includes("upload"));
}

/** Whether a reference of this kind can be sent along. */
export function isTaken(reference: RequestReference, taker: ReferenceTaker): boolean {
	if (reference.kind === "picture") return takesPictures(taker);
	return taker.capability.references.by.includes("link");
}
