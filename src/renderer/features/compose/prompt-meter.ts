/** A counter is quiet until this share of the limit is used. */
const SPEAKS_FROM = 0.8;

export type PromptMeter = "quiet" | "near" | "over";

/** How loudly the counter speaks: not at all, quietly near the limit, plainly above it. */
export function promptMeter(have: number, limit: number): PromptMeter {
	if (have > limit) return "over";
	return have >= limit * SPEAKS_FROM ? "near" : "quiet";
}
