import i18next from "i18next";
import type { BoardDocument, BoardSummary } from "../../contract/board.ts";
import type { BoardId } from "../../contract/ids.ts";
import { ask, failureOf } from "../bridge/client.ts";
import { saveSettings } from "./app-store.ts";
import {
	boardSaver,
	editBoard,
	putBoard,
	putTrouble,
	settleView,
	useBoard,
} from "./board-store.ts";

const MAX_TITLE = 200;

/** Counts what is being opened; an answer that comes after a later wish is dropped. */
let opening = 0;
let movingOn: Promise<void> | undefined;

/** Opens a board; why it cannot be is in `trouble`. The list of boards stays as it is. */
export async function openBoard(id: BoardId): Promise<void> {
	settleView();
	await opened(() => ask("boards.get", id));
}

/**
 * Makes a new, empty board and opens it.
 * @throws AskError when it could not be made while another is open, which stays
 */
export async function createBoard(): Promise<void> {
	settleView();
	try {
		await showBoard(await ask("boards.create", { title: freshTitle() }));
	} catch (thrown) {
		if (useBoard.getState().board !== undefined) throw thrown;
		putTrouble(failureOf(thrown));
	}
}

/** Shows a board that main has just made, such as one read from a file. */
export async function showBoard(board: BoardDocument): Promise<void> {
	settleView();
	await opened(() => Promise.resolve(board));
	await refreshBoards();
}

/** Gives a board another title; an empty one changes nothing. */
export function renameBoard(id: BoardId, title: string): void {
	const named = title.trim().slice(0, MAX_TITLE);
	if (named === "") return;
	if (useBoard.getState().board?.id === id) {
		editBoard((board) => (board.title === named ? board : { ...board, title: named }), {
			quiet: true,
		});
	} else {
		boardSaver.add(id, { title: named });
	}
	useBoard.setState(({ boards }) => ({
		boards: boards?.map((board) => (board.id === id ? { ...board, title: named } : board)),
	}));
}

/**
 * Copies a board and opens the copy.
 * @throws AskError when it could not be copied; the board that is open stays
 */
export async function duplicateBoard(id: BoardId): Promise<void> {
	settleView();
	boardSaver.flush();
	const { boards, board } = useBoard.getState();
	const title = board?.id === id ? board.title : boards?.find((one) => one.id === id)?.title;
	const named = i18next.t("store.copy", { ns: "board", title: title ?? "" });
	const copy = await ask("boards.duplicate", { id, title: named.slice(0, MAX_TITLE) });
	await showBoard(copy);
}

/**
 * Puts a board into the library's trash; the next one opens when it was the open one.
 * @returns what takes it out again and opens it
 * @throws AskError when it could not be removed; so does the function it gives
 */
export async function removeBoard(id: BoardId): Promise<() => Promise<void>> {
	settleView();
	boardSaver.flush();
	await ask("boards.remove", id);
	const unsaved = boardSaver.forget(id);
	await refreshBoards();
	const { board, boards = [] } = useBoard.getState();
	if (board?.id === id) await openNext(boards.filter((one) => one.id !== id));
	return async () => {
		const restored = await ask("boards.restore", id);
		if (unsaved !== undefined) boardSaver.add(id, unsaved);
		await showBoard(restored);
	};
}

/** Opens the first board that can be, or a new one; asked again before that is done, it is done once. */
export function openNext(boards: readonly BoardSummary[]): Promise<void> {
	const next = boards.find(({ trouble }) => trouble === undefined);
	movingOn ??= (next === undefined ? createBoard() : openBoard(next.id)).finally(() => {
		movingOn = undefined;
	});
	return movingOn;
}

/** Asks for the list of boards anew, with their present covers and counts. */
export async function refreshBoards(): Promise<void> {
	try {
		useBoard.setState({ boards: await ask("boards.list") });
	} catch (thrown) {
		// An open board goes on without the list; without one there is nothing to go on with.
		if (useBoard.getState().board === undefined) {
			useBoard.setState({ trouble: failureOf(thrown) });
		}
	}
}

/** Drops the answer of what is being opened. */
export function stopOpening(): void {
	opening += 1;
}

async function opened(asking: () => Promise<BoardDocument>): Promise<void> {
	opening += 1;
	const mine = opening;
	try {
		const kept = await asking();
		if (mine !== opening) return;
		putBoard(kept);
		// That the app opens with another board next time is no harm.
		await saveSettings({ lastBoard: kept.id }).catch(() => undefined);
	} catch (thrown) {
		if (mine !== opening) return;
		putTrouble(failureOf(thrown));
	}
}

function freshTitle(): string {
	const title = i18next.t("untitled", { ns: "board" });
	const taken = new Set(useBoard.getState().boards?.map((board) => board.title));
	let named = title;
	for (let number = 2; taken.has(named); number++) named = `${title} ${number}`;
	return named;
}
