import type { BoardChange, BoardDocument } from "../../contract/board.ts";
import { applyChange, changeBetween } from "../../contract/board-change.ts";

type Step<T> = {
	readonly forward: BoardChange;
	readonly backward: BoardChange;
	readonly before: T;
	readonly after: T;
	readonly merge: string | undefined;
};

/**
 * What was done to a board, without end, as changes and not as boards. `T`: what is remembered
 * beside each step, such as what was chosen.
 */
export type History<T> = {
	readonly past: readonly Step<T>[];
	/** The next to be done again is the last. */
	readonly future: readonly Step<T>[];
};

/** A step taken back or done again. */
export type Retraced<T> = {
	readonly history: History<T>;
	readonly board: BoardDocument;
	readonly note: T;
};

export function emptyHistory<T>(): History<T> {
	return { past: [], future: [] };
}

/**
 * Remembers the way from one state to the next; what was undone before is forgotten. Where the view
 * is does not count.
 * @param merge a step with the same word as the one just before it becomes one with that
 * @returns the same history when nothing changed
 */
export function record<T>(
	history: History<T>,
	before: BoardDocument,
	after: BoardDocument,
	notes: { readonly before: T; readonly after: T },
	merge?: string,
): History<T> {
	const last = history.past.at(-1);
	const joins =
		last !== undefined &&
		merge !== undefined &&
		last.merge === merge &&
		history.future.length === 0;
	const begin = joins ? applyChange(before, last.backward) : before;
	const forward = changed(begin, after);
	const backward = changed(after, begin);
	const past = joins ? history.past.slice(0, -1) : history.past;
	if (forward === undefined || backward === undefined)
		return joins ? { past, future: [] } : history;
	const notesOfStep = { before: joins ? last.before : notes.before, after: notes.after };
	return { past: [...past, { forward, backward, ...notesOfStep, merge }], future: [] };
}

/** Ends the merging of steps: the next one stands alone, whatever its word. */
export function endMerging<T>(history: History<T>): History<T> {
	const last = history.past.at(-1);
	if (last?.merge === undefined) return history;
	return { ...history, past: [...history.past.slice(0, -1), { ...last, merge: undefined }] };
}

/** Takes the last step back; undefined when there is none. */
export function undo<T>(history: History<T>, board: BoardDocument): Retraced<T> | undefined {
	const step = history.past.at(-1);
	if (step === undefined) return undefined;
	return {
		history: { past: history.past.slice(0, -1), future: [...history.future, step] },
		board: applyChange(board, step.backward),
		note: step.before,
	};
}

/** Does again what was undone last; undefined when nothing was. */
export function redo<T>(history: History<T>, board: BoardDocument): Retraced<T> | undefined {
	const step = history.future.at(-1);
	if (step === undefined) return undefined;
	return {
		history: {
			past: [...history.past, { ...step, merge: undefined }],
			future: history.future.slice(0, -1),
		},
		board: applyChange(board, step.forward),
		note: step.after,
	};
}

function changed(before: BoardDocument, after: BoardDocument): BoardChange | undefined {
	const { view: _, ...rest } = after;
	return changeBetween(before, {
		...rest,
		...(before.view !== undefined && { view: before.view }),
	});
}
