import type { Capability } from "./capability.ts";
import type { GenerationRequest } from "./generation.ts";

/**
 * The advanced fields of a request as one that goes on from it takes them over: without those that
 * were meant for it alone, such as a rehearsed failure.
 * @param fields those of the model; what is unknown to it is kept
 */
export function lastingExtras(
	extras: GenerationRequest["extras"],
	fields: Capability["extras"],
): GenerationRequest["extras"] {
	const once = new Set(fields.filter((field) => field.once === true).map(({ key }) => key));
	return Object.fromEntries(Object.entries(extras).filter(([key]) => !once.has(key)));
}
