import type { PictureItem } from "../../../contract/board.ts";
import { imageUrl, referenceUrl } from "../../../contract/media.ts";
import { arrangeItems } from "../../board-document/arrange.ts";
import { setTint } from "../../board-document/edit-pictures.ts";
import { editBoard, useBoard } from "../../state/board-store.ts";
import { chosenItems } from "./board-edits.ts";

/** Pictures looked at together. */
const AT_ONCE = 8;
/** Px a side; the mean of so few is the mean of all. */
const SIDE = 8;

/**
 * Looks at the chosen pictures whose colour nobody knows yet, and arranges what is chosen by
 * colour. One whose file is gone stays without a colour, at the end.
 */
export async function arrangeByColour(): Promise<void> {
	const { board, chosen } = useBoard.getState();
	const unknown = chosenItems().flatMap((item) =>
		item.kind === "picture" && item.tint === undefined ? item : [],
	);
	const found: (readonly [PictureItem, string | undefined])[] = [];
	for (let at = 0; at < unknown.length; at += AT_ONCE) {
		const some = unknown.slice(at, at + AT_ONCE);
		found.push(
			...(await Promise.all(some.map(async (item) => [item, await meanColour(item)] as const))),
		);
	}
	// The designer may have gone on to another board meanwhile.
	if (useBoard.getState().board?.id !== board?.id) return;
	const tinted = (before: typeof board & object) =>
		found.reduce(
			(next, [{ id }, tint]) => (tint === undefined ? next : setTint(next, id, tint)),
			before,
		);
	editBoard(tinted, { quiet: true });
	editBoard((before) => arrangeItems(before, chosen, "colour"));
}

/** Such as `#a1b2c3`; undefined when the picture cannot be had. */
async function meanColour({ source }: PictureItem): Promise<string | undefined> {
	if (source.kind === "slot") return undefined;
	const url =
		source.kind === "image"
			? imageUrl("thumb", source.id)
			: referenceUrl("reference-thumb", source.id);
	try {
		const size = { resizeWidth: SIDE, resizeHeight: SIDE, resizeQuality: "medium" } as const;
		const bitmap = await createImageBitmap(await (await fetch(url)).blob(), size);
		const ctx = new OffscreenCanvas(SIDE, SIDE).getContext("2d");
		ctx?.drawImage(bitmap, 0, 0);
		bitmap.close();
		return ctx === null ? undefined : meanOf(ctx.getImageData(0, 0, SIDE, SIDE).data);
	} catch {
		// Gone or damaged: the board itself shows which.
		return undefined;
	}
}

function meanOf(pixels: Uint8ClampedArray): string {
	const channel = (first: number) => {
		let sum = 0;
		for (let at = first; at < pixels.length; at += 4) sum += pixels[at] ?? 0;
		return Math.round((4 * sum) / pixels.length)
			.toString(16)
			.padStart(2, "0");
	};
	return `#${channel(0)}${channel(1)}${channel(2)}`;
}
