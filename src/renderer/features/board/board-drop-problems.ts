import type { Failure } from "../../../contract/errors.ts";

export type DropProblem = { readonly name: string; readonly error: Failure };

/** Everything that went wrong for the same reason. */
export type ProblemGroup = {
	readonly reason: string;
	/** The first of them, for the sentence. */
	readonly failure: Failure;
	/** Of the others, in the order they came, by name or link; some have none. */
	readonly others: readonly string[];
	readonly count: number;
};

/** One entry for each reason, the most frequent first. */
export function groupProblems(problems: readonly DropProblem[]): readonly ProblemGroup[] {
	const groups = new Map<string, { failure: Failure; others: string[]; count: number }>();
	for (const { name, error } of problems) {
		const known = groups.get(error.reason);
		if (known === undefined) groups.set(error.reason, { failure: error, others: [], count: 1 });
		else {
			known.count += 1;
			const called = name === "" ? error.facts?.link : name;
			if (typeof called === "string") known.others.push(called);
		}
	}
	return [...groups]
		.map(([reason, group]) => ({ reason, ...group }))
		.toSorted((a, b) => b.count - a.count);
}
