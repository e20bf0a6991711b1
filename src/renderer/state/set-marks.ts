import { create } from "zustand";
import type { ImageId, JobId } from "../../contract/ids.ts";
import { AskError } from "../bridge/client.ts";
import { changesBack, type MarkChange } from "./mark-change.ts";
import { markPictures } from "./mark-pictures.ts";
import { usePictureProblem } from "./picture-problem.ts";
import { marksOf, withMarks } from "./set-frames.ts";
import { changeAtOnce, useSet } from "./set-store.ts";

type Step = { readonly ids: readonly ImageId[]; readonly change: MarkChange };
/** One thing the designer did: what it was, and what takes it back. */
type Done = { readonly forth: Step; readonly back: readonly Step[] };

type History = {
	readonly set: JobId | undefined;
	/** The last is the newest. */
	readonly done: readonly Done[];
	/** What was undone, the last undone last. */
	readonly undone: readonly Done[];
};

/** The marks given in the set on screen, without end. */
export const useMarkHistory = create<History>()(() => ({ set: undefined, done: [], undone: [] }));

/** Begins anew for another set; going on with the same keeps what can be undone. */
export function beginMarks(set: JobId): void {
	if (useMarkHistory.getState().set === set) return;
	useMarkHistory.setState({ set, done: [], undone: [] });
}

/** Marks frames at once; when main cannot, the marks go back and the set's `problem` says why. */
export async function markFrames(ids: readonly ImageId[], change: MarkChange): Promise<boolean> {
	const { detail } = useSet.getState();
	if (detail === undefined || ids.length === 0) return false;
	const back = changesBack(marksOf(detail, ids), change);
	const entry: Done = { forth: { ids, change }, back };
	useMarkHistory.setState(({ done }) => ({ done: [...done, entry], undone: [] }));
	const went = await carryOut([entry.forth]);
	if (!went) {
		useMarkHistory.setState(({ done }) => ({ done: done.filter((one) => one !== entry) }));
	}
	return went;
}

/** Takes the last marks back. @returns the pictures whose marks changed; nothing when there was nothing to undo */
export function undoMarks(): readonly ImageId[] | undefined {
	const { done, undone } = useMarkHistory.getState();
	const last = done.at(-1);
	if (last === undefined) return undefined;
	useMarkHistory.setState({ done: done.slice(0, -1), undone: [...undone, last] });
	void carryOut(last.back).then((went) => {
		if (went) return;
		useMarkHistory.setState((now) => ({
			done: [...now.done, last],
			undone: now.undone.filter((one) => one !== last),
		}));
	});
	return last.forth.ids;
}

/** Gives the marks again that were taken back last. @returns the pictures whose marks changed; nothing when there was nothing to do again */
export function redoMarks(): readonly ImageId[] | undefined {
	const { done, undone } = useMarkHistory.getState();
	const last = undone.at(-1);
	if (last === undefined) return undefined;
	useMarkHistory.setState({ undone: undone.slice(0, -1), done: [...done, last] });
	void carryOut([last.forth]).then((went) => {
		if (went) return;
		useMarkHistory.setState((now) => ({
			done: now.done.filter((one) => one !== last),
			undone: [...now.undone, last],
		}));
	});
	return last.forth.ids;
}

/** Quick fingers are faster than the disk: what is asked later is written later. */
let before: Promise<unknown> = Promise.resolve();

async function carryOut(steps: readonly Step[]): Promise<boolean> {
	const went = await Promise.all(
		steps.map(({ ids, change }) =>
			changeAtOnce(
				(detail) => withMarks(detail, ids, change),
				() => {
					const mine = before.then(() => send({ ids, change }));
					before = mine.catch(() => undefined);
					return mine;
				},
			),
		),
	);
	return went.every((one) => one);
}

async function send({ ids, change }: Step) {
	const { told } = useSet.getState();
	const known = told?.slots.flatMap(({ frames }) => frames.flatMap(({ image }) => image ?? []));
	const undo = await markPictures(ids, change, known, false);
	if (undo === undefined) {
		const { failure } = usePictureProblem.getState();
		usePictureProblem.setState({ failure: undefined });
		if (failure !== undefined) throw new AskError(failure.message, { failure });
	}
	return (detail: Parameters<typeof withMarks>[0]) => withMarks(detail, ids, change);
}
