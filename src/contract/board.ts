import { z } from "zod";
import { BoardId, ImageId, ItemId, JobId, ReferenceId } from "./ids.ts";
import { EpochMs } from "./jobs.ts";

export const BOARD_VERSION = 1;
/** More than a board is meant to hold; a hostile file has more. */
export const MAX_ITEMS = 10_000;

/** Board units; at zoom 1 one of them is one CSS pixel. */
const Length = z.number().min(0.01).max(1_000_000);
const Place = z.number().min(-10_000_000).max(10_000_000);
const Colour = z.string().regex(/^#[0-9a-f]{6}$/);
const Fraction = z.number().min(0).max(1);

/** Where a picture of a board comes from; never a path. */
export const PictureSource = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("reference"), id: ReferenceId }),
	z.strictObject({ kind: z.literal("image"), id: ImageId }),
	/** A picture a job is still to make; becomes an `image` once it is saved. */
	z.strictObject({ kind: z.literal("slot"), job: JobId, index: z.int().min(0).max(999) }),
]);
export type PictureSource = z.infer<typeof PictureSource>;

const itemBase = {
	id: ItemId,
	/** The middle, in board units; y grows downwards. */
	x: Place,
	y: Place,
	/** Before it is turned. */
	width: Length,
	height: Length,
	/** Degrees, clockwise. */
	rotation: z.number().min(-360).max(360),
	/** Neither moved nor changed until it is unlocked. */
	locked: z.boolean(),
	/** Items with the same name are chosen together. */
	group: z.uuid().optional(),
	/** 0 invisible, 1 full. */
	opacity: Fraction,
};

/** A picture on a board. Its file is never touched: crop, flip and grey are of the board alone. */
export const PictureItem = z.strictObject({
	...itemBase,
	kind: z.literal("picture"),
	source: PictureSource,
	/** For arranging by name and for screen readers. */
	name: z.string().max(255),
	/** Pixels of the whole picture; of a slot, those expected. */
	pixels: z.strictObject({
		width: z.int().min(1).max(1_000_000),
		height: z.int().min(1).max(1_000_000),
	}),
	flipX: z.boolean(),
	flipY: z.boolean(),
	/** The part shown, of the whole picture before it is flipped; `width` and `height` are of this part. Absent: all. */
	crop: z.strictObject({ x: Fraction, y: Fraction, width: Fraction, height: Fraction }).optional(),
	grey: z.boolean(),
	/** The mean colour, for arranging by colour; filled in when it is known. */
	tint: Colour.optional(),
});
export type PictureItem = z.infer<typeof PictureItem>;

export const NoteItem = z.strictObject({
	...itemBase,
	kind: z.literal("note"),
	text: z.string().max(20_000),
	/** Board units. */
	fontSize: z.number().min(1).max(10_000),
	/** A name of the board's own palette, which is light on dark and dark on light. */
	colour: z.enum(["plain", "yellow", "red", "green", "blue", "violet"]),
});
export type NoteItem = z.infer<typeof NoteItem>;

/** An arrow inside its box, from one corner or edge to another; `x`, `y`, `width`, `height` bound it. */
export const ArrowItem = z.strictObject({
	...itemBase,
	kind: z.literal("arrow"),
	/** Of the box. */
	from: z.strictObject({ x: Fraction, y: Fraction }),
	to: z.strictObject({ x: Fraction, y: Fraction }),
	/** Board units. */
	thickness: z.number().min(0.1).max(1_000),
	colour: z.enum(["plain", "yellow", "red", "green", "blue", "violet"]),
});
export type ArrowItem = z.infer<typeof ArrowItem>;

export const BoardItem = z.discriminatedUnion("kind", [PictureItem, NoteItem, ArrowItem]);
export type BoardItem = z.infer<typeof BoardItem>;

/** A thin line from the references of a job to what came of it. */
export const BoardLink = z.strictObject({ from: ItemId, to: ItemId });
export type BoardLink = z.infer<typeof BoardLink>;

/** What is seen of a board: the board point in the middle of the window, and the zoom. */
export const BoardView = z.strictObject({
	x: Place,
	y: Place,
	zoom: z.number().min(0.001).max(100),
});
export type BoardView = z.infer<typeof BoardView>;

export const BoardDocument = z.strictObject({
	version: z.literal(BOARD_VERSION),
	id: BoardId,
	title: z.string().max(200),
	createdAt: EpochMs,
	changedAt: EpochMs,
	/** The last is on top. */
	items: z.array(BoardItem).max(MAX_ITEMS),
	/** Ends that are no longer there are not drawn. */
	links: z.array(BoardLink).max(MAX_ITEMS * 4),
	/** Where the designer last looked; no step of undo. */
	view: BoardView.optional(),
});
export type BoardDocument = z.infer<typeof BoardDocument>;

/**
 * From one state of a board to the next; only what differs. Applied in this order: items are
 * removed, put (added or replaced), then ordered.
 */
export const BoardChange = z.strictObject({
	title: z.string().max(200).optional(),
	view: BoardView.optional(),
	remove: z.array(ItemId).max(MAX_ITEMS).optional(),
	put: z.array(BoardItem).max(MAX_ITEMS).optional(),
	/** All items, the last on top; absent: those put anew go on top, the others stay. */
	order: z.array(ItemId).max(MAX_ITEMS).optional(),
	links: z
		.array(BoardLink)
		.max(MAX_ITEMS * 4)
		.optional(),
});
export type BoardChange = z.infer<typeof BoardChange>;

/** A board as the list of boards shows it. */
export const BoardSummary = z.object({
	id: BoardId,
	title: z.string(),
	changedAt: EpochMs,
	items: z.int().min(0),
	/** A few of its pictures, for a small face. */
	cover: z.array(PictureSource),
	/** Why it cannot be opened: damaged, or of a newer version. */
	trouble: z.enum(["damaged", "newer"]).optional(),
});
export type BoardSummary = z.infer<typeof BoardSummary>;
