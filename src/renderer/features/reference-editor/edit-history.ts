import { type Edit, untouched } from "./edit-state.ts";

/** The steps of one opening of the editor. */
export type EditHistory = {
	readonly past: readonly Edit[];
	readonly present: Edit;
	readonly future: readonly Edit[];
	/** What the last step was; a further step of the same name joins it. */
	readonly merge: string | undefined;
};

export const freshHistory: EditHistory = {
	past: [],
	present: untouched,
	future: [],
	merge: undefined,
};

/** One step further. Steps of the same `merge` in a row, such as nudges of one handle, are one. */
export function step(history: EditHistory, next: Edit, merge?: string): EditHistory {
	const { past, present } = history;
	if (next === present) return history;
	const joins = merge !== undefined && merge === history.merge;
	return { past: joins ? past : [...past, present], present: next, future: [], merge };
}

export function undone(history: EditHistory): EditHistory {
	const previous = history.past.at(-1);
	if (previous === undefined) return history;
	return {
		past: history.past.slice(0, -1),
		present: previous,
		future: [history.present, ...history.future],
		merge: undefined,
	};
}

export function redone(history: EditHistory): EditHistory {
	const [next, ...future] = history.future;
	if (next === undefined) return history;
	return { past: [...history.past, history.present], present: next, future, merge: undefined };
}
