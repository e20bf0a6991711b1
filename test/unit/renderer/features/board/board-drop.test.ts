import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BoardDocument } from "../../../../../src/contract/board.ts";
import { appError } from "../../../../../src/contract/errors.ts";
import type { BoardId, ItemId, ReferenceId } from "../../../../../src/contract/ids.ts";
import {
	type PlacedPicture,
	pictureItem,
} from "../../../../../src/renderer/board-document/place-pictures.ts";
import {
	nextInBlock,
	startBlock,
} from "../../../../../src/renderer/features/board/board-drop-block.ts";
import { hovering, planDrop } from "../../../../../src/renderer/features/board/board-drop-plan.ts";
import { groupProblems } from "../../../../../src/renderer/features/board/board-drop-problems.ts";

import { tidied } from "../../../../../src/renderer/features/board/board-drop-tidy.ts";

const nothing = { paths: [], hasFolder: false, loose: [], refused: [] };
const at = { x: 0, y: 0 };

describe("what a drop on a board becomes", () => {
	test("board files open, everything else on disk is read, whatever the case of the ending", () => {
		const plan = planDrop({
			contents: { ...nothing, paths: ["/a/mood.SeedBoard", "/a/shoe.png", "/a/folder"] },
			text: "",
		});
		expect(plan.boardFiles).toEqual(["/a/mood.SeedBoard"]);
		expect(plan.pictures?.paths).toEqual(["/a/shoe.png", "/a/folder"]);
		expect(plan.isEmpty).toBe(false);
	});

	test("a picture out of a page wins over the words that came with it", () => {
		const loose = [{ name: "", url: "https://a.example/a.png" }];
		const plan = planDrop({ contents: { ...nothing, loose }, text: "https://a.example/a.png" });
		expect(plan.pictures?.loose).toEqual(loose);
		expect(plan.note).toBeUndefined();
	});

	test("words alone become a note, and nothing is nothing", () => {
		expect(planDrop({ contents: nothing, text: "  two words\n" }).note).toBe("two words");
		expect(planDrop({ contents: nothing, text: " \n" }).isEmpty).toBe(true);
	});

	test("what hovers is told by its kinds, and a drag of this window's own by its pictures", () => {
		expect(hovering(["Files"], 0, 12, false)).toEqual({ kind: "pictures", count: 12 });
		expect(hovering(["text/plain"], 0, undefined, false)).toEqual({ kind: "note" });
		expect(hovering(["Files"], 3, 3, true)).toEqual({ kind: "pictures", count: 3 });
		expect(hovering(["Files"], 0, 1, true)).toBeUndefined();
		expect(hovering(["text/html"], 0, undefined, false)).toBeUndefined();
	});
});

describe("a block of pictures that come in over time", () => {
	const size = fc.record({
		width: fc.integer({ min: 1, max: 30_000 }),
		height: fc.integer({ min: 1, max: 30_000 }),
	});

	test("never lays one over another, and none is larger than its pixels", () => {
		fc.assert(
			fc.property(fc.array(size, { minLength: 1, maxLength: 60 }), (sizes) => {
				let block = startBlock(at, sizes.length, [], []);
				const boxes = sizes.map((pixels) => {
					const next = nextInBlock(block, pixels);
					block = next.block;
					expect(next.box.width).toBeLessThanOrEqual(pixels.width);
					expect(next.box.height).toBeLessThanOrEqual(pixels.height);
					return next.box;
				});
				for (const [index, a] of boxes.entries()) {
					for (const b of boxes.slice(index + 1)) {
						const apart =
							Math.abs(a.x - b.x) >= (a.width + b.width) / 2 ||
							Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
						expect(apart).toBe(true);
					}
				}
			}),
			{ numRuns: 60 },
		);
	});

	test("of a thousand small ones is as dense as one of large ones", () => {
		const small = { width: 60, height: 40 };
		let block = startBlock(at, 1_000, [small], []);
		const boxes = Array.from({ length: 1_000 }, () => {
			const next = nextInBlock(block, small);
			block = next.block;
			return next.box;
		});
		const side = (pick: (box: (typeof boxes)[number]) => number) =>
			Math.max(...boxes.map(pick)) - Math.min(...boxes.map(pick));
		expect(side(({ x }) => x) * side(({ y }) => y)).toBeLessThan(1_000 * 76 * 56 * 1.3);
		expect(side(({ x }) => x) / side(({ y }) => y)).toBeCloseTo(1.6, 0);
	});

	test("lies around the point it was dropped at, and aside of what is there", () => {
		const free = startBlock(at, 100, [{ width: 900, height: 600 }], []);
		expect(free.x).toBeLessThan(-500);
		expect(free.y).toBeLessThan(-500);
		const there = { x: -10_000, y: -10_000, width: 20_000, height: 20_000 };
		const aside = startBlock(at, 100, [{ width: 900, height: 600 }], [there]);
		const isBeside =
			aside.left >= 10_000 ||
			aside.left + aside.width <= -10_000 ||
			aside.y >= 10_000 ||
			aside.y <= -10_000;
		expect(isBeside).toBe(true);
	});
});

describe("laying a drop out anew as a whole", () => {
	const picture = (seed: number): PlacedPicture => ({
		source: { kind: "reference", id: String(seed).repeat(64) as ReferenceId },
		name: `${seed}.png`,
		pixels: { width: 800, height: 600 },
	});
	const item = (seed: number) =>
		pictureItem(
			picture(seed),
			{ x: seed * 1_000, y: 0, width: 10, height: 10 },
			`item-${seed}` as ItemId,
		);
	const board = (items: BoardDocument["items"]): BoardDocument => ({
		...{ version: 1, id: "board" as BoardId, title: "", createdAt: 0, changedAt: 0 },
		...{ items, links: [] },
	});
	const placed = [1, 2, 3].map((seed) => ({ picture: picture(seed), item: item(seed) }));

	test("keeps every item, its order and what was learned of it", () => {
		const before = board([item(9), { ...item(1), tint: "#123456" }, item(2), item(3)]);
		const after = tidied(before, placed, at);
		expect(after.items.map(({ id }) => id)).toEqual(before.items.map(({ id }) => id));
		expect(after.items[0]).toBe(before.items[0]);
		expect(after.items[1]).toMatchObject({ tint: "#123456" });
		expect(after.items[1]?.width).toBeGreaterThan(100);
	});

	test("moves nothing once the designer has moved one of them, or taken it away", () => {
		const touched = board([item(1), { ...item(2), x: 5 }, item(3)]);
		expect(tidied(touched, placed, at)).toBe(touched);
		const fewer = board([item(1), item(3)]);
		expect(tidied(fewer, placed, at)).toBe(fewer);
	});
});

describe("what could not be put down", () => {
	test("is told once for each reason, the most frequent first, with the names of the others", () => {
		const heic = (name: string) => ({ name, error: appError("reference-heic", { name }).failure });
		const svg = {
			name: "logo.svg",
			error: appError("reference-svg", { name: "logo.svg" }).failure,
		};
		const groups = groupProblems([svg, heic("a.heic"), heic("b.heic"), heic("c.heic")]);
		expect(groups.map(({ reason, count, others }) => ({ reason, count, others }))).toEqual([
			{ reason: "reference-heic", count: 3, others: ["b.heic", "c.heic"] },
			{ reason: "reference-svg", count: 1, others: [] },
		]);
		const link = (at: string) => ({
			name: "",
			error: appError("web-link-unusable", { link: at }).failure,
		});
		expect(groupProblems([link("a.example/a"), link("a.example/b")])[0]?.others).toEqual([
			"a.example/b",
		]);
		expect(groups[0]?.failure.facts).toEqual({ name: "a.heic" });
	});
});
