import i18next from "i18next";
import { create } from "zustand";
import type { Failure } from "../../../contract/errors.ts";
import type { BoardId } from "../../../contract/ids.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { showToast } from "../../kit/toast.tsx";
import { createBoard, duplicateBoard, removeBoard, showBoard } from "../../state/board-list.ts";
import { boardsIdle } from "../../state/board-store.ts";

/** What went wrong with the last thing done to boards; stays until the next goes well or it is dismissed. */
export const useBoardsProblem = create<{ readonly failure: Failure | undefined }>()(() => ({
	failure: undefined,
}));

/** A board that is being packed or unpacked, which takes a while when it has many pictures. */
export const useBoardsWork = create<{ readonly work: "packing" | "unpacking" | undefined }>()(
	() => ({ work: undefined }),
);

export function dismissBoardsProblem(): void {
	useBoardsProblem.setState({ failure: undefined });
}

export function newBoard(): Promise<boolean> {
	return attempt(createBoard);
}

export function copyBoard(id: BoardId): Promise<boolean> {
	return attempt(() => duplicateBoard(id));
}

/** Removes a board; a word says so and takes it back. */
export function throwAway(id: BoardId, title: string): Promise<boolean> {
	return attempt(async () => {
		const undo = await removeBoard(id);
		showToast({
			id: `board removed ${id}`,
			tone: "info",
			text: i18next.t("boards.removed", { ns: "board", title }),
			action: {
				label: i18next.t("boards.undo", { ns: "board" }),
				run: () => void attempt(undo),
			},
		});
	});
}

/** Writes the board with all its pictures into one file. */
export function exportBoard(id: BoardId, title: string): Promise<boolean> {
	return attempt(async () => {
		await boardsIdle();
		const { path } = await during("packing", () => ask("boards.export", id));
		if (path === undefined) return;
		showToast({
			id: "board exported",
			tone: "safe",
			text: i18next.t("boards.exported", { ns: "board", title }),
		});
	});
}

/** Asks for a board file and opens it as a board of its own. */
export function openBoardFile(): Promise<boolean> {
	return attempt(async () => {
		const board = await during("unpacking", () => ask("boards.open", {}));
		if (board !== null) await showBoard(board);
	});
}

/** Opens a board file that lies on disk. @throws AskError */
export async function openBoardAt(path: string): Promise<void> {
	const board = await during("unpacking", () => ask("boards.open", { path }));
	if (board !== null) await showBoard(board);
}

async function during<T>(work: "packing" | "unpacking", doing: () => Promise<T>): Promise<T> {
	useBoardsWork.setState({ work });
	try {
		return await doing();
	} finally {
		useBoardsWork.setState({ work: undefined });
	}
}

/** Shows the board in a small window above all others. */
export function floatBoard(id: BoardId): Promise<boolean> {
	return attempt(async () => {
		await boardsIdle();
		await ask("boards.float", id);
	});
}

async function attempt(action: () => Promise<void>): Promise<boolean> {
	try {
		await action();
		dismissBoardsProblem();
		return true;
	} catch (thrown) {
		useBoardsProblem.setState({ failure: failureOf(thrown) });
		return false;
	}
}
