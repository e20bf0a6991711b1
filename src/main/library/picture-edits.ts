import { setImmediate as breath } from "node:timers/promises";
import { type AppError, appError } from "../../contract/errors.ts";
import type { ImageId, UndoId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { Edited, PictureChange } from "../../contract/library-edit.ts";
import { type EditProgress, type EditRunPorts, runEdit } from "./edit-run.ts";
import { createEditWays, type DoneEdit, takeBack } from "./edit-ways.ts";
import type { MarkMaker } from "./marks.ts";
import { changedMark, type Spell } from "./picture-change.ts";
import { removePictures } from "./remove-pictures.ts";
import type { Hear, JobPictures, MovePorts } from "./trash-moves.ts";
import { createUndoBook } from "./undo-book.ts";

/** What came of an edit, and what the window has to know of it. */
export type EditOutcome = {
	readonly edited: Edited;
	/** These bear other marks now. */
	readonly marked: readonly ImageRecord[];
	/** These are in the trash now. */
	readonly gone: readonly ImageId[];
	/** These came back from it. */
	readonly back: readonly ImageRecord[];
};

/**
 * Edits of many pictures. Every one can be taken back by its undo, and that by its own, as long as
 * this app runs. None of these throws for a picture: what went wrong is in the answer.
 */
export type PictureEdits = {
	readonly edit: (
		ids: readonly ImageId[],
		change: PictureChange,
		progress?: EditProgress,
	) => Promise<EditOutcome>;
	readonly trash: (ids: readonly ImageId[], progress?: EditProgress) => Promise<EditOutcome>;
	readonly restore: (ids: readonly ImageId[], progress?: EditProgress) => Promise<EditOutcome>;
	/**
	 * Takes pictures in the trash away for good; nothing brings them back.
	 * @param ids absent: everything in the trash
	 */
	readonly emptyTrash: (
		ids?: readonly ImageId[],
		progress?: EditProgress,
	) => Promise<{
		readonly removed: readonly ImageId[];
		readonly bytes: number;
		readonly error?: AppError;
	}>;
	/** @throws AppError `undo-gone` for an edit that is not among the last of this run */
	readonly undo: (id: UndoId, progress?: EditProgress) => Promise<EditOutcome>;
};

/** Records read before others have their turn. */
const READ_AT_ONCE = 200;

export function createPictureEdits(ports: EditRunPorts & MovePorts): PictureEdits {
	const { batch, index, clock } = ports;
	const undos = createUndoBook();
	const ways = createEditWays(ports);

	const outcome = async ({ run, past }: DoneEdit): Promise<EditOutcome> => {
		const { done, error } = run;
		const undo = undos.keep(past);
		const now: ImageRecord[] = [];
		for (const [at, id] of [...past.steps.keys()].entries()) {
			if (at % READ_AT_ONCE === READ_AT_ONCE - 1) await breath();
			now.push(...[batch.find(id) ?? []].flat());
		}
		const isMove = past.kind === "moves";
		return {
			edited: {
				changed: done.length,
				...(undo !== undefined && { undo }),
				...(error !== undefined && { error: error.failure }),
			},
			marked: isMove ? [] : now,
			gone: isMove ? now.flatMap(({ id, trashedAt }) => (trashedAt === undefined ? [] : id)) : [],
			back: isMove ? now.filter(({ trashedAt }) => trashedAt === undefined) : [],
		};
	};
	return {
		edit: async (ids, change, progress) => outcome(await ways.mark(ids, maker(change), progress)),
		trash: async (ids, progress) => {
			const now = clock.now();
			return outcome(await ways.trash(ids, () => now, progress));
		},
		restore: async (ids, progress) => outcome(await ways.restore(ids, progress)),
		emptyTrash: async (ids, progress) => {
			let bytes = 0;
			const all = ids ?? index.use((rows) => rows.order.trashed());
			// On a full disk there must be room to write down what is being done.
			await Promise.all(all.slice(0, READ_AT_ONCE).map(ports.forgetThumbnail));
			const work = async (of: JobPictures, hear: Hear) => {
				const freed = await removePictures(of, ports, hear);
				bytes += freed;
			};
			const { done, error } = await runEdit(all, work, ports, progress);
			return { removed: done, bytes, ...(error !== undefined && { error }) };
		},
		undo: async (id, progress) => {
			const past = undos.find(id);
			if (past === undefined) throw appError("undo-gone");
			const undone = await outcome(await takeBack(past, ways, progress));
			// One that could do nothing, such as on an unplugged disk, may be asked for again.
			if (undone.edited.error === undefined || undone.edited.undo !== undefined) undos.forget(id);
			return undone;
		},
	};
}

const maker =
	(change: PictureChange) =>
	(spell: Spell): MarkMaker =>
	(_id, mark) =>
		changedMark(mark, change, spell);
