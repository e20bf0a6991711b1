import type { BoardDocument, PictureItem, PictureSource } from "../../contract/board.ts";
import type { ItemId } from "../../contract/ids.ts";
import { changeItems, mapItems, withValues } from "./change-items.ts";
import { movedTo } from "./edit-items.ts";
import { type Point, turnAbout } from "./geometry.ts";
import { boundLength, boundTurn, clamp } from "./item-bounds.ts";
import { toFront } from "./stacking.ts";

export type Crop = NonNullable<PictureItem["crop"]>;
export type Pixels = PictureItem["pixels"];

const MAX_NAME = 255;
const MAX_PIXELS = 1_000_000;
/** Of a ratio's logarithm: a slot keeps its box when the picture is bent this little. */
const UNSEEN_BEND = 0.005;

/**
 * The box all of a cropped picture would fill at the same scale: `x`, `y` its middle, turned like
 * the item. Of a picture without a crop its own.
 */
export function wholeBox(
	item: PictureItem,
): Point & { readonly width: number; readonly height: number } {
	const { crop } = item;
	if (crop === undefined) return { x: item.x, y: item.y, width: item.width, height: item.height };
	// A board file made elsewhere may show nothing of a picture: never less than a pixel of it.
	const width = item.width / Math.max(crop.width, 1 / item.pixels.width);
	const height = item.height / Math.max(crop.height, 1 / item.pixels.height);
	const off = cropOffset(item, crop, { width, height });
	const middle = turnAbout({ x: item.x - off.x, y: item.y - off.y }, item.rotation, item);
	return { ...middle, width, height };
}

/**
 * Shows a part of a picture, or all of it again; what stays visible keeps its place and scale.
 * Nothing happens to slots: nobody has seen what is to be cut.
 */
export function setCrop(board: BoardDocument, id: ItemId, crop: Crop | undefined): BoardDocument {
	return changeItems(board, [id], (item) => {
		if (item.kind !== "picture" || item.source.kind === "slot") return item;
		const next = crop && boundCrop(crop, item.pixels);
		if (sameCrop(next, item.crop)) return item;
		return cropped(item, next);
	});
}

/** The mean colour of a picture, `#rrggbb`; locked ones have one too. */
export function setTint(
	board: BoardDocument,
	id: ItemId,
	tint: NonNullable<PictureItem["tint"]>,
): BoardDocument {
	return mapItems(board, (item) =>
		item.id === id && item.kind === "picture" ? withValues(item, { tint }) : item,
	);
}

/** Upright, not flipped, whole, opaque and in its colours again, around the middle it has. */
export function resetItem(board: BoardDocument, id: ItemId): BoardDocument {
	return changeItems(board, [id], (item) => {
		const upright = withValues(item, { rotation: 0, opacity: 1 });
		if (upright.kind !== "picture") return upright;
		const whole = upright.crop === undefined ? upright : cropped(upright, undefined);
		return movedTo(
			withValues(whole, { flipX: false, flipY: false, grey: false, rotation: boundTurn(0) }),
			item,
		);
	});
}

/** Puts another picture in place of one: around the same middle and as large, whole. */
export function replaceSource(
	board: BoardDocument,
	id: ItemId,
	source: PictureSource,
	pixels: Pixels,
	name: string,
): BoardDocument {
	return changeItems(board, [id], (item) =>
		item.kind === "picture" ? withSource(item, source, pixels, name) : item,
	);
}

/** What stays of a box that gets another shape: how large it is, or what it may cover. */
export type Room = "area" | "box";

/** The same place with another picture in it; where its shape differs, the middle stays, and this of its room. */
export function withSource(
	item: PictureItem,
	source: PictureSource,
	pixels: Pixels,
	name: string,
	room: Room = "area",
): PictureItem {
	const { tint: _tint, crop, ...rest } = item;
	const size = boundPixels(pixels);
	const ratio = size.width / size.height;
	const bend = Math.abs(Math.log(ratio) - Math.log(item.pixels.width / item.pixels.height));
	const replaced = { ...rest, source, pixels: size, name: name.slice(0, MAX_NAME) };
	if (bend <= UNSEEN_BEND) return { ...replaced, ...(crop !== undefined && { crop }) };
	return { ...replaced, ...boxOfRatio(item, ratio, room) };
}

function boxOfRatio({ width, height }: Pixels, ratio: number, room: Room): Pixels {
	const high =
		room === "area" ? Math.sqrt((width * height) / ratio) : Math.min(height, width / ratio);
	return { width: boundLength(high * ratio), height: boundLength(high) };
}

export function boundPixels({ width, height }: Pixels): Pixels {
	const bound = (side: number) => clamp(Math.round(side), 1, MAX_PIXELS);
	return { width: bound(width), height: bound(height) };
}

function cropped(item: PictureItem, crop: Crop | undefined): PictureItem {
	const { crop: _, ...rest } = item;
	const whole = wholeBox(item);
	const part = crop ?? { x: 0, y: 0, width: 1, height: 1 };
	const off = cropOffset(item, part, whole);
	const middle = turnAbout({ x: whole.x + off.x, y: whole.y + off.y }, item.rotation, whole);
	const box = {
		width: boundLength(whole.width * part.width),
		height: boundLength(whole.height * part.height),
	};
	return movedTo({ ...rest, ...box, ...(crop !== undefined && { crop }) }, middle);
}

/** From the middle of the whole picture to the middle of its part, as flipped, before it is turned. */
function cropOffset(
	{ flipX, flipY }: Pick<PictureItem, "flipX" | "flipY">,
	crop: Crop,
	whole: { readonly width: number; readonly height: number },
): Point {
	const x = (crop.x + crop.width / 2 - 0.5) * whole.width;
	const y = (crop.y + crop.height / 2 - 0.5) * whole.height;
	return { x: flipX ? -x : x, y: flipY ? -y : y };
}

/** Inside the picture and at least a pixel large; undefined when it is all of it. */
function boundCrop(crop: Crop, pixels: Pixels): Crop | undefined {
	const width = clamp(crop.width, 1 / pixels.width, 1);
	const height = clamp(crop.height, 1 / pixels.height, 1);
	if (width === 1 && height === 1) return undefined;
	return { x: clamp(crop.x, 0, 1 - width), y: clamp(crop.y, 0, 1 - height), width, height };
}

function sameCrop(a: Crop | undefined, b: Crop | undefined): boolean {
	if (a === undefined || b === undefined) return a === b;
	return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** The board as it is drawn while a picture of it is being cropped: all of the picture, and nothing over it. */
export function laidOpen(board: BoardDocument, id: ItemId): BoardDocument {
	return toFront(setCrop(board, id, undefined), [id]);
}
