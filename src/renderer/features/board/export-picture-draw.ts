import type { BoardDocument, BoardItem, PictureItem } from "../../../contract/board.ts";
import { assertNever } from "../../../contract/errors.ts";
import { imageUrl, referenceUrl } from "../../../contract/media.ts";
import { boundsOf } from "../../board-document/geometry.ts";
import { type BoardColours, readColours } from "./board-colours.ts";
import { linkCurves } from "./bundle-links.ts";
import { type ExportFrame, exportSize } from "./export-picture-size.ts";
import { paintArrow } from "./paint-arrow.ts";
import { paintLinks } from "./paint-links.ts";
import { paintNote } from "./paint-note.ts";
import { paintPicture } from "./paint-picture.ts";
import type { Face, Painting } from "./painting.ts";
import { slotFace } from "./slot-faces.ts";

export type ExportBackground = "board" | "white" | "transparent";

export type ExportWish = {
	/** From the lowest to the uppermost. */
	readonly items: readonly BoardItem[];
	readonly links: BoardDocument["links"];
	readonly frame: ExportFrame;
	/** Px of the longer side. */
	readonly side: number;
	readonly background: ExportBackground;
};

/**
 * Draws items as one PNG, by the same rules as the board itself and with every picture as sharp as
 * its file is; one picture is in memory at a time.
 * @param onDone called with how many items are drawn
 * @throws when it is stopped by `signal`, or the browser has no room for a picture of this size
 */
export async function drawExport(
	wish: ExportWish,
	onDone: (done: number) => void,
	signal: AbortSignal,
): Promise<Blob> {
	const { items, frame, side, background } = wish;
	const { width, height, scale } = exportSize(frame.rect, side);
	const canvas = document.createElement("canvas");
	canvas.width = width;
	canvas.height = height;
	const ctx = canvas.getContext("2d");
	if (ctx === null) throw new Error(`no canvas of ${width} × ${height}`);
	ctx.imageSmoothingQuality = "high";
	const colours = coloursFor(background);
	if (background !== "transparent") {
		ctx.fillStyle = background === "white" ? "#ffffff" : colours.ground;
		ctx.fillRect(0, 0, width, height);
	}
	let face: Face | undefined;
	const painting: Painting = {
		ctx,
		scale,
		// A thin line is as thin as it looks in a window of this size.
		dpr: Math.max(1, side / 2_000),
		originX: -frame.rect.x * scale,
		originY: -frame.rect.y * scale,
		width,
		height,
		colours,
		faces: {
			faceOf: () => face,
			isMissing: () => face === undefined,
			slotOf: slotFace,
		},
	};
	paintLinks(painting, linksOf(wish));
	for (const [at, item] of items.entries()) {
		signal.throwIfAborted();
		const bitmap = item.kind === "picture" ? await bitmapFor(item, scale, signal) : undefined;
		face = bitmap && { bitmap, isGrey: false };
		paintItem(painting, item);
		bitmap?.close();
		onDone(at + 1);
	}
	return blobOf(canvas, signal);
}

function paintItem(painting: Painting, item: BoardItem): void {
	if (item.kind === "picture") paintPicture(painting, item);
	else if (item.kind === "note") paintNote(painting, item);
	else paintArrow(painting, item);
}

function linksOf({ items, links }: ExportWish) {
	const byId = new Map(items.map((item) => [item.id, item]));
	return linkCurves(links, (id) => {
		const item = byId.get(id);
		return item && { item, bounds: boundsOf(item) };
	});
}

/** The file at the size it is drawn at, never larger than it is; undefined when it cannot be had. */
async function bitmapFor(
	item: PictureItem,
	scale: number,
	signal: AbortSignal,
): Promise<ImageBitmap | undefined> {
	const url = fileUrl(item);
	if (url === undefined) return undefined;
	const { crop, pixels } = item;
	const wanted = (item.width / (crop?.width ?? 1)) * scale;
	const shrink = Math.min(1, wanted / pixels.width);
	try {
		const answer = await fetch(url, { signal });
		if (!answer.ok) return undefined;
		const bytes = await answer.blob();
		return await createImageBitmap(bytes, {
			resizeWidth: Math.max(1, Math.round(pixels.width * shrink)),
			resizeHeight: Math.max(1, Math.round(pixels.height * shrink)),
			resizeQuality: "high",
		});
	} catch {
		// A picture that is gone is drawn as the board draws it: a frame with its name.
		signal.throwIfAborted();
		return undefined;
	}
}

function fileUrl({ source }: PictureItem): string | undefined {
	switch (source.kind) {
		case "image":
			return imageUrl("image", source.id);
		case "reference":
			return referenceUrl("reference", source.id);
		case "slot":
			return undefined;
		default:
			return assertNever(source);
	}
}

/** On white paper the board's light colours, whatever the window's theme. */
function coloursFor(background: ExportBackground): BoardColours {
	const host = document.createElement("div");
	if (background === "white") host.style.colorScheme = "light";
	document.body.append(host);
	try {
		return readColours(host);
	} finally {
		host.remove();
	}
}

function blobOf(canvas: HTMLCanvasElement, signal: AbortSignal): Promise<Blob> {
	return new Promise((resolve, reject) => {
		canvas.toBlob((blob) => {
			if (signal.aborted) reject(signal.reason);
			else if (blob === null) reject(new Error("the canvas gave no picture"));
			else resolve(blob);
		}, "image/png");
	});
}
