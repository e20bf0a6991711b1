import type { GenerationRequest } from "../../contract/generation.ts";
import type { HttpRequest } from "../http/http-message.ts";
import type { AddressedRequest } from "./gateway-adapter.ts";

const SECOND_MS = 1000;
/** Gateway reference 5.5: how long Ark's own picture calls are worth waiting for. */
const FIRST_IMAGE_MS = 300 * SECOND_MS;
const FURTHER_IMAGE_MS = 40 * SECOND_MS;
const LONGEST_MS = 900 * SECOND_MS;

/** How Ark and the relays before it want the key. */
export const bearer = { header: "authorization", prefix: "Bearer " } as const;

/** `POST {base}/images/generations`, as Ark and the relays before it take it. */
export function arkMessage({ request, baseUrl, capability }: AddressedRequest, body: object) {
	const streams = asksForStream(request, capability);
	const message: HttpRequest = {
		method: "POST",
		url: `${baseUrl}/images/generations`,
		headers: {
			"content-type": "application/json",
			accept: streams ? "text/event-stream, application/json" : "application/json",
		},
		body: JSON.stringify(body),
		auth: bearer,
		timeoutMs: waitMs(request, streams),
	};
	return message;
}

/** A stream is silent until its first picture is done, headers and all, and again until each of the others. */
function waitMs({ count }: GenerationRequest, streams: boolean): number {
	if (streams) return FIRST_IMAGE_MS;
	return picturesWaitMs(count);
}

/** How long a reply with this many pictures, all at the end, is worth waiting for. Milliseconds. */
export function picturesWaitMs(count: number): number {
	return Math.min(FIRST_IMAGE_MS + FURTHER_IMAGE_MS * (count - 1), LONGEST_MS);
}

/**
 * Whether to ask for a stream: as the designer said, else by the model's default, and then for sets
 * alone, because one picture gains nothing by it.
 */
export function asksForStream(
	request: Pick<GenerationRequest, "stream" | "mode">,
	{ stream }: Pick<AddressedRequest["capability"], "stream">,
): boolean {
	if (stream === undefined) return false;
	return request.stream ?? (stream.default && request.mode === "set");
}

/**
 * The fields that Ark and the relays before it share (gateway reference 5.2, read 2026-11-21): no
 * field that says nothing, for relays pass on what they do not know, and Ark refuses it.
 */
export function arkBody({ request, capability, references }: AddressedRequest) {
	const urls = references.map(({ url }) => url);
	const { size } = request;
	const watermark = request.watermark ?? capability.watermark?.default;
	return {
		model: request.model,
		prompt: request.prompt,
		...(urls.length > 0 && { image: urls.length === 1 ? urls[0] : urls }),
		size: size.kind === "tier" ? size.tier : `${size.width}x${size.height}`,
		// The default is true, and a designer who said no must not depend on a default.
		...(watermark !== undefined && { watermark }),
		...(request.mode === "set" && {
			sequential_image_generation: "auto",
			sequential_image_generation_options: { max_images: request.count },
		}),
		...(asksForStream(request, capability) && { stream: true }),
	};
}

/** The advanced fields that are not as the model has them by itself, and no others. */
export function changedExtras({ request, capability }: AddressedRequest) {
	const changed = capability.extras.filter(({ key, default: untouched }) => {
		const value = request.extras[key];
		return value !== undefined && value !== "" && value !== untouched;
	});
	return Object.fromEntries(changed.map(({ key }) => [key, request.extras[key]]));
}
