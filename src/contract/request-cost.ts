import type { Capability } from "./capability.ts";
import type { GenerationRequest } from "./generation.ts";

/** The most pictures a request can bring, and so be charged for: a set may turn out smaller, never larger. */
export function worstCaseImages(request: Pick<GenerationRequest, "count">): number {
	return request.count;
}

/** The most a request can cost at list price, US dollars; 0: free. Nothing when the gateway's page names no price. */
export function worstCaseUsd(
	capability: Pick<Capability, "price">,
	request: Pick<GenerationRequest, "count">,
): number | undefined {
	const { price } = capability;
	return price && price.usdPerImage * worstCaseImages(request);
}
