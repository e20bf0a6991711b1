import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PaintedMark, ReferenceEdit } from "../../../../../src/contract/reference-edit.ts";
import {
	croppedSize,
	paddedSize,
	resultSize,
	turnedSize,
	uprightMatrix,
} from "../../../../../src/renderer/features/reference-editor/edit-geometry.ts";
import {
	freshHistory,
	redone,
	step,
	undone,
} from "../../../../../src/renderer/features/reference-editor/edit-history.ts";
import {
	cropped,
	type Edit,
	flipped,
	isUntouched,
	padded,
	painted,
	toReferenceEdit,
	turnedLeft,
	turnedRight,
	untouched,
} from "../../../../../src/renderer/features/reference-editor/edit-state.ts";

const original = { width: 400, height: 200 };
const stroke = (...points: readonly [number, number][]): PaintedMark => ({
	kind: "stroke",
	colour: "#ff0000",
	width: 0.1,
	points: points.map(([x, y]) => ({ x, y })),
});

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const arbitraryMark = fc.record({
	kind: fc.constantFrom("stroke" as const, "area" as const),
	colour: fc.constant("#00ff00"),
	width: fc.double({ min: 0.002, max: 0.1, noNaN: true }),
	points: fc.array(fc.record({ x: fraction, y: fraction }), { minLength: 3, maxLength: 12 }),
});
const change = fc.oneof(
	fc.constant((edit: Edit) => turnedRight(edit)),
	fc.constant((edit: Edit) => turnedLeft(edit)),
	fc.constant((edit: Edit) => flipped(edit, "x")),
	fc.constant((edit: Edit) => flipped(edit, "y")),
	fc.record({ x: fc.double({ min: 0, max: 0.5, noNaN: true }), y: fc.constant(0.25) }).map(
		({ x, y }) =>
			(edit: Edit) =>
				cropped(edit, { x, y, width: 0.5, height: 0.5 }),
	),
	arbitraryMark.map(
		({ width, ...mark }) =>
			(edit: Edit) =>
				painted(
					edit,
					mark.kind === "stroke" ? { ...mark, kind: "stroke", width } : { ...mark, kind: "area" },
				),
	),
);

/** Where a point of the original, as fractions of it, comes to lie in the picture that is kept. */
function seen(edit: Edit, x: number, y: number) {
	const [a, b, c, d, e, f] = uprightMatrix(edit.turn, edit.flipX, edit.flipY);
	return { x: a * x + c * y + e, y: b * x + d * y + f };
}

describe("the edit of a reference", () => {
	test("is always one that main takes, whatever was done in whatever order", () => {
		fc.assert(
			fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
				const edit = changes.reduce<Edit>((now, make) => make(now), untouched);
				const sent = toReferenceEdit(edit, original);
				expect(ReferenceEdit.safeParse(sent).success).toBe(true);
			}),
			{ numRuns: 200 },
		);
	});

	test("turning right and left again changes nothing, nor do four turns to the right", () => {
		const edit = painted(
			cropped(flipped(untouched, "x"), { x: 0.25, y: 0, width: 0.5, height: 1 }),
			stroke([0.5, 0.5]),
		);
		expect(turnedLeft(turnedRight(edit))).toEqual(edit);
		expect(turnedRight(turnedRight(turnedRight(turnedRight(edit))))).toEqual(edit);
	});

	test("turning a flipped picture turns what is seen, not what lies under it", () => {
		const flippedEdit = flipped(untouched, "x");
		const before = seen(flippedEdit, 0.2, 0.3);
		const after = seen(turnedRight(flippedEdit), 0.2, 0.3);
		expect(after.x).toBeCloseTo(1 - before.y);
		expect(after.y).toBeCloseTo(before.x);
	});

	test("a mark stays on its place of the picture while turns and flips go on", () => {
		fc.assert(
			fc.property(fc.array(change, { maxLength: 8 }), fraction, fraction, (changes, x, y) => {
				const start = painted(untouched, stroke([x, y]));
				const end = changes.reduce<Edit>((now, make) => make(now), start);
				const [mark] = end.marks;
				const place = seen(end, x, y);
				expect(mark?.points[0]?.x).toBeCloseTo(place.x, 6);
				expect(mark?.points[0]?.y).toBeCloseTo(place.y, 6);
			}),
			{ numRuns: 100 },
		);
	});

	test("marks are told in fractions of the part that is kept", () => {
		const edit = cropped(painted(untouched, stroke([0.5, 0.5], [0.75, 0.5])), {
			x: 0.5,
			y: 0.25,
			width: 0.5,
			height: 0.5,
		});
		const [mark] = toReferenceEdit(edit, original).marks;
		expect(mark?.points).toEqual([
			{ x: 0, y: 0.5 },
			{ x: 0.5, y: 0.5 },
		]);
		// Twice as broad against a part half as long: as many pixels as before.
		expect(mark?.kind === "stroke" && mark.width).toBeCloseTo(0.2);
	});

	test("a stroke that leaves the part and comes back becomes two, and one outside is left out", () => {
		const crop = { x: 0, y: 0, width: 0.5, height: 1 };
		const across = stroke([0.1, 0.2], [0.9, 0.2], [0.9, 0.8], [0.1, 0.8]);
		const outside = stroke([0.8, 0.5], [0.9, 0.5]);
		const edit = cropped(painted(painted(untouched, across), outside), crop);
		const { marks } = toReferenceEdit(edit, original);
		expect(marks.map(({ points }) => points)).toEqual([
			[
				{ x: 0.2, y: 0.2 },
				{ x: 1, y: 0.2 },
			],
			[
				{ x: 1, y: 0.8 },
				{ x: 0.2, y: 0.8 },
			],
		]);
	});

	test("an area is cut along the edge of the part", () => {
		const area: PaintedMark = {
			kind: "area",
			colour: "#ff0000",
			points: [
				{ x: 0.25, y: 0.25 },
				{ x: 0.75, y: 0.25 },
				{ x: 0.75, y: 0.75 },
				{ x: 0.25, y: 0.75 },
			],
		};
		const edit = cropped(painted(untouched, area), { x: 0, y: 0, width: 0.5, height: 1 });
		const [mark] = toReferenceEdit(edit, original).marks;
		expect(mark?.points).toHaveLength(4);
		expect(Math.max(...(mark?.points.map(({ x }) => x) ?? []))).toBe(1);
	});

	test("a mark of too many points is thinned to what main takes", () => {
		const points = Array.from({ length: 12_000 }, (_, at) => ({ x: at / 12_000, y: 0.5 }));
		const edit = painted(untouched, { ...stroke(), points });
		expect(ReferenceEdit.safeParse(toReferenceEdit(edit, original)).success).toBe(true);
	});

	test("half a turn with both flips is no change, a crop of everything neither", () => {
		const both = flipped(flipped(turnedRight(turnedRight(untouched)), "x"), "y");
		expect(isUntouched(both)).toBe(true);
		expect(isUntouched(cropped(untouched, { x: 0, y: 0, width: 1, height: 1 }))).toBe(true);
		expect(isUntouched(padded(untouched, { ratio: 1, fill: { kind: "blur" } }))).toBe(false);
	});
});

describe("sizes", () => {
	test("padding never scales the picture and comes to the ratio", () => {
		expect(paddedSize({ width: 400, height: 200 }, 1)).toEqual({ width: 400, height: 400 });
		expect(paddedSize({ width: 400, height: 200 }, 4)).toEqual({ width: 800, height: 200 });
		expect(paddedSize({ width: 400, height: 200 }, undefined)).toEqual({ width: 400, height: 200 });
	});

	test("the result counts turn, crop and frame in that order", () => {
		const edit = toReferenceEdit(
			padded(cropped(turnedRight(untouched), { x: 0, y: 0, width: 1, height: 0.5 }), {
				ratio: 2,
				fill: { kind: "blur" },
			}),
			original,
		);
		expect(turnedSize(original, 90)).toEqual({ width: 200, height: 400 });
		expect(resultSize(original, edit)).toEqual({
			picture: { width: 200, height: 200 },
			frame: { width: 400, height: 200 },
		});
		expect(croppedSize({ width: 3, height: 3 }, { x: 0, y: 0, width: 0.01, height: 1 })).toEqual({
			width: 1,
			height: 3,
		});
	});
});

describe("steps of the editor", () => {
	const first = flipped(untouched, "x");
	const second = flipped(first, "y");

	test("undo and redo go back and forth, and a new step ends what could be redone", () => {
		const done = step(step(freshHistory, first), second);
		expect(undone(done).present).toBe(first);
		expect(redone(undone(done)).present).toBe(second);
		expect(redone(step(undone(done), untouched)).present).toBe(untouched);
		expect(undone(undone(undone(done))).present).toBe(untouched);
	});

	test("steps of one name in a row are undone together, but not across an undo", () => {
		const nudged = step(step(freshHistory, first, "nudge"), second, "nudge");
		expect(undone(nudged).present).toBe(untouched);
		const again = step(undone(step(nudged, untouched)), first, "nudge");
		expect(undone(again).present).toBe(second);
	});
});
