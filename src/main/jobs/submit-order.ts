import type { GenerationRequest } from "../../contract/generation.ts";
import type { SubmitOrder } from "../../contract/jobs.ts";
import { newComparisonId } from "../foundation/new-id.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import { checkRequest } from "./check-request.ts";
import type { JobPorts } from "./job-ports.ts";
import { newJob } from "./new-job.ts";

/**
 * The jobs of one press of Generate, all checked, priced and within the budget, or none. What is
 * to be fallen back to belongs to the first: two refusals must not send one wish twice.
 * @throws AppError `form-incomplete`, `account-not-found`, `model-not-found`, `price-higher`,
 * `budget-passed`
 */
export function jobsOf(order: SubmitOrder, ports: JobPorts): JournalJob[] {
	const { requests, fallbacks, shownUsd, overBudget } = order;
	for (const request of fallbacks) checkRequest(request, ports);
	const comparison = requests.length > 1 ? newComparisonId() : undefined;
	const jobs = requests.map((request: GenerationRequest, place) =>
		newJob({ request, comparison, ...(place === 0 && { fallbacks }) }, ports),
	);
	ports.money.approve({ worstUsd: worstOf(jobs), shownUsd, overBudget });
	return jobs;
}

/** As far as prices are known; nothing when none is. US dollars. */
function worstOf(jobs: readonly JournalJob[]): number | undefined {
	const known = jobs.flatMap(({ price }) => price?.worstUsd ?? []);
	return known.length === 0 ? undefined : known.reduce((sum, usd) => sum + usd, 0);
}
