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

export function createUndoBook(): UndoBook {
	const edits = new Map<UndoId, PastEdit>();
	return {
		keep: (edit) => {
			if (edit.steps.size === 0) return undefined;
			const id = UndoId.parse(randomUUID());
			edits.set(id, edit);
			for (const old of [...edits.keys()].slice(0, -MAX_EDITS)) edits.delete(old);
			return id;
		},
		find: (id) => edits.get(id),
		forget: (id) => void edits.delete(id),
	};
}
