import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BoardDocument, BoardItem } from "../../../../src/contract/board.ts";
import type { ItemId } from "../../../../src/contract/ids.ts";
import { alignItems, distributeItems } from "../../../../src/renderer/board-document/align.ts";
import { arrangeItems } from "../../../../src/renderer/board-document/arrange.ts";
import {
	boundsOf,
	boundsOfAll,
	middleOf,
	type Rect,
} from "../../../../src/renderer/board-document/geometry.ts";
import { inReadingOrder } from "../../../../src/renderer/board-document/reading-order.ts";
import {
	backward,
	forward,
	toBack,
	toFront,
} from "../../../../src/renderer/board-document/stacking.ts";
import { anyBoard, board, itemId, note, picture } from "./sample-board.ts";

const idsOf = ({ items }: BoardDocument) => items.map(({ id }) => id);
const numbers = (ids: readonly ItemId[]) => ids.map((id) => Number.parseInt(id.slice(-12), 16));

/** By how much two boxes cover each other; a hair is not seen. */
function covers(a: Rect, b: Rect): boolean {
	const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
	const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
	return across > 1e-6 && down > 1e-6;
}

function coverings(items: readonly BoardItem[]): number {
	const boxes = items.map(boundsOf);
	return boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => covers(a, b))).length;
}

describe("tidying", () => {
	test("covers nothing, keeps the middle and stands pictures upright, whatever is tidied", () => {
		fc.assert(
			fc.property(anyBoard, fc.constantFrom("grid", "size", "colour", "name"), (start, by) => {
				const free = start.items.filter(({ locked }) => !locked);
				fc.pre(free.length > 1);
				const after = arrangeItems(start, idsOf(start), by);
				const items = after.items.filter(({ locked }) => !locked);
				expect(coverings(items)).toBe(0);
				for (const item of items) if (item.kind !== "arrow") expect(item.rotation).toBe(0);
				const [before, now] = [boundsOfAll(free), boundsOfAll(items)];
				if (before === undefined || now === undefined) return;
				expect(middleOf(now).x).toBeCloseTo(middleOf(before).x, 3);
				expect(middleOf(now).y).toBeCloseTo(middleOf(before).y, 3);
			}),
		);
	});

	test("makes the pictures of a row equally high, and keeps their proportions", () => {
		const start = board(
			Array.from({ length: 12 }, (_, n) =>
				picture(n, { x: n * 37, y: n * 11, width: 100 + n * 40, height: 300 }),
			),
		);
		const { items } = arrangeItems(start, idsOf(start), "grid");
		const rows = Map.groupBy(items, ({ y, height }) => Math.round(y - height / 2));
		expect(rows.size).toBeGreaterThan(1);
		for (const row of rows.values()) {
			expect(new Set(row.map(({ height }) => height.toFixed(6))).size).toBe(1);
		}
		for (const [n, { width, height }] of items.entries()) {
			expect(width / height).toBeCloseTo((100 + n * 40) / 300);
		}
	});

	test("gives a strip of 30,000 × 10 a row of its own and leaves the others as large as they were", () => {
		const strip = picture(9, { width: 30_000, height: 10 });
		const start = board([...[1, 2, 3, 4].map((n) => picture(n, { x: n * 500 })), strip]);
		const { items } = arrangeItems(start, idsOf(start), "grid");
		for (const { height } of items.slice(0, 4)) expect(height).toBeGreaterThan(200);
		expect(boundsOfAll(items)?.width).toBeLessThan(3_000);
		const { width = 0, height = 1 } = items[4] ?? {};
		expect(width / height).toBeCloseTo(3_000);
	});

	const read = (after: BoardDocument) =>
		numbers(idsOf({ ...after, items: inReadingOrder(after.items) }));
	const at = (n: number, more: Parameters<typeof picture>[1]) =>
		picture(n, { x: n * 500, ...more });

	test("by name counts as people do", () => {
		const names = ["shot 10", "shot 9", "Åre", "shot 1"];
		const start = board(names.map((name, n) => at(n, { name })));
		expect(read(arrangeItems(start, idsOf(start), "name"))).toEqual([2, 3, 1, 0]);
	});

	test("by size begins with the largest", () => {
		const start = board([
			at(0, { width: 40, height: 30 }),
			at(1, {}),
			at(2, { width: 80, height: 60 }),
		]);
		expect(read(arrangeItems(start, idsOf(start), "size"))).toEqual([1, 2, 0]);
	});

	test("by colour goes around the wheel, light before dark, greys and unknown ones last", () => {
		const tints = [undefined, "#202020", "#0000ff", "#800000", "#ff0000", "#ffffff", "#00ff00"];
		const start = board(tints.map((tint, n) => at(n, tint === undefined ? {} : { tint })));
		expect(read(arrangeItems(start, idsOf(start), "colour"))).toEqual([4, 3, 6, 2, 5, 1, 0]);
	});

	test("puts notes below the pictures as large as they are", () => {
		const start = board([picture(1), note(2), picture(3)]);
		const [first, words] = arrangeItems(start, idsOf(start), "grid").items;
		expect(words).toMatchObject({ width: 200, height: 100 });
		expect((words?.y ?? 0) > (first?.y ?? 0)).toBe(true);
	});
});

describe("aligning", () => {
	test("brings what is seen of items to the edge, and locked items are aligned to", () => {
		const start = board([
			picture(1, { x: -500, locked: true }),
			picture(2, { x: 300, rotation: 90 }),
			note(3, { x: 50 }),
		]);
		const { items } = alignItems(start, idsOf(start), "left");
		expect(items.map((item) => boundsOf(item).x)).toEqual([-700, -700, -700]);
		expect(items[0]).toBe(start.items[0]);
	});

	test("takes a group as one, and its members when there is nothing else", () => {
		const group = itemId(77);
		const pair = [picture(1, { x: 0, group }), picture(2, { x: 500, group })];
		const start = board([...pair, picture(3, { x: -1_000 })]);
		expect(alignItems(start, idsOf(start), "left").items.map(({ x }) => x)).toEqual([
			-1_000, -500, -1_000,
		]);
		const alone = alignItems(board(pair), idsOf(board(pair)), "right");
		expect(alone.items.map(({ x }) => x)).toEqual([500, 500]);
	});

	test("makes gaps equal and leaves the outermost where they are", () => {
		const start = board([
			picture(1, { x: 0, width: 100 }),
			picture(2, { x: 130, width: 100 }),
			picture(3, { x: 800, width: 200 }),
			picture(4, { x: 300, width: 100 }),
		]);
		const { items } = distributeItems(start, idsOf(start), "x");
		expect(items[0]).toBe(start.items[0]);
		expect(items[2]).toBe(start.items[2]);
		const boxes = items.map(boundsOf).toSorted((a, b) => a.x - b.x);
		const gaps = boxes
			.slice(1)
			.map((box, n) => box.x - (boxes[n]?.x ?? 0) - (boxes[n]?.width ?? 0));
		for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0] ?? Number.NaN);
	});
});

test("the order drawn in changes by a step or wholly, and chosen items keep theirs", () => {
	const start = board([1, 2, 3, 4].map((n) => picture(n, { locked: n === 2 })));
	const order = (after: BoardDocument) => numbers(idsOf(after));
	expect(order(toFront(start, [itemId(1), itemId(3)]))).toEqual([2, 4, 1, 3]);
	expect(order(toBack(start, [itemId(4), itemId(2)]))).toEqual([2, 4, 1, 3]);
	expect(order(forward(start, [itemId(1), itemId(2)]))).toEqual([3, 1, 2, 4]);
	expect(order(backward(start, [itemId(3)]))).toEqual([1, 3, 2, 4]);
	expect(forward(start, [itemId(4)])).toBe(start);
	expect(backward(start, [itemId(1), itemId(2)])).toBe(start);
});

test("items are read in rows, though they stand unevenly", () => {
	const items = [
		picture(1, { x: 900, y: 30 }),
		picture(2, { x: 0, y: 700 }),
		picture(3, { x: 0, y: -20 }),
		picture(4, { x: 450, y: 60 }),
	];
	expect(numbers(inReadingOrder(items).map(({ id }) => id))).toEqual([3, 4, 1, 2]);
});
