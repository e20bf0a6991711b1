import type { JobId } from "../../contract/ids.ts";

/**
 * Lets edits of the same jobs happen in the order they were asked for, and others at the same time:
 * whoever presses two keys one after the other means the second, and nobody waits for a long edit
 * that has nothing to do with his.
 */
export type EditTurns = {
	/** Takes a place behind all that were asked for before. */
	readonly enter: () => EditTurn;
};

export type EditTurn = {
	/** Resolves when everything asked for before that touches one of these jobs is over. */
	readonly among: (jobs: Iterable<JobId>) => Promise<void>;
	readonly leave: () => void;
};

type Going = {
	/** Undefined: not known yet. */
	jobs: ReadonlySet<JobId> | undefined;
	readonly over: PromiseWithResolvers<void>;
};

export function createEditTurns(): EditTurns {
	const all = new Set<Going>();
	return {
		enter: () => {
			const earlier = [...all];
			const mine: Going = { jobs: undefined, over: Promise.withResolvers() };
			all.add(mine);
			return {
				among: async (jobs) => {
					const wanted = new Set(jobs);
					mine.jobs = wanted;
					const before = earlier.filter((one) => one.jobs === undefined || meet(one.jobs, wanted));
					await Promise.all(before.map(({ over }) => over.promise));
				},
				leave: () => {
					all.delete(mine);
					mine.over.resolve();
				},
			};
		},
	};
}

function meet(one: ReadonlySet<JobId>, other: ReadonlySet<JobId>): boolean {
	const [few, many] = one.size < other.size ? [one, other] : [other, one];
	for (const job of few) if (many.has(job)) return true;
	return false;
}
