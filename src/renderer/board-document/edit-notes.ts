import type { ArrowItem, BoardDocument, NoteItem } from "../../contract/board.ts";
import type { ItemId } from "../../contract/ids.ts";
import { changeItems, withValues } from "./change-items.ts";
import { cornersOf, type Point, turnAbout } from "./geometry.ts";
import { boundFraction, boundLength, boundPlace, clamp } from "./item-bounds.ts";

const MAX_TEXT = 20_000;

/** What changes of a note; a new width or height leaves its upper left corner where it is. */
export type NotePatch = {
	readonly text?: string;
	readonly colour?: NoteItem["colour"];
	/** Board units. */
	readonly fontSize?: number;
	readonly width?: number;
	readonly height?: number;
};

export function setNote(board: BoardDocument, id: ItemId, patch: NotePatch): BoardDocument {
	return changeItems(board, [id], (item) => {
		if (item.kind !== "note") return item;
		const { text = item.text, colour = item.colour, fontSize = item.fontSize } = patch;
		const width = boundLength(patch.width ?? item.width);
		const height = boundLength(patch.height ?? item.height);
		const [corner] = cornersOf(item);
		const fromCorner = { x: corner.x + width / 2, y: corner.y + height / 2 };
		const isSameBox = width === item.width && height === item.height;
		const { x, y } = isSameBox ? item : turnAbout(fromCorner, item.rotation, corner);
		return withValues(item, {
			text: shortened(text),
			colour,
			fontSize: clamp(fontSize, 1, 10_000),
			width,
			height,
			x: boundPlace(x),
			y: boundPlace(y),
		});
	});
}

/** The box of an arrow between two points of the board, and where in it the arrow runs. */
export function arrowBetween(
	from: Point,
	to: Point,
): Pick<ArrowItem, "x" | "y" | "width" | "height" | "rotation" | "from" | "to"> {
	const width = boundLength(Math.abs(to.x - from.x));
	const height = boundLength(Math.abs(to.y - from.y));
	const x = boundPlace((from.x + to.x) / 2);
	const y = boundPlace((from.y + to.y) / 2);
	const within = (point: Point) => ({
		x: boundFraction((point.x - x) / width + 0.5),
		y: boundFraction((point.y - y) / height + 0.5),
	});
	return { x, y, width, height, rotation: 0, from: within(from), to: within(to) };
}

/** Lets an arrow run between two other points of the board. */
export function setArrowEnds(
	board: BoardDocument,
	id: ItemId,
	from: Point,
	to: Point,
): BoardDocument {
	return changeItems(board, [id], (item) =>
		item.kind === "arrow" ? { ...item, ...arrowBetween(from, to) } : item,
	);
}

/** Board units. */
export function setThickness(
	board: BoardDocument,
	ids: readonly ItemId[],
	thickness: number,
): BoardDocument {
	return changeItems(board, ids, (item) =>
		item.kind === "arrow" ? withValues(item, { thickness: clamp(thickness, 0.1, 1_000) }) : item,
	);
}

function shortened(text: string): string {
	if (text.length <= MAX_TEXT) return text;
	// A character of two halves is not cut in two.
	return text.slice(0, MAX_TEXT).replace(/[\uD800-\uDBFF]$/, "");
}
