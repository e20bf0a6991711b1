import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PictureItem } from "../../../../../src/contract/board.ts";
import { ItemId, ReferenceId } from "../../../../../src/contract/ids.ts";
import {
	cropOf,
	partFrame,
	partWithin,
	seenPart,
	wholeFrame,
} from "../../../../../src/renderer/features/board/crop.ts";
import {
	corners,
	type Frame,
	handlePlace,
	pullFrame,
	sides,
	stillPlace,
	turnOf,
} from "../../../../../src/renderer/features/board/frame.ts";
import { wrapLines } from "../../../../../src/renderer/features/board/note-layout.ts";

const frames: fc.Arbitrary<Frame> = fc.record({
	x: fc.integer({ min: -500, max: 500 }),
	y: fc.integer({ min: -500, max: 500 }),
	width: fc.integer({ min: 10, max: 500 }),
	height: fc.integer({ min: 10, max: 500 }),
	rotation: fc.integer({ min: -180, max: 180 }),
});
const places = fc.record({
	x: fc.integer({ min: -900, max: 900 }),
	y: fc.integer({ min: -900, max: 900 }),
});
const handles = fc.constantFrom(...corners, ...sides);

describe("the frame around what is chosen", () => {
	it("keeps the opposite handle, or the middle, wherever one is pulled to", () => {
		fc.assert(
			fc.property(
				frames,
				handles,
				places,
				fc.boolean(),
				fc.boolean(),
				(frame, handle, to, a, b) => {
					const options = { keepsRatio: a, fromMiddle: b };
					const pulled = pullFrame(frame, handle, to, options);
					const before = stillPlace(frame, handle, b);
					const after = stillPlace(pulled, handle, b);
					expect(after.x).toBeCloseTo(before.x, 6);
					expect(after.y).toBeCloseTo(before.y, 6);
					expect(Math.min(pulled.width, pulled.height)).toBeGreaterThan(0);
					if (a) expect(pulled.width / pulled.height).toBeCloseTo(frame.width / frame.height, 6);
				},
			),
		);
	});

	it("is as it was when a handle is pulled to where it stands", () => {
		fc.assert(
			fc.property(frames, handles, (frame, handle) => {
				const options = { keepsRatio: false, fromMiddle: false };
				const pulled = pullFrame(frame, handle, handlePlace(frame, handle), options);
				expect(pulled.width).toBeCloseTo(frame.width, 6);
				expect(pulled.height).toBeCloseTo(frame.height, 6);
			}),
		);
	});

	it("turns onto whole steps when asked to", () => {
		const frame = { x: 0, y: 0, width: 10, height: 10, rotation: 7 };
		const turned = turnOf(frame, { x: 0, y: -10 }, { x: 10, y: -1 }, 15);
		expect((frame.rotation + turned) % 15).toBeCloseTo(0, 9);
	});
});

describe("the part of a picture that is shown", () => {
	const item = (more: Partial<PictureItem>): PictureItem => ({
		id: ItemId.parse("8f14e45f-ceea-467f-a34f-2b0c0a3d5b1e"),
		kind: "picture",
		source: { kind: "reference", id: ReferenceId.parse("a".repeat(64)) },
		name: "shoe",
		pixels: { width: 400, height: 200 },
		...{ x: 50, y: -20, width: 120, height: 80, rotation: 30 },
		...{ locked: false, opacity: 1, flipX: true, flipY: false, grey: false },
		crop: { x: 0.25, y: 0.1, width: 0.5, height: 0.8 },
		...more,
	});

	it("lies exactly where the item lies, flipped and turned", () => {
		const cropped = item({});
		const frame = partFrame(wholeFrame(cropped), seenPart({ ...cropped, flipX: true }));
		expect(frame.x).toBeCloseTo(cropped.x, 6);
		expect(frame.y).toBeCloseTo(cropped.y, 6);
		expect(frame.width).toBeCloseTo(cropped.width, 6);
		expect(cropOf(seenPart(cropped), cropped)).toEqual({
			x: expect.closeTo(0.25, 9),
			...{ y: 0.1, width: 0.5, height: 0.8 },
		});
	});

	it("never reaches beyond the picture", () => {
		const whole = wholeFrame(item({ crop: undefined }));
		const part = partWithin(whole, { ...whole, width: whole.width * 3, height: 10 });
		expect(part).toMatchObject({ x: 0, width: 1 });
		expect(cropOf({ x: 0, y: 0, width: 1, height: 1 }, item({}))).toBeUndefined();
	});
});

describe("the lines of a note", () => {
	const letters = (text: string) => [...text].length;

	it("break between words, and within one that is wider than the card", () => {
		expect(wrapLines("keep the light soft", 9, letters)).toEqual(["keep the", "light", "soft"]);
		expect(wrapLines("abcdefghij", 4, letters)).toEqual(["abcd", "efgh", "ij"]);
	});

	it("break Chinese between words, and never begin with a closing sign", () => {
		const lines = wrapLines("雾很轻，清晨的港口。", 4, letters);
		expect(lines.join("")).toBe("雾很轻，清晨的港口。");
		for (const line of lines) {
			expect(letters(line)).toBeLessThanOrEqual(4);
			expect(line).not.toMatch(/^[，。]/);
		}
	});

	it("keep the paragraphs and lose no letter of any text", () => {
		expect(wrapLines("a\n\nb", 10, letters)).toEqual(["a", "", "b"]);
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
				const bare = (words: string) => words.replace(/\s/g, "");
				expect(bare(wrapLines(text, 7, letters).join(""))).toBe(bare(text));
			}),
		);
	});
});
