import { create } from "zustand";
import type { BoardChange, BoardDocument } from "../../contract/board.ts";
import { applyChange } from "../../contract/board-change.ts";
import type { Failure } from "../../contract/errors.ts";
import type { BoardId } from "../../contract/ids.ts";
import { ask, failureOf, hear } from "../bridge/client.ts";

type FloatBoardState = {
	readonly board: BoardDocument | undefined;
	/** Why there is none. */
	readonly failure: Failure | undefined;
};

/** A copy of the board this window shows; nothing here changes it. */
export const useFloatBoard = create<FloatBoardState>()(() => ({
	board: undefined,
	failure: undefined,
}));

/**
 * Asks for the board and keeps up with it. Changes are heard before it is asked for, and what came
 * meanwhile is applied to the answer: those that are in it already change nothing in the end.
 * Never rejects.
 */
export async function followBoard(id: BoardId): Promise<void> {
	let early: BoardChange[] | undefined = [];
	hear("boards.edited", ({ id: edited, change }) => {
		if (edited !== id) return;
		if (early === undefined)
			useFloatBoard.setState(({ board }) => ({ board: board && after(board, change) }));
		else early.push(change);
	});
	try {
		const board = await ask("boards.get", id);
		useFloatBoard.setState({ board: early.reduce(after, board), failure: undefined });
	} catch (thrown) {
		useFloatBoard.setState({ failure: failureOf(thrown) });
	}
	early = undefined;
}

/** Where the designer looks in another window is not where this one looks. */
function after(board: BoardDocument, { view: _, ...change }: BoardChange): BoardDocument {
	return Object.keys(change).length === 0 ? board : applyChange(board, change);
}
