import type { BoardDocument, BoardItem, BoardLink, PictureItem } from "../../contract/board.ts";
import type { ImageId, ItemId, JobId } from "../../contract/ids.ts";
import { itemsNamed, mapItems } from "./change-items.ts";
import { type Added, withAdded } from "./duplicate.ts";
import { type Pixels, withSource } from "./edit-pictures.ts";
import { boundsOf, boundsOfAll, middleOf, type Point, type Rect } from "./geometry.ts";
import { boundLength } from "./item-bounds.ts";
import { nearestFree } from "./nearest-free.ts";
import { PLACED_GAP, PLACED_SIDE, pictureItem } from "./place-pictures.ts";

/** What a job is to bring. */
export type ExpectedResults = {
	readonly job: JobId;
	/** Places of the pictures in the job. */
	readonly count: number;
	/** The place of the first of them; 0 when absent. */
	readonly first?: number;
	/** Expected of each picture. */
	readonly pixels: Pixels;
	readonly name: string;
	/** Items of the board that the job began with; those that are gone are passed over. */
	readonly references: readonly ItemId[];
};

/** Between references and what comes of them, room for the line. */
const DISTANCE = 96;
/** To everything else. */
const CLEARANCE = 32;
/** Slots are as large as their references, within these; longer side, board units. */
const LEAST_SIDE = 160;
const MOST_SIDE = 1_200;
const MAX_INDEX = 999;

/**
 * Puts a slot for every picture of a job on the board: in a block right of its references, each
 * joined to each by a link, or around the point when there are none; where that is taken, at the
 * nearest free place.
 */
export function landResults(
	board: BoardDocument,
	results: ExpectedResults,
	at: Point,
	newId: () => ItemId,
): Added {
	const { job, pixels, name, first = 0 } = results;
	const count = Math.min(results.count, MAX_INDEX + 1 - first);
	if (count < 1) return { board, ids: [] };
	const references = itemsNamed(board, results.references);
	const size = slotSize(pixels, sideBeside(references));
	const columns = columnsOf(count, size);
	const block = blockAt(board, references, at, {
		width: columns * (size.width + PLACED_GAP) - PLACED_GAP,
		height: Math.ceil(count / columns) * (size.height + PLACED_GAP) - PLACED_GAP,
	});
	const slots = Array.from({ length: count }, (_, index) => {
		const place = {
			...size,
			x: block.x + (index % columns) * (size.width + PLACED_GAP) + size.width / 2,
			y: block.y + Math.floor(index / columns) * (size.height + PLACED_GAP) + size.height / 2,
		};
		const source = { kind: "slot", job, index: first + index } as const;
		return pictureItem({ source, name, pixels }, place, newId());
	});
	const links = references.flatMap(({ id }): BoardLink[] =>
		slots.map((slot) => ({ from: id, to: slot.id })),
	);
	return withAdded(board, slots, links);
}

/** A picture of a job that is safe. */
export type SavedResult = {
	readonly id: ImageId;
	/** Absent: as expected. */
	readonly pixels?: Pixels;
	/** Absent: that of the slot. */
	readonly name?: string;
};

/**
 * Puts a saved picture where its slots are, locked ones too. Where its shape differs it stays inside
 * its slot, so that pictures of one block never cover each other.
 */
export function fillSlot(
	board: BoardDocument,
	job: JobId,
	index: number,
	image: SavedResult,
): BoardDocument {
	return mapItems(board, (item) => {
		if (!isSlotOf(item, job) || item.source.index !== index) return item;
		const { id, pixels = item.pixels, name = item.name } = image;
		return withSource(item, { kind: "image", id }, pixels, name, "box");
	});
}

/** Takes slots of a job off the board that will never be filled, or only those of these places. */
export function dropSlots(
	board: BoardDocument,
	job: JobId,
	indexes?: readonly number[],
): BoardDocument {
	const gone = new Set(
		board.items.flatMap((item) => {
			const isMeant =
				isSlotOf(item, job) && !item.locked && (indexes?.includes(item.source.index) ?? true);
			return isMeant ? item.id : [];
		}),
	);
	if (gone.size === 0) return board;
	return {
		...board,
		items: board.items.filter(({ id }) => !gone.has(id)),
		links: board.links.filter(({ from, to }) => !gone.has(from) && !gone.has(to)),
	};
}

/** Lets the slots of one job wait for another in its place, such as one that repeats it. */
export function passSlots(
	board: BoardDocument,
	from: JobId,
	to: JobId,
	/** The place in the new job, by the place in the old one; those not named stay. */
	places: ReadonlyMap<number, number>,
): BoardDocument {
	return mapItems(board, (item) => {
		if (!isSlotOf(item, from)) return item;
		const index = places.get(item.source.index);
		return index === undefined ? item : { ...item, source: { kind: "slot", job: to, index } };
	});
}

type SlotItem = PictureItem & {
	readonly source: Extract<PictureItem["source"], { readonly kind: "slot" }>;
};

/** Whether the item waits for a picture; of this job, when one is named. */
export function isSlotOf(item: BoardItem, job?: JobId): item is SlotItem {
	if (item.kind !== "picture" || item.source.kind !== "slot") return false;
	return job === undefined || item.source.job === job;
}

function slotSize({ width, height }: Pixels, side: number): Pixels {
	const scale = side / Math.max(width, height);
	return { width: boundLength(width * scale), height: boundLength(height * scale) };
}

/** The middle one of the references' longer sides. */
function sideBeside(references: readonly BoardItem[]): number {
	const sides = references
		.filter(({ kind }) => kind === "picture")
		.map(({ width, height }) => Math.max(width, height))
		.toSorted((a, b) => a - b);
	const side = sides[Math.floor(sides.length / 2)] ?? PLACED_SIDE;
	return Math.min(MOST_SIDE, Math.max(LEAST_SIDE, side));
}

/** Up to four beside each other; more in a block about as wide as high. */
function columnsOf(count: number, size: Pixels): number {
	if (count <= 4) return count;
	return Math.min(
		count,
		Math.max(2, Math.round(Math.sqrt((count * 1.4 * size.height) / size.width))),
	);
}

function blockAt(
	board: BoardDocument,
	references: readonly BoardItem[],
	at: Point,
	{ width, height }: Pixels,
): Rect {
	const around = boundsOfAll(references);
	const wanted =
		around === undefined
			? { x: at.x - width / 2, y: at.y - height / 2 }
			: { x: around.x + around.width + DISTANCE, y: middleOf(around).y - height / 2 };
	return nearestFree({ ...wanted, width, height }, board.items.map(boundsOf), CLEARANCE);
}
