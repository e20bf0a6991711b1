import type { ComparisonId } from "../../contract/ids.ts";
import type { Job } from "../../contract/jobs.ts";

/**
 * The jobs of one comparison in the order they were sent. A job in whose place another went on or
 * was sent again is left out: what came of it is the other's.
 */
export function comparedJobs(jobs: Iterable<Job>, comparison: ComparisonId): readonly Job[] {
	const all = [...jobs].filter((job) => job.comparison === comparison);
	const replaced = new Map(all.flatMap((job) => replacedBy(job).map((id) => [id, job.id])));
	const first = (job: Job): Job["id"] => {
		const [before] = all.filter(({ id }) => replacedBy(job).includes(id));
		return before === undefined ? job.id : first(before);
	};
	return all
		.filter(({ id }) => !replaced.has(id))
		.map((job) => ({ job, place: first(job) }))
		.toSorted((a, b) => (a.place < b.place ? -1 : 1))
		.map(({ job }) => job);
}

function replacedBy({ retryOf, fallbackFor }: Job): readonly Job["id"][] {
	return [retryOf, fallbackFor].filter((id) => id !== undefined);
}

type Listed = {
	readonly byId: ReadonlyMap<Job["id"], Job>;
	/** Newest first. */
	readonly order: readonly Job["id"][];
};

/** The comparison that was sent last, of those with two jobs or more on the list. */
export function newestComparison({ byId, order }: Listed): ComparisonId | undefined {
	const seen = new Set<ComparisonId>();
	for (const id of order) {
		const comparison = byId.get(id)?.comparison;
		if (comparison === undefined) continue;
		if (seen.has(comparison)) return comparison;
		seen.add(comparison);
	}
	return undefined;
}
