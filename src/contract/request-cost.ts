import type { GenerationRequest } from "./generation.ts";

/** The most pictures a request can bring, and so be charged for: a set may turn out smaller, never larger. */
export function worstCaseImages(request: Pick<GenerationRequest, "count">): number {
	return request.count;
}

/**
 * The most a request can cost, US dollars; 0: free. Nothing when no price is known.
 * @param usdPerImage of the price book
 */
export function worstCaseUsd(
	usdPerImage: number | undefined,
	request: Pick<GenerationRequest, "count">,
): number | undefined {
	return usdPerImage === undefined ? undefined : usdPerImage * worstCaseImages(request);
}
