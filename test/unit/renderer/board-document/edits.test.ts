import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BoardChange, BoardDocument } from "../../../../src/contract/board.ts";
import { applyChange, changeBetween } from "../../../../src/contract/board-change.ts";
import {
	moveItems,
	removeItems,
	setOpacity,
} from "../../../../src/renderer/board-document/edit-items.ts";
import {
	emptyHistory,
	endMerging,
	type History,
	record,
	redo,
	undo,
} from "../../../../src/renderer/board-document/history.ts";
import { joinChanges } from "../../../../src/renderer/board-document/join-changes.ts";
import { backward, forward } from "../../../../src/renderer/board-document/stacking.ts";
import { anyEdit, apply, type Edit } from "./any-edit.ts";
import { anyBoard, board, itemId, picture } from "./sample-board.ts";

const someEdits = fc.array(anyEdit, { maxLength: 8 });
const runs = { numRuns: 100 };
const noNotes = { before: undefined, after: undefined };

function allUndone<T>(history: History<T>, now: BoardDocument) {
	let state = { history, board: now };
	for (let step = undo(state.history, state.board); step; step = undo(state.history, state.board)) {
		state = step;
	}
	return state;
}

function allRedone<T>(history: History<T>, now: BoardDocument) {
	let state = { history, board: now };
	for (let step = redo(state.history, state.board); step; step = redo(state.history, state.board)) {
		state = step;
	}
	return state;
}

describe("any sequence of edits", () => {
	test("undone completely gives the board before it, done again the one after it", () => {
		const anySteps = fc.array(fc.tuple(anyEdit, fc.constantFrom(undefined, "nudge", "slide")), {
			maxLength: 10,
		});
		fc.assert(
			fc.property(anyBoard, anySteps, (start, steps) => {
				let history = emptyHistory<undefined>();
				let now = start;
				for (const [edit, merge] of steps) {
					const next = apply(now, edit);
					history = record(history, now, next, noNotes, merge);
					now = next;
				}
				const before = allUndone(history, now);
				expect(before.board).toStrictEqual(start);
				expect(allRedone(before.history, before.board).board).toStrictEqual(now);
			}),
			runs,
		);
	});

	test("is what its changes say, one by one and joined, and nothing a board may not hold", () => {
		fc.assert(
			fc.property(anyBoard, someEdits, (start, edits) => {
				let now = start;
				let all: BoardChange = {};
				for (const edit of edits) {
					const next = apply(now, edit);
					const change = changeBetween(now, next);
					if (change !== undefined) {
						BoardChange.parse(change);
						expect(applyChange(now, change)).toStrictEqual(next);
						all = joinChanges(all, change);
					}
					now = next;
				}
				expect(BoardDocument.parse(now)).toStrictEqual(now);
				expect(applyChange(start, all)).toStrictEqual(now);
				expect(applyChange(applyChange(start, all), all)).toStrictEqual(now);
			}),
			runs,
		);
	});

	test("is the same after it was written and read again", () => {
		fc.assert(
			fc.property(anyBoard, someEdits, (start, edits) => {
				const now = edits.reduce(apply, start);
				expect(JSON.parse(JSON.stringify(now))).toStrictEqual(now);
			}),
			runs,
		);
	});

	test("leaves locked items as they are, and the identity of what it does not touch", () => {
		// What these find out or bring is of a locked item too.
		const isForAll = ({ name }: Edit) => ["lock", "tint", "fill", "pass"].includes(name);
		fc.assert(
			fc.property(anyBoard, anyEdit, (start, edit) => {
				const after = apply(start, edit);
				const byId = new Map(after.items.map((item) => [item.id, item]));
				const picked = new Set(edit.picks.map((n) => start.items[n % start.items.length]));
				for (const item of start.items) {
					if (item.locked && !isForAll(edit)) expect(byId.get(item.id)).toBe(item);
					const groupless = item.group === undefined && item.kind !== "picture";
					if (groupless && !picked.has(item)) expect(byId.get(item.id)).toBe(item);
				}
			}),
			runs,
		);
	});
});

describe("the history", () => {
	const start = board([picture(1), picture(2)]);
	const ids = [itemId(1)];

	test("joins steps of the same word, until the merging is ended", () => {
		let now = start;
		let history = emptyHistory<string>();
		const step = (opacity: number, note: string) => {
			const next = setOpacity(now, ids, opacity);
			history = record(history, now, next, { before: note, after: `${note}!` }, "opacity");
			now = next;
		};
		step(0.5, "a");
		step(0.25, "b");
		expect(history.past).toHaveLength(1);
		history = endMerging(history);
		step(0.1, "c");
		expect(history.past).toHaveLength(2);
		const once = undo(history, now);
		expect(once?.board.items[0]?.opacity).toBe(0.25);
		const twice = once && undo(once.history, once.board);
		expect(twice?.board).toStrictEqual(start);
		expect(twice?.note).toBe("a");
		expect(twice && redo(twice.history, twice.board)?.note).toBe("b!");
	});

	test("forgets a joined step that ends where it began", () => {
		const raised = forward(start, ids);
		const first = record(emptyHistory<undefined>(), start, raised, noNotes, "stack");
		expect(first.past).toHaveLength(1);
		const lowered = backward(raised, ids);
		expect(record(first, raised, lowered, noNotes, "stack").past).toHaveLength(0);
	});

	test("forgets what was undone once something else is done", () => {
		const moved = moveItems(start, ids, { x: 5, y: 0 });
		const undone = undo(record(emptyHistory<undefined>(), start, moved, noNotes), moved);
		const gone = removeItems(start, ids);
		const history = record(undone?.history ?? emptyHistory(), start, gone, noNotes);
		expect(redo(history, gone)).toBeUndefined();
	});

	test("does not count where the board is looked at", () => {
		const looked = { ...start, view: { x: 1, y: 2, zoom: 3 } };
		expect(record(emptyHistory<undefined>(), start, looked, noNotes).past).toHaveLength(0);
		const moved = moveItems(start, ids, { x: 5, y: 0 });
		const history = record(emptyHistory<undefined>(), start, moved, noNotes);
		expect(undo(history, { ...moved, view: looked.view })?.board.view).toBe(looked.view);
	});
});
