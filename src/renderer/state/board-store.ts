import { create } from "zustand";
import type { BoardDocument, BoardSummary, BoardView } from "../../contract/board.ts";
import { applyChange, changeBetween } from "../../contract/board-change.ts";
import type { Failure } from "../../contract/errors.ts";
import type { EventPayloads } from "../../contract/events.ts";
import type { BoardId, ItemId } from "../../contract/ids.ts";
import { openingView } from "../board-document/board-view.ts";
import {
	emptyHistory,
	endMerging,
	type History,
	type Retraced,
	record,
	redo,
	undo,
} from "../board-document/history.ts";
import { ask, failureOf } from "../bridge/client.ts";
import { createBoardSaver, type SaveState } from "./board-saver.ts";
import { usePictureProblem } from "./picture-problem.ts";
import { readOnlyFailure } from "./read-only.ts";

type BoardState = {
	/** All boards, the one changed last first; absent before main told. As old as the last `refreshBoards`. */
	readonly boards: readonly BoardSummary[] | undefined;
	/** The one that is open; absent before it is there, and when it cannot be opened. */
	readonly board: BoardDocument | undefined;
	/** Why no board could be opened. */
	readonly trouble: Failure | undefined;
	/** Always items of the open board. */
	readonly chosen: readonly ItemId[];
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	/** Whether everything that was done is on disk. */
	readonly saving: SaveState;
};

const nothingYet: BoardState = {
	boards: undefined,
	board: undefined,
	trouble: undefined,
	chosen: [],
	canUndo: false,
	canRedo: false,
	saving: "saved",
};

/** The boards, the one that is open and what is chosen on it. Change it by `editBoard` alone. */
export const useBoard = create<BoardState>()(() => nothingYet);

export type EditOptions = {
	/** An edit with the same word shortly after becomes one step of undo with this one. */
	readonly merge?: string;
	/** True: no pause ends the merging, only another edit does; for what comes in over a while. */
	readonly lasting?: boolean;
	/** What is chosen afterwards; absent: what was, as far as it is still there. */
	readonly chosen?: readonly ItemId[];
	/** No step of undo: what the app finds out by itself, such as the colour of a picture. */
	readonly quiet?: boolean;
};

/** Edits with a pause between them, ms, are two steps whatever their word. */
const MERGING_PAUSE_MS = 1_500;
/** The view is saved when it has rested so long, ms. */
const VIEW_REST_MS = 400;

type Chosen = readonly ItemId[];

/** Saves all boards of this window. */
export const boardSaver = createBoardSaver({
	send: (id, change) => ask("boards.change", { id, change }),
	failureOf,
	later: (run, ms) => {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	},
	tell: (saving) => useBoard.setState({ saving }),
});

/** Kept while the app runs, so that undo goes on after another board was looked at. */
const histories = new Map<BoardId, History<Chosen>>();
let editedAt = 0;
let restingView:
	| { readonly view: BoardView; readonly timer: ReturnType<typeof setTimeout> }
	| undefined;

/** Changes the open board by a pure function, such as `editBoard((board) => moveItems(board, ids, by))`, and saves it. */
export function editBoard(
	change: (board: BoardDocument) => BoardDocument,
	{ merge, lasting = false, chosen, quiet = false }: EditOptions = {},
): void {
	const { board: before, chosen: chosenBefore } = useBoard.getState();
	if (before === undefined) return;
	const board = change(before);
	const difference = changeBetween(before, board);
	const next = { board, chosen: stillThere(board, chosen ?? chosenBefore) };
	if (difference === undefined) {
		useBoard.setState({ chosen: next.chosen });
		return;
	}
	const refused = readOnlyFailure();
	if (refused !== undefined) {
		// Nothing is shown that could not be kept.
		if (!quiet) usePictureProblem.setState({ failure: refused });
		return;
	}
	boardSaver.add(before.id, difference);
	if (!quiet) {
		const now = performance.now();
		const paused = !lasting && now - editedAt > MERGING_PAUSE_MS;
		editedAt = now;
		const history = paused ? endMerging(historyOf(before.id)) : historyOf(before.id);
		const notes = { before: chosenBefore, after: next.chosen };
		histories.set(before.id, record(history, before, board, notes, merge));
	}
	useBoard.setState({ ...next, ...steps(before.id) });
}

/** Takes back the last edit of the open board. */
export function undoBoard(): void {
	retrace(undo);
}

/** Does again what was taken back last. */
export function redoBoard(): void {
	retrace(redo);
}

/** Chooses exactly these items of the open board. */
export function chooseItems(ids: readonly ItemId[]): void {
	const { board, chosen } = useBoard.getState();
	if (board === undefined) return;
	const next = stillThere(board, ids);
	if (next.length === chosen.length && next.every((id, at) => id === chosen[at])) return;
	histories.set(board.id, endMerging(historyOf(board.id)));
	useBoard.setState({ chosen: next });
}

/** Remembers where the open board is looked at, once the view rests; no step of undo. */
export function saveView(view: BoardView): void {
	if (useBoard.getState().board === undefined) return;
	clearTimeout(restingView?.timer);
	restingView = { view, timer: setTimeout(settleView, VIEW_REST_MS) };
}

/** Where the open board is looked at. */
export function presentView(): BoardView {
	return restingView?.view ?? useBoard.getState().board?.view ?? openingView;
}

/** Takes in what another window did to a board; what is unsaved here comes after it. */
export function hearEdit({ id, change }: EventPayloads["boards.edited"]): void {
	const { board, chosen } = useBoard.getState();
	if (board?.id !== id) return;
	const { view: _, ...rest } = change;
	const theirs = applyChange(board, rest);
	const next = applyChange(theirs, boardSaver.unsaved(id) ?? {});
	useBoard.setState({ board: next, chosen: stillThere(next, chosen) });
}

/** Sends everything that is not saved yet, without waiting; for a window that is about to close. */
export function flushBoards(): void {
	settleView();
	boardSaver.flush();
}

/** Resolves once everything that was done to boards is on disk. */
export function boardsIdle(): Promise<void> {
	settleView();
	return boardSaver.idle();
}

/** Forgets everything, as before the start. Unsaved changes go on being saved. */
export function closeBoards(): void {
	settleView();
	histories.clear();
	useBoard.setState({ ...nothingYet, saving: useBoard.getState().saving });
}

/** Shows a board as it is kept, with what is unsaved of it; undo goes on where it was left. */
export function putBoard(kept: BoardDocument): void {
	const board = applyChange(kept, boardSaver.unsaved(kept.id) ?? {});
	useBoard.setState({ board, trouble: undefined, chosen: [], ...steps(board.id) });
}

/** Shows why no board can be opened. */
export function putTrouble(trouble: Failure): void {
	const gone = { board: undefined, chosen: [], canUndo: false, canRedo: false };
	useBoard.setState({ ...gone, trouble });
}

function retrace(
	way: (history: History<Chosen>, board: BoardDocument) => Retraced<Chosen> | undefined,
): void {
	const { board: before } = useBoard.getState();
	const done = before && way(historyOf(before.id), before);
	if (before === undefined || done === undefined) return;
	histories.set(before.id, done.history);
	const difference = changeBetween(before, done.board);
	if (difference !== undefined) boardSaver.add(before.id, difference);
	const chosen = stillThere(done.board, done.note);
	useBoard.setState({ board: done.board, chosen, ...steps(before.id) });
}

/** The view rests where it is now: a board is about to be left, or the window to close. */
export function settleView(): void {
	const { board } = useBoard.getState();
	const resting = restingView;
	clearTimeout(resting?.timer);
	restingView = undefined;
	if (board === undefined || resting === undefined) return;
	if (readOnlyFailure() === undefined) boardSaver.add(board.id, { view: resting.view });
	useBoard.setState({ board: { ...board, view: resting.view } });
}

function historyOf(id: BoardId): History<Chosen> {
	return histories.get(id) ?? emptyHistory();
}

function steps(id: BoardId): Pick<BoardState, "canUndo" | "canRedo"> {
	const { past, future } = historyOf(id);
	return { canUndo: past.length > 0, canRedo: future.length > 0 };
}

function stillThere(board: BoardDocument, ids: Chosen): Chosen {
	const there = new Set(board.items.map(({ id }) => id));
	return ids.every((id) => there.has(id)) ? ids : ids.filter((id) => there.has(id));
}
