import i18next from "i18next";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import words from "../../../../resources/locales/en/board.json" with { type: "json" };
import type { BoardDocument } from "../../../../src/contract/board.ts";
import { appError } from "../../../../src/contract/errors.ts";
import { Settings } from "../../../../src/contract/settings.ts";
import {
	moveItems,
	removeItems,
	setOpacity,
} from "../../../../src/renderer/board-document/edit-items.ts";
import { setTint } from "../../../../src/renderer/board-document/edit-pictures.ts";
import { useApp } from "../../../../src/renderer/state/app-store.ts";
import {
	createBoard,
	duplicateBoard,
	openBoard,
	removeBoard,
	renameBoard,
} from "../../../../src/renderer/state/board-list.ts";
import { startBoards } from "../../../../src/renderer/state/board-start.ts";
import {
	boardsIdle,
	chooseItems,
	editBoard,
	presentView,
	redoBoard,
	saveView,
	undoBoard,
	useBoard,
} from "../../../../src/renderer/state/board-store.ts";
import {
	dismissPictureProblem,
	usePictureProblem,
} from "../../../../src/renderer/state/picture-problem.ts";
import { board, itemId, picture } from "../board-document/sample-board.ts";
import { boardId, createBoardsMain } from "./board-main.ts";

const first = board([picture(1), picture(2)], { id: boardId(1), title: "First" });
const second = board([picture(3)], { id: boardId(2), title: "Second" });

let main = createBoardsMain();
let end = () => {};

async function start(boards: readonly BoardDocument[], lastBoard = boards[0]?.id): Promise<void> {
	main = createBoardsMain(boards);
	useApp.setState({ settings: Settings.parse({ lastBoard }) });
	vi.stubGlobal("window", { seedcase: main.bridge });
	end = startBoards();
	await vi.waitFor(() => expect(now().board ?? now().trouble).toBeDefined());
}

const now = () => useBoard.getState();
const kept = () => main.boards.get(now().board?.id ?? boardId(0));
const move = (x: number) => editBoard((b) => moveItems(b, [itemId(1)], { x, y: 0 }));
const x = () => now().board?.items.find(({ id }) => id === itemId(1))?.x;

beforeAll(() =>
	i18next.init({
		lng: "en",
		resources: { en: { board: words } },
		ns: ["board"],
		interpolation: { escapeValue: false },
	}),
);
afterEach(async () => {
	await boardsIdle();
	end();
	vi.unstubAllGlobals();
});

describe("a board of a library that is only read", () => {
	test("can be looked at, and says why nothing on it moves", async () => {
		await start([first]);
		useApp.setState({
			info: {
				...{ version: "1", platform: "linux", language: "en", libraryFolder: "/library" },
				...{ keyStore: "sealed", firstRun: false, readOnly: { why: "protected" } },
			},
		});
		const before = x();
		move(40);
		saveView({ x: 9, y: 9, zoom: 2 });
		await boardsIdle();
		chooseItems([itemId(1)]);
		expect([x(), now().canUndo, now().chosen]).toEqual([before, false, [itemId(1)]]);
		expect(usePictureProblem.getState().failure?.reason).toBe("library-protected");
		expect(main.calls.filter(({ name }) => name === "boards.change")).toEqual([]);
		useApp.setState({ info: undefined });
		dismissPictureProblem();
	});
});

describe("at the start", () => {
	test("the board that was open last is open", async () => {
		await start([first, second], second.id);
		expect(now()).toMatchObject({ board: second, trouble: undefined, saving: "saved" });
		expect(now().boards).toHaveLength(2);
	});

	test("the newest is open when that one is gone, and a new one when there is none", async () => {
		await start([first, second], boardId(9));
		expect(now().board?.id).toBe(first.id);
		await vi.waitFor(() => expect(main.settings().lastBoard).toBe(first.id));
		end();
		await start([]);
		expect(now().board?.items).toEqual([]);
		expect(main.boards.size).toBe(1);
	});

	test("a board that cannot be opened says why", async () => {
		main = createBoardsMain([first]);
		useApp.setState({ settings: Settings.parse({}) });
		main.answers["boards.get"] = () => {
			throw appError("board-damaged", { name: "First" });
		};
		vi.stubGlobal("window", { seedcase: main.bridge });
		end = startBoards();
		await vi.waitFor(() => expect(now().trouble?.reason).toBe("board-damaged"));
		expect(now().board).toBeUndefined();
	});
});

describe("edits", () => {
	test("are saved as exactly what changed, and can be undone and done again, saved too", async () => {
		await start([first]);
		chooseItems([itemId(1)]);
		move(50);
		expect(now()).toMatchObject({ saving: "saving", canUndo: true, canRedo: false });
		await boardsIdle();
		expect(now().saving).toBe("saved");
		const changes = main.calls.filter(({ name }) => name === "boards.change");
		expect(changes).toMatchObject([{ input: { change: { put: [{ id: itemId(1), x: 50 }] } } }]);
		editBoard((b) => removeItems(b, [itemId(1)]));
		expect(now().chosen).toEqual([]);
		undoBoard();
		expect(now().chosen).toEqual([itemId(1)]);
		undoBoard();
		await boardsIdle();
		expect(kept()).toEqual(first);
		expect(now()).toMatchObject({ canUndo: false, canRedo: true });
		redoBoard();
		redoBoard();
		redoBoard();
		await boardsIdle();
		expect(kept()?.items).toHaveLength(1);
	});

	test("with the same word are one step, until something else is chosen", async () => {
		await start([first]);
		const slide = (opacity: number) =>
			editBoard((b) => setOpacity(b, now().chosen, opacity), { merge: "opacity" });
		chooseItems([itemId(1)]);
		for (const opacity of [0.9, 0.8, 0.7]) slide(opacity);
		chooseItems([itemId(2)]);
		slide(0.5);
		undoBoard();
		expect(now().board?.items.map(({ opacity }) => opacity)).toEqual([0.7, 1]);
		undoBoard();
		expect(now()).toMatchObject({ board: first, canUndo: false });
	});

	test("the app makes by itself are saved and are no step", async () => {
		await start([first]);
		move(50);
		undoBoard();
		editBoard((b) => setTint(b, itemId(1), "#ff0000"), { quiet: true });
		expect(now()).toMatchObject({ canUndo: false, canRedo: true });
		redoBoard();
		expect(x()).toBe(50);
		await boardsIdle();
		expect(kept()).toEqual(now().board);
	});

	test("stay, with the reason, when they cannot be saved, and are saved once they can", async () => {
		await start([first]);
		const save = main.answers["boards.change"];
		main.answers["boards.change"] = () => {
			throw appError("disk-full", {});
		};
		move(50);
		await vi.waitFor(() =>
			expect(now().saving).toMatchObject({ failure: { reason: "disk-full" } }),
		);
		expect(x()).toBe(50);
		if (save !== undefined) main.answers["boards.change"] = save;
		move(1);
		await boardsIdle();
		expect(now().saving).toBe("saved");
		expect(kept()?.items[0]?.x).toBe(51);
	});

	test("of another window appear and are no step; what is unsaved here stays on top of them", async () => {
		await start([first]);
		move(50);
		const theirs = { title: "Theirs", put: [picture(2, { x: 9 }), picture(1, { y: 9 })] };
		main.tell("boards.edited", { id: first.id, change: theirs });
		expect(now().board).toMatchObject({ title: "Theirs", items: [{ x: 50 }, { x: 9 }] });
		undoBoard();
		expect(now().board?.items).toMatchObject([{ x: 0 }, { x: 9 }]);
	});
});

describe("several boards", () => {
	test("each has its own way back, also after another was open", async () => {
		await start([first, second]);
		move(50);
		await openBoard(second.id);
		expect(now()).toMatchObject({ board: second, canUndo: false });
		undoBoard();
		await openBoard(first.id);
		expect(x()).toBe(50);
		undoBoard();
		expect(x()).toBe(0);
	});

	test("what could not be saved before another was open is there again", async () => {
		await start([first, second]);
		const save = main.answers["boards.change"];
		main.answers["boards.change"] = () => {
			throw appError("folder-missing", {});
		};
		move(50);
		await openBoard(second.id);
		await openBoard(first.id);
		expect(x()).toBe(50);
		if (save !== undefined) main.answers["boards.change"] = save;
		move(0.5);
		await boardsIdle();
		expect(kept()?.items[0]?.x).toBe(50.5);
	});

	test("the one wished for last opens, however late the other answers", async () => {
		await start([first, second]);
		const get = main.answers["boards.get"];
		let release = () => {};
		main.answers["boards.get"] = (id) =>
			id === first.id
				? new Promise((resolve) => {
						release = () => resolve(first);
					})
				: get?.(id);
		const early = openBoard(first.id);
		await openBoard(second.id);
		release();
		await early;
		expect(now().board?.id).toBe(second.id);
	});

	test("one removed makes room for the next and comes back by undo, with all that was done", async () => {
		await start([first, second]);
		move(50);
		const restore = await removeBoard(first.id);
		await vi.waitFor(() => expect(now().board?.id).toBe(second.id));
		expect(now().boards).toHaveLength(1);
		await restore();
		expect(now().board?.id).toBe(first.id);
		expect(x()).toBe(50);
	});

	test("after the last one is removed there is one new one", async () => {
		await start([first]);
		await removeBoard(first.id);
		await vi.waitFor(() => expect(now().board?.id).not.toBe(first.id));
		expect(main.boards.size).toBe(1);
	});

	test("are renamed without a step of undo, copied with what was just done, and made", async () => {
		await start([first, second]);
		renameBoard(second.id, " Shoes ");
		renameBoard(first.id, "  ");
		renameBoard(first.id, "Boots");
		move(50);
		await duplicateBoard(first.id);
		expect(now().board?.items[0]?.x).toBe(50);
		expect(now()).toMatchObject({ canUndo: false });
		await createBoard();
		expect(now().board?.items).toEqual([]);
		await boardsIdle();
		await createBoard();
		expect([...main.boards.values()].map(({ title }) => title)).toEqual([
			"Boots",
			"Shoes",
			"Boots (copy)",
			"Untitled board",
			"Untitled board 2",
		]);
		expect(now().boards).toHaveLength(5);
	});

	test("the one that is open stays when no other can be made", async () => {
		await start([first]);
		main.answers["boards.create"] = () => {
			throw appError("disk-full", {});
		};
		await expect(createBoard()).rejects.toMatchObject({ failure: { reason: "disk-full" } });
		expect(now()).toMatchObject({ board: first, trouble: undefined });
	});
});

test("where a board is looked at is known at once, saved once it rests, and no step", async () => {
	await start([first, second]);
	for (const zoom of [1, 2, 3]) saveView({ x: 5, y: 6, zoom });
	expect(presentView()).toEqual({ x: 5, y: 6, zoom: 3 });
	await openBoard(second.id);
	await boardsIdle();
	expect(main.boards.get(first.id)?.view).toEqual({ x: 5, y: 6, zoom: 3 });
	expect(main.calls.filter(({ name }) => name === "boards.change")).toHaveLength(1);
	await openBoard(first.id);
	expect(now()).toMatchObject({ canUndo: false, board: { view: { zoom: 3 } } });
});
