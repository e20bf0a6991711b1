import type { ImageId, ItemId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { Reference } from "../../contract/references.ts";
import type { Point } from "../board-document/geometry.ts";
import { type PlacedPicture, placePictures } from "../board-document/place-pictures.ts";
import { ask } from "../bridge/client.ts";
import { newItemId } from "./board-ids.ts";
import { editBoard, presentView, useBoard } from "./board-store.ts";

/** Requests on their way at once. */
const AT_ONCE = 8;

/**
 * Puts pictures on the open board and chooses them.
 * @param at board point; absent: the middle of what is seen
 * @returns the new items; fewer than pictures when the board is full, none when no board is open
 */
export function placeOnBoard(
	pictures: readonly PlacedPicture[],
	at: Point = presentView(),
): readonly ItemId[] {
	const { board } = useBoard.getState();
	if (board === undefined) return [];
	const placed = placePictures(board, pictures, at, newItemId);
	editBoard(() => placed.board, { chosen: placed.ids });
	return placed.ids;
}

/** Puts references on the open board; see `placeOnBoard`. */
export function placeReferences(references: readonly Reference[], at?: Point): readonly ItemId[] {
	return placeOnBoard(
		references.map(({ id, name, width, height }) => ({
			source: { kind: "reference", id },
			name,
			pixels: { width, height },
		})),
		at,
	);
}

/**
 * Puts pictures of the library on the open board; see `placeOnBoard`.
 * @throws AskError when main does not know one of them; then none is put down
 */
export async function placeImages(ids: readonly ImageId[], at?: Point): Promise<readonly ItemId[]> {
	const records: ImageRecord[] = [];
	for (let from = 0; from < ids.length; from += AT_ONCE) {
		const some = ids.slice(from, from + AT_ONCE).map((id) => ask("library.get", id));
		for (const { image } of await Promise.all(some)) records.push(image);
	}
	return placeOnBoard(records.map(fromRecord), at);
}

function fromRecord({ id, prompt, width, height }: ImageRecord): PlacedPicture {
	return { source: { kind: "image", id }, name: promptName(prompt), pixels: { width, height } };
}

/** What a picture is called on a board: how its prompt begins. */
export function promptName(prompt: string): string {
	const line = prompt.trim().replaceAll(/\s+/g, " ");
	return [...line].slice(0, 80).join("");
}
