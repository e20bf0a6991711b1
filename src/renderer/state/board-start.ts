import type { BoardId } from "../../contract/ids.ts";
import { ask, failureOf, hear } from "../bridge/client.ts";
import { useApp } from "./app-store.ts";
import { followResults } from "./board-landing.ts";
import { openBoard, openNext, refreshBoards, stopOpening } from "./board-list.ts";
import { closeBoards, flushBoards, hearEdit, useBoard } from "./board-store.ts";

/**
 * Opens the board that was open last and keeps boards up to date. Call it once at the start, after
 * `followMain`. @returns a function that ends it
 */
export function startBoards(): () => void {
	const ends = [
		hear("boards.changed", (boards) => {
			useBoard.setState({ boards });
			const { board } = useBoard.getState();
			if (board !== undefined && boards.every(({ id }) => id !== board.id)) void leave(board.id);
		}),
		hear("boards.edited", hearEdit),
		followResults(),
	];
	window.addEventListener?.("pagehide", flushBoards);
	void openFirst();
	return () => {
		for (const end of ends) end();
		window.removeEventListener?.("pagehide", flushBoards);
		stopOpening();
		closeBoards();
	};
}

/** Opens the last board, or the newest, or a new one; for "Try again" too. */
export async function openFirst(): Promise<void> {
	await refreshBoards();
	const { boards } = useBoard.getState();
	if (boards === undefined) return;
	const { lastBoard } = useApp.getState().settings;
	const last = boards.find(({ id, trouble }) => id === lastBoard && trouble === undefined);
	await (last === undefined ? openNext(boards) : openBoard(last.id));
}

/** Leaves a board that is no longer on the list, unless it is only hard to read for the moment. */
async function leave(gone: BoardId): Promise<void> {
	try {
		await ask("boards.get", gone);
	} catch (thrown) {
		const { board, boards = [] } = useBoard.getState();
		const isGone = failureOf(thrown).reason === "board-not-found" && board?.id === gone;
		// Where no other can be made either, the one on screen stays there.
		if (isGone) await openNext(boards).catch(() => undefined);
	}
}
