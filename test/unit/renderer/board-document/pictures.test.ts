import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PictureItem } from "../../../../src/contract/board.ts";
import { duplicateItems } from "../../../../src/renderer/board-document/duplicate.ts";
import { flipItems } from "../../../../src/renderer/board-document/edit-items.ts";
import {
	laidOpen,
	resetItem,
	setCrop,
	wholeBox,
} from "../../../../src/renderer/board-document/edit-pictures.ts";
import {
	boundsOf,
	boundsOfAll,
	type Point,
	turnAbout,
} from "../../../../src/renderer/board-document/geometry.ts";
import { groupItems, withGroups } from "../../../../src/renderer/board-document/groups.ts";
import {
	dropSlots,
	fillSlot,
	landResults,
} from "../../../../src/renderer/board-document/land-results.ts";
import {
	type PlacedPicture,
	placePictures,
} from "../../../../src/renderer/board-document/place-pictures.ts";
import {
	anyBoard,
	arrow,
	board,
	freshIds,
	imageId,
	itemId,
	jobId,
	note,
	picture,
	slot,
} from "./sample-board.ts";

/** Where a point of the picture, as fractions of all of it, lies on the board. */
function spotOf(item: PictureItem, { x, y }: Point): Point {
	const { crop = { x: 0, y: 0, width: 1, height: 1 }, flipX, flipY } = item;
	const across = (x - crop.x) / crop.width - 0.5;
	const down = (y - crop.y) / crop.height - 0.5;
	const upright = {
		x: item.x + (flipX ? -across : across) * item.width,
		y: item.y + (flipY ? -down : down) * item.height,
	};
	return turnAbout(upright, item.rotation, item);
}

const pictureOf = (items: readonly unknown[]) => items[0] as PictureItem;
const fraction = fc.double({ min: 0.05, max: 0.45, noNaN: true });
const anyCrop = fc
	.tuple(fraction, fraction, fraction, fraction)
	.map(([x, y, width, height]) => ({ x, y, width, height }));
const anyTurned = fc.record({
	rotation: fc.integer({ min: -180, max: 180 }),
	flipX: fc.boolean(),
	flipY: fc.boolean(),
	x: fc.integer({ min: -500, max: 500 }),
});

describe("a crop", () => {
	test("leaves every point of the picture where it is, however it is turned and flipped", () => {
		fc.assert(
			fc.property(anyTurned, anyCrop, anyCrop, (turned, first, second) => {
				const whole = picture(1, turned);
				const once = setCrop(board([whole]), itemId(1), first);
				const twice = setCrop(once, itemId(1), second);
				for (const now of [once, twice]) {
					const before = spotOf(whole, { x: 0.3, y: 0.6 });
					const after = spotOf(pictureOf(now.items), { x: 0.3, y: 0.6 });
					expect(after.x).toBeCloseTo(before.x, 6);
					expect(after.y).toBeCloseTo(before.y, 6);
				}
				const box = wholeBox(pictureOf(twice.items));
				expect(box.x).toBeCloseTo(whole.x, 6);
				expect(box.width).toBeCloseTo(whole.width, 6);
				expect(pictureOf(setCrop(twice, itemId(1), undefined).items).crop).toBeUndefined();
			}),
		);
	});

	test("of everything is none, and a slot has none", () => {
		const all = { x: 0, y: 0, width: 1, height: 1 };
		const start = board([picture(1), slot(2, 1, 0)]);
		expect(setCrop(start, itemId(1), all)).toBe(start);
		expect(setCrop(start, itemId(2), { ...all, width: 0.5 })).toBe(start);
	});

	test("shows all of the picture over everything else while it is decided", () => {
		const cropped = picture(1, { crop: { x: 0.5, y: 0.5, width: 0.25, height: 0.5 } });
		const open = laidOpen(board([cropped, picture(2), note(3), arrow(4)]), itemId(1));
		expect(open.items.map(({ id }) => id)).toEqual([2, 3, 4, 1].map(itemId));
		expect(open.items.at(-1)).not.toHaveProperty("crop");
	});
});

test("flipping mirrors what is seen, and twice is as before", () => {
	const start = board([
		picture(1, { x: -300, rotation: 30 }),
		picture(2, { x: 200, y: 90, height: 50, flipX: true }),
	]);
	const ids = [itemId(1), itemId(2)];
	const once = flipItems(start, ids, "x");
	expect(once.items).toMatchObject([{ flipX: true, rotation: -30 }, { flipX: false }]);
	const [before, after] = [boundsOfAll(start.items), boundsOfAll(once.items)];
	expect(after?.x).toBeCloseTo(before?.x ?? Number.NaN);
	expect(after?.width).toBeCloseTo(before?.width ?? Number.NaN);
	expect(flipItems(once, ids, "x").items).toEqual(
		start.items.map((item) => ({ ...item, x: expect.closeTo(item.x, 6) })),
	);
});

test("a picture that is reset is as it came, around the middle it has", () => {
	const crop = { x: 0.5, y: 0.5, width: 0.25, height: 0.5 };
	const bent = picture(1, { crop, rotation: 20, flipX: true, grey: true, opacity: 0.3, x: 70 });
	const after = pictureOf(resetItem(board([bent]), itemId(1)).items);
	expect(after).toEqual(picture(1, { x: 70, width: 1_600, height: 600 }));
});

test("copies have links and groups of their own", () => {
	const first = board([picture(1), picture(2), picture(3, { locked: true })], {
		links: [
			{ from: itemId(1), to: itemId(2) },
			{ from: itemId(3), to: itemId(2) },
		],
	});
	const grouped = groupItems(first, [itemId(1), itemId(2)], itemId(50));
	const { board: after, ids } = duplicateItems(
		grouped,
		[itemId(1), itemId(2)],
		{ x: 10, y: 20 },
		freshIds(),
	);
	const [one, two] = ids;
	expect(after.links.slice(2)).toEqual([{ from: one, to: two }]);
	expect(withGroups(after, one === undefined ? [] : [one])).toEqual([one, two]);
	expect(withGroups(after, [itemId(2)])).toEqual([itemId(1), itemId(2)]);
	expect(after.items[3]).toMatchObject({ x: 10, y: 20 });
});

const dropped = (count: number) =>
	Array.from({ length: count }, (_, n) => ({
		source: { kind: "image", id: imageId(n) } as const,
		name: "",
		pixels: { width: 300 + ((n * 97) % 900), height: 200 + ((n * 31) % 500) },
	}));

const isApart = (a: ReturnType<typeof boundsOf>, b: ReturnType<typeof boundsOf>) =>
	a.x + a.width <= b.x + 1e-6 ||
	b.x + b.width <= a.x + 1e-6 ||
	a.y + a.height <= b.y + 1e-6 ||
	b.y + b.height <= a.y + 1e-6;

describe("pictures put on a board", () => {
	test("a strip of 30,000 × 10 among others stays in sight with them", () => {
		const strip = { ...dropped(1)[0], pixels: { width: 30_000, height: 10 } } as PlacedPicture;
		const start = placePictures(board([]), [...dropped(6), strip], { x: 0, y: 0 }, freshIds());
		const { items } = start.board;
		expect(boundsOfAll(items)?.width).toBeLessThan(2_000);
		const { width = 0, height = 1 } = items[6] ?? {};
		expect(width / height).toBeCloseTo(3_000);
	});

	test("small ones lie close together", () => {
		const icons = dropped(12).map((icon) => ({ ...icon, pixels: { width: 60, height: 40 } }));
		const { items } = placePictures(board([]), icons, { x: 0, y: 0 }, freshIds()).board;
		expect(boundsOfAll(items)?.width).toBeLessThan(12 * 76);
		const gaps = items.slice(1).map((item, at) => item.x - (items[at]?.x ?? 0) - item.width);
		expect(gaps[0]).toBeLessThan(40);
	});

	test("one of a single pixel can be seen and taken hold of", () => {
		const dot = { ...dropped(1)[0], pixels: { width: 1, height: 1 } } as PlacedPicture;
		for (const pictures of [[dot], [dot, ...dropped(3)]]) {
			const { items } = placePictures(board([]), pictures, { x: 0, y: 0 }, freshIds()).board;
			expect(items[0]).toMatchObject({ width: 16, height: 16 });
		}
	});

	test("one lies around the point, its longer side 320 or its own pixels", () => {
		const at = { x: 40, y: -10 };
		const large = placePictures(board([picture(1)]), dropped(1), at, freshIds());
		expect(large.board.items[1]).toMatchObject({ x: 40, y: -10, width: 300, height: 200 });
		const wide = [
			{
				...dropped(1)[0],
				source: { kind: "image", id: imageId(0) },
				name: "",
				pixels: { width: 4_000, height: 1_000 },
			} as const,
		];
		const scaled = placePictures(board([]), wide, at, freshIds());
		expect(scaled.board.items[0]).toMatchObject({ width: 320, height: 80 });
	});

	test("many cover nothing, neither each other nor what is there", () => {
		const count = fc.integer({ min: 2, max: 30 });
		fc.assert(
			fc.property(anyBoard, count, fc.integer({ min: -2_000, max: 2_000 }), (start, many, x) => {
				const { board: after } = placePictures(start, dropped(many), { x, y: 0 }, freshIds());
				const boxes = after.items.map(boundsOf);
				const fresh = boxes.slice(start.items.length);
				for (const [at, box] of fresh.entries()) {
					const others = [...boxes.slice(0, start.items.length), ...fresh.slice(at + 1)];
					expect(others.every((other) => isApart(box, other))).toBe(true);
				}
			}),
		);
	});

	test("two thousand onto two thousand are quick", () => {
		const ids = freshIds();
		const first = placePictures(board([]), dropped(2_000), { x: 0, y: 0 }, ids).board;
		const began = performance.now();
		const second = placePictures(first, dropped(2_000), { x: 0, y: 0 }, ids);
		expect(performance.now() - began).toBeLessThan(500);
		expect(second.board.items).toHaveLength(4_000);
		const [old, fresh] = [second.board.items.slice(0, 2_000), second.board.items.slice(2_000)];
		const [a, b] = [boundsOfAll(old), boundsOfAll(fresh)];
		expect(a !== undefined && b !== undefined && isApart(a, b)).toBe(true);
	});
});

describe("results of a job", () => {
	const results = {
		job: jobId(1),
		count: 4,
		pixels: { width: 1_024, height: 1_024 },
		name: "a shoe",
		references: [itemId(1), itemId(2)],
	};

	test("land right of their references, each joined to each, covering nothing", () => {
		const start = board([picture(1), picture(2, { y: 400 }), picture(3, { x: 600, y: 200 })]);
		const { board: after, ids } = landResults(start, results, { x: 0, y: 0 }, freshIds());
		expect(ids).toHaveLength(4);
		expect(after.links).toHaveLength(8);
		const boxes = after.items.map(boundsOf);
		for (const [at, box] of boxes.entries()) {
			if (at >= 3) expect(boxes.every((other) => other === box || isApart(box, other))).toBe(true);
		}
		const nobodys = landResults(
			board([]),
			{ ...results, references: [] },
			{ x: 5, y: 7 },
			freshIds(),
		);
		expect(nobodys.board.links).toEqual([]);
		const around = boundsOfAll(nobodys.board.items);
		expect((around?.x ?? 0) + (around?.width ?? 0) / 2).toBeCloseTo(5);
	});

	test("take the place of their slots, locked ones too; no slot comes or goes", () => {
		fc.assert(
			fc.property(anyBoard, fc.nat(3), fc.boolean(), (start, index, locked) => {
				const items = start.items.map((item) => ({ ...item, locked }));
				const pixels = { width: 1_600, height: 400 };
				const after = fillSlot({ ...start, items }, jobId(1), index, { id: imageId(9), pixels });
				expect(after.items).toHaveLength(items.length);
				for (const [at, item] of items.entries()) {
					const isMeant =
						item.kind === "picture" && item.source.kind === "slot" && item.source.index === index;
					const now = pictureOf([after.items[at]]);
					if (!isMeant) expect(now).toBe(item);
					else {
						expect(now).toMatchObject({ source: { kind: "image", id: imageId(9) }, pixels });
						expect(now).toMatchObject({ id: item.id, x: item.x, y: item.y, locked });
						expect(now.width).toBeLessThanOrEqual(item.width * 1.01);
						expect(now.height).toBeLessThanOrEqual(item.height * 1.01);
					}
				}
			}),
		);
	});

	test("pictures of another shape than expected do not cover each other", () => {
		const landed = landResults(
			board([]),
			{ ...results, references: [] },
			{ x: 0, y: 0 },
			freshIds(),
		);
		const pixels = { width: 2_048, height: 2_048 };
		const filled = [0, 1, 2, 3].reduce(
			(now, index) => fillSlot(now, results.job, index, { id: imageId(index), pixels }),
			landed.board,
		);
		const boxes = filled.items.map(boundsOf);
		for (const box of boxes) {
			expect(box.width).toBeCloseTo(box.height);
			expect(boxes.every((other) => other === box || isApart(box, other))).toBe(true);
		}
	});

	test("a picture of the shape expected fills its slot exactly", () => {
		const start = board([slot(1, 1, 0, { pixels: { width: 2_048, height: 1_536 } })]);
		const filled = fillSlot(start, jobId(1), 0, {
			id: imageId(1),
			pixels: { width: 2_304, height: 1_728 },
		});
		expect(filled.items[0]).toMatchObject({ width: 400, height: 300 });
	});

	test("slots that will never be filled go, with their links, and only those", () => {
		const start = landResults(
			board([picture(1)]),
			{ ...results, references: [itemId(1)] },
			{ x: 0, y: 0 },
			freshIds(),
		).board;
		const some = dropSlots(start, jobId(1), [1, 2]);
		expect(some.items).toHaveLength(3);
		expect(some.links).toHaveLength(2);
		expect(dropSlots(some, jobId(1)).items).toEqual([picture(1)]);
		expect(dropSlots(some, jobId(2))).toBe(some);
	});
});
