import { assertNever } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import { foldTag } from "../../contract/tag-name.ts";
import { type EditProgress, type EditRun, type EditRunPorts, runEdit } from "./edit-run.ts";
import { type MarkMaker, markPictures } from "./marks.ts";
import { type MarkStep, revertedMark, type Spell } from "./picture-change.ts";
import { restorePictures } from "./restore-pictures.ts";
import { type Hear, type JobPictures, type MovePorts, trashPictures } from "./trash-moves.ts";
import type { MoveStep, PastEdit } from "./undo-book.ts";

/** What came of an edit, and what it takes to take it back. */
export type DoneEdit = { readonly run: EditRun; readonly past: PastEdit };

/** The ways pictures are edited. */
export type EditWays = {
	readonly mark: (
		ids: readonly ImageId[],
		make: (spell: Spell) => MarkMaker,
		progress?: EditProgress,
	) => Promise<DoneEdit>;
	/** @param at when each was trashed, milliseconds since the Unix epoch */
	readonly trash: (
		ids: readonly ImageId[],
		at: (id: ImageId) => number,
		progress?: EditProgress,
	) => Promise<DoneEdit>;
	readonly restore: (ids: readonly ImageId[], progress?: EditProgress) => Promise<DoneEdit>;
};

export function createEditWays(ports: EditRunPorts & MovePorts): EditWays {
	const { batch, index } = ports;
	const spelling = createSpelling((folded) => index.use((rows) => rows.order.spelling(folded)));
	const since = (id: ImageId) => batch.find(id)?.trashedAt;

	const move = async (
		ids: readonly ImageId[],
		work: (of: JobPictures, hear: Hear) => Promise<unknown>,
		progress?: EditProgress,
	): Promise<DoneEdit> => {
		const steps = new Map<ImageId, MoveStep>();
		const watched = async (of: JobPictures, hear: Hear) => {
			const before = new Map(of.ids.map((id) => [id, since(id)]));
			try {
				await work(of, hear);
			} finally {
				for (const [id, was] of before) {
					if (since(id) !== was) steps.set(id, { before: was, after: since(id) });
				}
			}
		};
		return { run: await runEdit(ids, watched, ports, progress), past: { kind: "moves", steps } };
	};
	return {
		mark: async (ids, make, progress) => {
			const steps = new Map<ImageId, MarkStep>();
			const run = await spelling.during((spell) => {
				const maker = make(spell);
				const work = async (of: JobPictures, hear: Hear) => {
					for (const [id, one] of await markPictures(of, maker, ports, hear)) steps.set(id, one);
				};
				return runEdit(ids, work, ports, progress);
			});
			return { run, past: { kind: "marks", steps } };
		},
		trash: (ids, at, progress) =>
			move(ids, (of, hear) => trashPictures(of, at, ports, hear), progress),
		restore: (ids, progress) => move(ids, (of, hear) => restorePictures(of, ports, hear), progress),
	};
}

/** Takes an edit back: what it did not touch stays as it is now. */
export async function takeBack(
	past: PastEdit,
	ways: EditWays,
	progress?: EditProgress,
): Promise<DoneEdit> {
	switch (past.kind) {
		case "marks": {
			const { steps } = past;
			const make = (spell: Spell): MarkMaker => {
				return (id, now) => {
					const step = steps.get(id);
					return step === undefined ? now : revertedMark(now, step, spell);
				};
			};
			return ways.mark([...steps.keys()], make, progress);
		}
		case "moves": {
			const since = new Map([...past.steps].map(([id, { before }]) => [id, before]));
			const ids = [...since.keys()];
			// One edit moves in one direction.
			const wasOut = [...since.values()].every((at) => at === undefined);
			return wasOut
				? ways.restore(ids, progress)
				: ways.trash(ids, (id) => since.get(id) ?? 0, progress);
		}
		default:
			return assertNever(past);
	}
}

/** How tags are spelled while edits run: as some picture has it, or as one of these edits wrote it first. */
function createSpelling(known: (folded: string) => string | undefined) {
	const fresh = new Map<string, string>();
	let running = 0;
	const spell: Spell = (tag) => {
		const folded = foldTag(tag);
		const found = known(folded) ?? fresh.get(folded) ?? tag;
		fresh.set(folded, found);
		return found;
	};
	return {
		during: async <T>(work: (spell: Spell) => Promise<T>): Promise<T> => {
			running += 1;
			try {
				return await work(spell);
			} finally {
				running -= 1;
				if (running === 0) fresh.clear();
			}
		},
	};
}
