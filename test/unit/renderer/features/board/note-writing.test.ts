import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BoardId } from "../../../../../src/contract/ids.ts";
import {
	addNote,
	endNote,
	keepNote,
	writeNote,
} from "../../../../../src/renderer/features/board/board-edits.ts";
import { undoBoard, useBoard } from "../../../../../src/renderer/state/board-store.ts";

const sent: unknown[] = [];

beforeEach(() => {
	sent.length = 0;
	const call = async (_: string, input: unknown) => {
		sent.push(input);
		return { ok: true, value: undefined };
	};
	vi.stubGlobal("window", { seedcase: { call, on: () => () => {} } });
	// Measuring text is the browser's; without it a note has one line's height.
	vi.stubGlobal("document", { createElement: () => ({ getContext: () => null }) });
	const id = BoardId.parse("0197a0b0-0000-7000-8000-000000000001");
	const times = { createdAt: 1, changedAt: 1 };
	useBoard.setState({ board: { version: 1, id, title: "", ...times, items: [], links: [] } });
});
afterEach(() => vi.unstubAllGlobals());

const texts = () =>
	useBoard.getState().board?.items.map((item) => (item.kind === "note" ? item.text : ""));

test("what is written so far is on the board at every pause, and all of it is one step of undo", () => {
	addNote({ x: 0, y: 0 });
	expect(texts()).toEqual([]);
	keepNote("少");
	expect(texts()).toEqual(["少"]);
	keepNote("少女");
	endNote("少女 in the rain");
	expect(texts()).toEqual(["少女 in the rain"]);
	expect(sent.length).toBeGreaterThan(0);
	undoBoard();
	expect(texts()).toEqual([]);
});

test("a fresh note whose words were all taken out again is no note", () => {
	addNote({ x: 0, y: 0 });
	keepNote("oh");
	endNote(" ");
	expect(texts()).toEqual([]);
});

test("writing the same note twice is two steps", () => {
	addNote({ x: 0, y: 0 });
	endNote("one");
	const [note] = useBoard.getState().board?.items ?? [];
	if (note === undefined) throw new Error("there is a note");
	writeNote(note.id);
	keepNote("one two");
	endNote("one two three");
	undoBoard();
	expect(texts()).toEqual(["one"]);
});
