import { z } from "zod";
import { BoardItem, BoardLink, MAX_ITEMS } from "../../../contract/board.ts";
import { type CopiedItems, copyOf, pasteItems } from "../../board-document/duplicate.ts";
import { removeItems } from "../../board-document/edit-items.ts";
import type { Point } from "../../board-document/geometry.ts";
import { newItemId } from "../../state/board-ids.ts";
import { editBoard, useBoard } from "../../state/board-store.ts";

/** What a copy of items is called on the clipboard; other programs see their text beside it. */
export const ITEMS_TYPE = "application/x-seedcase-items";

/** Any page of any program may have put it there. */
const Copied = z.object({
	items: z.array(BoardItem).max(MAX_ITEMS),
	links: z.array(BoardLink).max(MAX_ITEMS * 4),
});

/** For the menu, which may not read the clipboard. */
let latest: CopiedItems | undefined;

/** Puts what is chosen on the clipboard. @returns whether there was something */
export function copyChosen(data: DataTransfer): boolean {
	const { board, chosen } = useBoard.getState();
	if (board === undefined || chosen.length === 0) return false;
	latest = copyOf(board, chosen);
	data.setData(ITEMS_TYPE, JSON.stringify(latest));
	const texts = latest.items.flatMap((item) => (item.kind === "note" ? item.text : []));
	if (texts.length > 0) data.setData("text/plain", texts.join("\n\n"));
	return true;
}

/** Puts what is chosen on the clipboard and takes it off the board. */
export function cutChosen(data: DataTransfer): boolean {
	if (!copyChosen(data)) return false;
	const { chosen } = useBoard.getState();
	editBoard((board) => removeItems(board, chosen), { chosen: [] });
	return true;
}

/** Puts items from the clipboard around a place. @returns false when there are none */
export function pasteFrom(data: DataTransfer, at: Point): boolean {
	const text = data.getData(ITEMS_TYPE);
	if (text === "") return false;
	const parsed = Copied.safeParse(jsonOf(text));
	if (parsed.success) paste(parsed.data, at);
	return parsed.success;
}

/** Puts what was copied last around a place. @returns false when nothing was */
export function pasteLatest(at: Point): boolean {
	if (latest === undefined) return false;
	paste(latest, at);
	return true;
}

export function hasCopied(): boolean {
	return latest !== undefined;
}

function paste(copied: CopiedItems, at: Point): void {
	let ids: ReturnType<typeof newItemId>[] = [];
	editBoard((board) => {
		const added = pasteItems(board, copied, at, newItemId);
		ids = [...added.ids];
		return added.board;
	});
	editBoard((board) => board, { chosen: ids });
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
