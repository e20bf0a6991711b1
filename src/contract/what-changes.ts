import type { Capability } from "./capability.ts";
import type { ExtraValue, GenerationRequest, RequestSize } from "./generation.ts";
import { requestForModel } from "./request-for-model.ts";
import { listedShape } from "./shape-choice.ts";

/** One thing that is not as it was when a request goes to another model. */
export type RequestChange =
	/** `about`: the gateway takes the shape alone; its pixels are what to expect. */
	| { readonly kind: "size"; readonly to: RequestSize; readonly about: boolean }
	/** Separate pictures become a set, or a set separate pictures. */
	| { readonly kind: "mode"; readonly to: GenerationRequest["mode"]; readonly count: number }
	| { readonly kind: "count"; readonly from: number; readonly to: number }
	/** Absent: the gateway decides. */
	| { readonly kind: "format"; readonly to?: NonNullable<GenerationRequest["format"]> }
	/** Absent: the gateway decides. */
	| { readonly kind: "watermark"; readonly to?: boolean }
	/** Pictures do not come one by one any more. */
	| { readonly kind: "stream" }
	/** An advanced field the other model does not have, or whose value it does not take. */
	| { readonly kind: "extra"; readonly key: string; readonly value: ExtraValue }
	/** Nothing is left out by itself: the designer must choose. `limit` 0: none are taken. */
	| { readonly kind: "references"; readonly have: number; readonly limit: number }
	/** Links must go: the other model takes pictures only. */
	| { readonly kind: "links"; readonly count: number };

/**
 * What `requestForModel` changes in a request on the way from one model to another, and what it
 * cannot change because the designer must.
 */
export function whatChanges(
	request: GenerationRequest,
	from: Capability,
	to: Capability,
): readonly RequestChange[] {
	const moved = requestForModel(request, request.account, to);
	return [
		...referenceChanges(request, to),
		...sizeChanges(request, moved, to),
		...countChanges(request, moved),
		...formatChanges(request, from, moved),
		...watermarkChanges(request, from, moved),
		...streamChanges(request, from, moved, to),
		...extraChanges(request, moved),
	];
}

function referenceChanges({ references }: GenerationRequest, to: Capability): RequestChange[] {
	const { max: limit, by } = to.references;
	const have = references.length;
	if (have > limit) return [{ kind: "references", have, limit }];
	const links = references.filter(({ kind }) => kind === "link");
	if (links.length === 0 || by.includes("link")) return [];
	return [{ kind: "links", count: links.length }];
}

function sizeChanges(
	{ size: before }: GenerationRequest,
	{ size }: GenerationRequest,
	to: Capability,
): RequestChange[] {
	if (isSameSize(before, size)) return [];
	const listed = size.kind === "pixels" && listedShape(to, size.width, size.height) !== undefined;
	return [{ kind: "size", to: size, about: listed && to.size.shapesBy === "ratio" }];
}

function isSameSize(a: RequestSize, b: RequestSize): boolean {
	if (a.kind === "tier") return b.kind === "tier" && a.tier === b.tier;
	return b.kind === "pixels" && a.width === b.width && a.height === b.height;
}

function countChanges(before: GenerationRequest, { mode, count }: GenerationRequest) {
	const changes: RequestChange[] = [];
	if (mode !== before.mode) changes.push({ kind: "mode", to: mode, count });
	else if (count !== before.count) changes.push({ kind: "count", from: before.count, to: count });
	return changes;
}

function formatChanges(
	before: GenerationRequest,
	from: Capability,
	{ format }: GenerationRequest,
): RequestChange[] {
	// A format that was nobody's choice before is no loss.
	const chosen = before.format !== undefined && before.format !== from.formats[0];
	if (!chosen || before.format === format) return [];
	return [{ kind: "format", ...(format !== undefined && { to: format }) }];
}

function watermarkChanges(
	before: GenerationRequest,
	from: Capability,
	{ watermark }: GenerationRequest,
): RequestChange[] {
	if (before.watermark === watermark) return [];
	// A mark that may come in where there was none must be known of; one that may stay away need not.
	if (before.watermark === undefined && watermark !== true) return [];
	const byDefault = before.watermark === true && from.watermark?.default === true;
	if (byDefault && watermark === undefined) return [];
	return [{ kind: "watermark", ...(watermark !== undefined && { to: watermark }) }];
}

function streamChanges(
	before: GenerationRequest,
	from: Capability,
	moved: GenerationRequest,
	to: Capability,
): RequestChange[] {
	const streamed = before.stream ?? from.stream?.default ?? false;
	const streams = moved.stream ?? to.stream?.default ?? false;
	return streamed && !streams ? [{ kind: "stream" }] : [];
}

function extraChanges(before: GenerationRequest, moved: GenerationRequest): RequestChange[] {
	return Object.entries(before.extras)
		.filter(([key]) => !(key in moved.extras))
		.map(([key, value]) => ({ kind: "extra", key, value }));
}
