import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	planPages,
	type Sheet,
	storyboardGrid,
} from "../../../../src/main/library/export-layout.ts";

const a4 = { portrait: { width: 186, height: 264 }, landscape: { width: 273, height: 177 } };

const sheet = (more: Partial<Sheet>): Sheet => ({
	paper: "a4",
	orientation: "portrait",
	title: "",
	grid: { kind: "storyboard", perPage: 6 },
	frames: Array.from({ length: 6 }, () => ({ ratio: 16 / 9, caption: "" })),
	...more,
});

describe("the grid of a storyboard", () => {
	test.each([
		["portrait", 16 / 9, 2, [1, 2]],
		["portrait", 16 / 9, 3, [1, 3]],
		["portrait", 16 / 9, 4, [1, 4]],
		["portrait", 16 / 9, 6, [2, 3]],
		["portrait", 16 / 9, 12, [3, 4]],
		["portrait", 2 / 3, 2, [2, 1]],
		["portrait", 2 / 3, 6, [3, 2]],
		["landscape", 16 / 9, 2, [1, 2]],
		["landscape", 16 / 9, 4, [2, 2]],
		["landscape", 16 / 9, 6, [3, 2]],
		["landscape", 16 / 9, 12, [4, 3]],
		["landscape", 2 / 3, 3, [3, 1]],
		["landscape", 1, 8, [4, 2]],
	] as const)("%s, pictures of %d, %d a page: %j", (orientation, ratio, count, [columns, rows]) => {
		expect(storyboardGrid(count, a4[orientation], ratio, 10)).toMatchObject({ columns, rows });
	});
});

const anySheet: fc.Arbitrary<Sheet> = fc.record({
	paper: fc.constantFrom("a4", "letter"),
	orientation: fc.constantFrom("portrait", "landscape"),
	title: fc.constantFrom("", "Neon panda"),
	grid: fc.oneof(
		fc.record({
			kind: fc.constant("storyboard" as const),
			perPage: fc.integer({ min: 2, max: 12 }),
		}),
		fc.record({
			kind: fc.constant("contact-sheet" as const),
			columns: fc.integer({ min: 2, max: 8 }),
		}),
	),
	frames: fc.array(
		fc.record(
			{
				ratio: fc.double({ min: 1 / 100, max: 100, noNaN: true }),
				caption: fc.string({ unit: "grapheme", maxLength: 400 }),
			},
			{ requiredKeys: ["caption"] },
		),
		{ minLength: 1, maxLength: 60 },
	),
});

describe("a plan of pages", () => {
	test("keeps every picture and its words on the paper and off the others", () => {
		fc.assert(
			fc.property(anySheet, (wanted) => {
				const { pages, paper, head } = planPages(wanted);
				expect(pages.flat()).toHaveLength(wanted.frames.length);
				const hasHead = wanted.title !== "" || pages.length > 1;
				for (const page of pages) {
					const taken = page.map(({ box, words }) => ({
						left: box.x,
						top: box.y,
						right: box.x + box.width,
						bottom: words.y + words.height,
					}));
					for (const [index, one] of taken.entries()) {
						expect(one.left).toBeGreaterThanOrEqual(11.99);
						expect(one.top).toBeGreaterThanOrEqual(hasHead ? head.y + head.height : 11.99);
						expect(one.right).toBeLessThanOrEqual(paper.width - 11.99);
						expect(one.bottom).toBeLessThanOrEqual(paper.height - 11.99);
						expect(one.right).toBeGreaterThan(one.left);
						for (const other of taken.slice(index + 1)) {
							const apart =
								one.right < other.left ||
								other.right < one.left ||
								one.bottom < other.top ||
								other.bottom < one.top;
							expect(apart).toBe(true);
						}
					}
				}
			}),
			{ numRuns: 300 },
		);
	});

	test("fills every page but the last", () => {
		const frames = Array.from({ length: 15 }, () => ({ ratio: 1, caption: "" }));
		const plan = planPages(sheet({ frames, grid: { kind: "storyboard", perPage: 6 } }));
		expect(plan.pages.map((page) => page.length)).toEqual([6, 6, 3]);
	});

	test("gives the room of captions nobody wrote to the pictures", () => {
		const long = "The panda crosses the bridge while the rain falls. ".repeat(5);
		const widthOf = (caption: string) => {
			const frames = Array.from({ length: 6 }, () => ({ ratio: 1, caption }));
			return planPages(sheet({ frames })).pages[0]?.[0]?.box.width ?? 0;
		};
		expect(widthOf("")).toBeGreaterThan(widthOf(long));
	});

	test("makes few pictures large, however many may stand on a page", () => {
		const grid = { kind: "storyboard", perPage: 12 } as const;
		const [page] = planPages(sheet({ frames: sheet({}).frames.slice(0, 2), grid })).pages;
		expect(page?.[0]?.box.width).toBeCloseTo(186);
	});
});
