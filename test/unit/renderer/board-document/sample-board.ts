import fc from "fast-check";
import {
	type ArrowItem,
	BOARD_VERSION,
	type BoardDocument,
	type BoardItem,
	type NoteItem,
	type PictureItem,
} from "../../../../src/contract/board.ts";
import { type BoardId, ImageId, ItemId, JobId, ReferenceId } from "../../../../src/contract/ids.ts";

const hex = (n: number, digits: number) => n.toString(16).padStart(digits, "0");

export const itemId = (n: number): ItemId => ItemId.parse(`00000000-0000-4000-8000-${hex(n, 12)}`);
export const jobId = (n: number): JobId => JobId.parse(`00000000-0000-7000-8000-${hex(n, 12)}`);
export const imageId = (n: number): ImageId =>
	ImageId.parse(`00000000-0000-7000-9000-${hex(n, 12)}`);
export const referenceId = (n: number): ReferenceId => ReferenceId.parse(hex(n, 64));

/** Ids that were not given out before, counted from a thousand. */
export function freshIds(from = 1_000): () => ItemId {
	let last = from;
	return () => {
		last += 1;
		return itemId(last);
	};
}

export function picture(n: number, more: Partial<PictureItem> = {}): PictureItem {
	return {
		id: itemId(n),
		kind: "picture",
		source: { kind: "reference", id: referenceId(n) },
		name: `picture ${n}`,
		pixels: { width: 800, height: 600 },
		x: 0,
		y: 0,
		width: 400,
		height: 300,
		rotation: 0,
		locked: false,
		opacity: 1,
		flipX: false,
		flipY: false,
		grey: false,
		...more,
	};
}

export function slot(n: number, job: number, index: number, more: Partial<PictureItem> = {}) {
	return picture(n, { source: { kind: "slot", job: jobId(job), index }, ...more });
}

export function note(n: number, more: Partial<NoteItem> = {}): NoteItem {
	return {
		id: itemId(n),
		kind: "note",
		text: `note ${n}`,
		fontSize: 20,
		colour: "plain",
		x: 0,
		y: 0,
		width: 200,
		height: 100,
		rotation: 0,
		locked: false,
		opacity: 1,
		...more,
	};
}

export function arrow(n: number, more: Partial<ArrowItem> = {}): ArrowItem {
	return {
		id: itemId(n),
		kind: "arrow",
		from: { x: 0, y: 0 },
		to: { x: 1, y: 1 },
		thickness: 4,
		colour: "plain",
		x: 0,
		y: 0,
		width: 200,
		height: 100,
		rotation: 0,
		locked: false,
		opacity: 1,
		...more,
	};
}

export function board(
	items: readonly BoardItem[],
	more: Partial<BoardDocument> = {},
): BoardDocument {
	return {
		version: BOARD_VERSION,
		id: "00000000-0000-7000-8000-000000000000" as BoardId,
		title: "Board",
		createdAt: 0,
		changedAt: 0,
		items: [...items],
		links: [],
		...more,
	};
}

const place = fc.integer({ min: -2_000, max: 2_000 });
const side = fc.integer({ min: 1, max: 1_000 });

const frame = fc.record({
	x: place,
	y: place,
	width: side,
	height: side,
	rotation: fc.constantFrom(0, 0, 0, 90, -30, 45.5, 180),
	locked: fc.constantFrom(false, false, false, true),
});
const group = fc.constantFrom(undefined, undefined, itemId(9_001), itemId(9_002));

const anyItem = fc.oneof(
	{ weight: 4, arbitrary: frame.map((box) => picture(0, box)) },
	{
		weight: 1,
		arbitrary: fc
			.tuple(frame, fc.nat(3))
			.map(([box, index]) => slot(0, 1, index, { ...box, locked: false })),
	},
	{
		weight: 1,
		arbitrary: fc
			.tuple(frame, fc.constantFrom("#ff0000", "#808080"), fc.boolean())
			.map(([box, tint, flipX]) =>
				picture(0, { ...box, tint, flipX, crop: { x: 0.25, y: 0, width: 0.5, height: 0.75 } }),
			),
	},
	{ weight: 1, arbitrary: frame.map((box) => note(0, box)) },
	{ weight: 1, arbitrary: frame.map((box) => arrow(0, box)) },
);

/** Up to ten items of every kind, some locked, some grouped, with links between some. */
export const anyBoard = fc
	.tuple(
		fc.array(fc.tuple(anyItem, group), { maxLength: 10 }),
		fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 5 }),
	)
	.map(([made, pairs]) => {
		const items = made.map(
			([item, name], n): BoardItem => ({
				...item,
				id: itemId(n),
				...(name !== undefined && { group: name }),
			}),
		);
		const links = pairs
			.filter(([from, to]) => from < items.length && to < items.length)
			.map(([from, to]) => ({ from: itemId(from), to: itemId(to) }));
		return board(items, { links });
	});
