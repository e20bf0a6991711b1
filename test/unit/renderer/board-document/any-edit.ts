import fc from "fast-check";
import type { BoardDocument } from "../../../../src/contract/board.ts";
import { alignItems, distributeItems } from "../../../../src/renderer/board-document/align.ts";
import { arrangeItems } from "../../../../src/renderer/board-document/arrange.ts";
import {
	copyOf,
	duplicateItems,
	pasteItems,
} from "../../../../src/renderer/board-document/duplicate.ts";
import {
	addItems,
	flipItems,
	moveItems,
	placeItems,
	removeItems,
	scaleItems,
	setColour,
	setGrey,
	setLocked,
	setOpacity,
	turnItems,
} from "../../../../src/renderer/board-document/edit-items.ts";
import {
	setArrowEnds,
	setNote,
	setThickness,
} from "../../../../src/renderer/board-document/edit-notes.ts";
import {
	replaceSource,
	resetItem,
	setCrop,
	setTint,
} from "../../../../src/renderer/board-document/edit-pictures.ts";
import {
	groupItems,
	ungroupItems,
	withGroups,
} from "../../../../src/renderer/board-document/groups.ts";
import {
	dropSlots,
	fillSlot,
	landResults,
	passSlots,
} from "../../../../src/renderer/board-document/land-results.ts";
import { placePictures } from "../../../../src/renderer/board-document/place-pictures.ts";
import {
	backward,
	forward,
	toBack,
	toFront,
} from "../../../../src/renderer/board-document/stacking.ts";
import { freshIds, imageId, itemId, jobId, picture, referenceId } from "./sample-board.ts";

/** Anything a gesture, a menu or a slider can do to a board. */
export type Edit = {
	readonly name: keyof typeof edits;
	/** Items it is done to, counted through. */
	readonly picks: readonly number[];
	readonly a: number;
	readonly b: number;
	/** Where new ids begin. */
	readonly fresh: number;
};

const edits = {
	add: (board, { a, b }) =>
		addItems(board, [picture(50, { x: Math.trunc(a) % 99 || 0, y: Math.trunc(b) % 99 || 0 })]),
	remove: (board, { ids }) => removeItems(board, ids),
	move: (board, { ids, a, b }) => moveItems(board, ids, { x: a, y: b }),
	place: (board, { ids, a, b }) =>
		placeItems(
			board,
			ids.map((id) => ({ id, x: a, y: b, width: b, height: a, rotation: a, scale: b })),
		),
	scale: (board, { ids, a, b }) => scaleItems(board, ids, Math.abs(a), { x: b, y: a }),
	turn: (board, { ids, a, b }) => turnItems(board, ids, a, { x: b, y: a }),
	flipAcross: (board, { ids }) => flipItems(board, ids, "x"),
	flipDown: (board, { ids }) => flipItems(board, ids, "y"),
	opacity: (board, { ids, a }) => setOpacity(board, ids, a),
	grey: (board, { ids, a }) => setGrey(board, ids, a > 0),
	lock: (board, { ids, a }) => setLocked(board, ids, a > 0),
	colour: (board, { ids }) => setColour(board, ids, "violet"),
	thickness: (board, { ids, a }) => setThickness(board, ids, a),
	note: (board, { id, a, b }) => setNote(board, id, { text: `${a}`, fontSize: a, height: b }),
	arrow: (board, { id, a, b }) => setArrowEnds(board, id, { x: a, y: b }, { x: b, y: a }),
	crop: (board, { id, a, b }) => setCrop(board, id, { x: a, y: b, width: b, height: a }),
	uncrop: (board, { id }) => setCrop(board, id, undefined),
	tint: (board, { id }) => setTint(board, id, "#123456"),
	reset: (board, { id }) => resetItem(board, id),
	replace: (board, { id, a, b }) =>
		replaceSource(
			board,
			id,
			{ kind: "reference", id: referenceId(77) },
			{ width: a, height: b },
			"new",
		),
	group: (board, { ids, newId }) => groupItems(board, withGroups(board, ids), newId()),
	ungroup: (board, { ids }) => ungroupItems(board, ids),
	front: (board, { ids }) => toFront(board, ids),
	back: (board, { ids }) => toBack(board, ids),
	forward: (board, { ids }) => forward(board, ids),
	backward: (board, { ids }) => backward(board, ids),
	align: (board, { ids }) => alignItems(board, ids, "left"),
	middle: (board, { ids }) => alignItems(board, ids, "middle"),
	distribute: (board, { ids }) => distributeItems(board, ids, "x"),
	grid: (board, { ids }) => arrangeItems(board, ids, "grid"),
	byColour: (board, { ids }) => arrangeItems(board, ids, "colour"),
	duplicate: (board, { ids, a, b, newId }) =>
		duplicateItems(board, ids, { x: a, y: b }, newId).board,
	paste: (board, { ids, a, b, newId }) =>
		pasteItems(board, copyOf(board, ids), { x: a, y: b }, newId).board,
	put: (board, { ids, a, b, newId }) =>
		placePictures(
			board,
			ids.map((_, n) => ({
				source: { kind: "image", id: imageId(n) },
				name: "dropped",
				pixels: { width: 1 + n * 50, height: 200 },
			})),
			{ x: a, y: b },
			newId,
		).board,
	land: (board, { ids, a, b, newId }) =>
		landResults(
			board,
			{ job: jobId(2), count: 3, pixels: { width: 4, height: 3 }, name: "", references: ids },
			{ x: a, y: b },
			newId,
		).board,
	fill: (board, { a }) =>
		fillSlot(board, jobId(a > 0 ? 1 : 2), 0, {
			id: imageId(5),
			pixels: { width: 1_000, height: 500 },
		}),
	pass: (board) => passSlots(board, jobId(1), jobId(2), new Map([[1, 0]])),
	drop: (board) => dropSlots(board, jobId(2), [1]),
} satisfies Record<string, (board: BoardDocument, given: Given) => BoardDocument>;

type Given = {
	readonly ids: readonly ReturnType<typeof itemId>[];
	readonly id: ReturnType<typeof itemId>;
	readonly a: number;
	readonly b: number;
	readonly newId: ReturnType<typeof freshIds>;
};

export function apply(board: BoardDocument, { name, picks, a, b, fresh }: Edit): BoardDocument {
	const ids = picks.flatMap((n) => board.items[n % Math.max(1, board.items.length)]?.id ?? []);
	const id = ids[0] ?? itemId(999);
	return edits[name](board, { ids, id, a, b, newId: freshIds(fresh) });
}

/** Mostly what a hand does, sometimes what no hand can. */
const number = fc.oneof(
	{ weight: 4, arbitrary: fc.double({ min: -500, max: 500, noNaN: true }) },
	{ weight: 1, arbitrary: fc.double() },
);

export const anyEdit: fc.Arbitrary<Edit> = fc.record({
	name: fc.constantFrom(...(Object.keys(edits) as (keyof typeof edits)[])),
	picks: fc.array(fc.nat(20), { maxLength: 5 }),
	a: number,
	b: number,
	fresh: fc.nat(1_000_000).map((n) => 10_000 + n * 100),
});
