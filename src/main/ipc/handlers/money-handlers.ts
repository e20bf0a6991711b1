import type { JobCosts } from "../../jobs/money/job-costs.ts";
import type { HandlersOf } from "../router.ts";

export function moneyHandlers(
	costs: Pick<JobCosts, "book" | "setPrice" | "summary">,
): HandlersOf<"money"> {
	return {
		"money.book": () => costs.book(),
		"money.setPrice": (price) => costs.setPrice(price),
		"money.summary": () => costs.summary(),
	};
}
