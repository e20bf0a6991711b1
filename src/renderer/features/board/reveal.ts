import type { BoardDocument, BoardItem, BoardView } from "../../../contract/board.ts";
import type { ItemId } from "../../../contract/ids.ts";
import { seenRect, type ViewSize } from "../../board-document/board-view.ts";
import { itemsNamed } from "../../board-document/change-items.ts";
import { boundsOfAll, type Rect, rectsTouch } from "../../board-document/geometry.ts";
import { isSlotOf } from "../../board-document/land-results.ts";
import { useBoard } from "../../state/board-store.ts";
import { type BoardCamera, boardCamera, wholeView } from "./board-camera.ts";

/**
 * Where to look so that something new is seen, without coming nearer than one was.
 * @param around shown along with it, such as what it came of
 * @returns undefined when it lies in sight
 */
export function revealing(
	view: BoardView,
	size: ViewSize,
	fresh: Rect,
	around: Rect = fresh,
): BoardView | undefined {
	if (contains(seenRect(view, size), fresh)) return undefined;
	const whole = wholeView(around, size);
	return { ...whole, zoom: Math.min(whole.zoom, view.zoom) };
}

/**
 * Shows pictures that were put down, when they are more than fits or lie wholly out of sight; not
 * when the designer has moved the view meanwhile.
 * @returns what to call once they are there
 */
export function revealLater(): (ids: readonly ItemId[]) => void {
	const before = boardCamera()?.view();
	return (ids) => {
		const now = boardCamera()?.view();
		if (now !== undefined && sameView(now, before)) revealPut(ids);
	};
}

function revealPut(ids: readonly ItemId[]): void {
	const camera = boardCamera();
	const { board } = useBoard.getState();
	const rect = board && boundsOfAll(itemsNamed(board, ids));
	if (camera === undefined || rect === undefined) return;
	const seen = seenRect(camera.view(), camera.size());
	const isPartlySeen = rectsTouch(rect, seen);
	if (isPartlySeen && rect.width <= seen.width && rect.height <= seen.height) return;
	const view = revealing(camera.view(), camera.size(), rect);
	if (view !== undefined) camera.flyTo(view);
}

/**
 * Shows the places of pictures that are on their way, with what they come of, when a job puts them
 * out of sight. @param isBusy whether the designer holds the board
 * @returns a function that ends it
 */
export function followSlots(camera: BoardCamera, isBusy: () => boolean): () => void {
	return useBoard.subscribe(({ board }, { board: before }) => {
		if (board === undefined || before === undefined || board.id !== before.id) return;
		if (board.items.length <= before.items.length || isBusy()) return;
		const fresh = freshSlots(board, before);
		const slots = boundsOfAll(fresh);
		if (slots === undefined) return;
		const around = boundsOfAll([...fresh, ...sourcesOf(board, fresh)]);
		const view = revealing(camera.view(), camera.size(), slots, around);
		if (view !== undefined) camera.flyTo(view);
	});
}

function freshSlots(board: BoardDocument, before: BoardDocument): readonly BoardItem[] {
	const known = new Set(before.items.map(({ id }) => id));
	return board.items.filter((item) => isSlotOf(item) && !known.has(item.id));
}

function sourcesOf(board: BoardDocument, results: readonly BoardItem[]): readonly BoardItem[] {
	const ids = new Set(results.map(({ id }) => id));
	return itemsNamed(
		board,
		board.links.flatMap(({ from, to }) => (ids.has(to) ? from : [])),
	);
}

function sameView(a: BoardView, b: BoardView | undefined): boolean {
	return a.x === b?.x && a.y === b.y && a.zoom === b.zoom;
}

function contains(outer: Rect, inner: Rect): boolean {
	return (
		inner.x >= outer.x &&
		inner.y >= outer.y &&
		inner.x + inner.width <= outer.x + outer.width &&
		inner.y + inner.height <= outer.y + outer.height
	);
}
