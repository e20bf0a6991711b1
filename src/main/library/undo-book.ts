import { randomUUID } from "node:crypto";
import { type ImageId, UndoId } from "../../contract/ids.ts";
import type { MarkStep } from "./picture-change.ts";

/** What an edit did to each picture it changed. */
export type PastEdit =
	| { readonly kind: "marks"; readonly steps: ReadonlyMap<ImageId, MarkStep> }
	/** When each was in the trash since, before and after; absent: it was not. */
	| { readonly kind: "moves"; readonly steps: ReadonlyMap<ImageId, MoveStep> };

export type MoveStep = {
	readonly before: number | undefined;
	readonly after: number | undefined;
};

/** The edits of this run of the app that can be taken back. */
export type UndoBook = {
	/** @returns undefined when the edit changed nothing */
	readonly keep: (edit: PastEdit) => UndoId | undefined;
	readonly find: (id: UndoId) => PastEdit | undefined;
	readonly forget: (id: UndoId) => void;
};

/** An undo and its redo are edits too: the oldest goes first. */
const MAX_EDITS = 100;
/** Pictures in all of them together, about 200 bytes each; the last edit is kept however large it is. */
const MAX_STEPS = 400_000;

export function createUndoBook(): UndoBook {
	const edits = new Map<UndoId, PastEdit>();
	return {
		keep: (edit) => {
			if (edit.steps.size === 0) return undefined;
			const id = UndoId.parse(randomUUID());
			edits.set(id, edit);
			let steps = 0;
			for (const [at, [old, { steps: mine }]] of [...edits].reverse().entries()) {
				steps += mine.size;
				if (at >= MAX_EDITS || (at > 0 && steps > MAX_STEPS)) edits.delete(old);
			}
			return id;
		},
		find: (id) => edits.get(id),
		forget: (id) => void edits.delete(id),
	};
}
