import type { BoardDocument, BoardItem } from "../../../contract/board.ts";
import type { ItemId } from "../../../contract/ids.ts";
import { freeItems } from "../../board-document/change-items.ts";
import { placeItems, scaleItems, turnItems } from "../../board-document/edit-items.ts";
import {
	type Frame,
	type FrameHandle,
	frameRect,
	movingLines,
	pullCursor,
	pullFrame,
	sides,
	sizeFrame,
	stillPlace,
	turnOf,
} from "./frame.ts";
import { type Desk, editingGesture, type Gesture, type Spot } from "./gesture.ts";
import { restingRects, SNAP_REACH } from "./gesture-move.ts";
import { noteHeight } from "./paint-note.ts";
import { snapRect } from "./snapping.ts";

/** Degrees a rotation with Shift comes to lie on. */
const TURN_STEP = 15;

/**
 * Makes what is chosen larger or smaller by a handle of its frame. Pictures keep their shape unless
 * Shift is held; several things always do, for what is turned could not be stretched upright.
 */
export function pullGesture(
	desk: Desk,
	frame: Frame,
	handle: FrameHandle,
	ids: readonly ItemId[],
): Gesture {
	const board = desk.board();
	const items = freeItems(board, ids);
	const only = items.length === 1 ? items[0] : undefined;
	const others = restingRects(desk, board, ids);
	const isSide = sides.includes(handle);
	return editingGesture(
		desk,
		(spot) => {
			const keepsRatio =
				only === undefined || (!isSide && !(spot.shift && only.kind === "picture"));
			const options = { keepsRatio, fromMiddle: spot.alt };
			const pulled = pullFrame(frame, handle, spot.board, options);
			const snaps = frame.rotation === 0 && !spot.mod && !spot.alt;
			const reach = SNAP_REACH / desk.view().zoom;
			const snapped = snaps ? snapFrame(pulled, frame, handle, others, reach, keepsRatio) : pulled;
			desk.mark({ guides: snaps ? guidesOf(snapped, handle, others, reach) : [] });
			if (only !== undefined) return withFrame(board, only, frame, snapped, handle);
			const about = stillPlace(frame, handle, spot.alt);
			return scaleItems(board, ids, snapped.width / frame.width, about);
		},
		{ cursor: pullCursor(frame, handle) },
	);
}

/** Turns what is chosen around the middle of its frame. */
export function turnGesture(
	desk: Desk,
	frame: Frame,
	start: Spot,
	ids: readonly ItemId[],
): Gesture {
	const board = desk.board();
	return editingGesture(
		desk,
		(spot) => {
			const degrees = turnOf(frame, start.board, spot.board, spot.shift ? TURN_STEP : undefined);
			const whole = Math.round((((frame.rotation + degrees) % 360) + 360) % 360);
			desk.mark({ says: { at: spot.screen, words: `${whole === 360 ? 0 : whole}°` } });
			return turnItems(board, ids, degrees, frame);
		},
		{ cursor: "grabbing" },
	);
}

/** The frame with the edges that are pulled on the nearest line of another. */
function snapFrame(
	pulled: Frame,
	frame: Frame,
	handle: FrameHandle,
	others: Parameters<typeof snapRect>[1],
	reach: number,
	keepsRatio: boolean,
): Frame {
	const lines = movingLines(handle);
	const { dx, dy } = snapRect(frameRect(pulled), others, reach, lines);
	const width = pulled.width + (lines.x[0] === 0 ? -dx : dx);
	const height = pulled.height + (lines.y[0] === 0 ? -dy : dy);
	if (!keepsRatio) return sizeFrame(frame, handle, { width, height }, false);
	const byX = dx !== 0 && (dy === 0 || Math.abs(dx) <= Math.abs(dy));
	if (!byX && dy === 0) return pulled;
	const factor = byX ? width / frame.width : height / frame.height;
	const size = { width: frame.width * factor, height: frame.height * factor };
	return sizeFrame(frame, handle, size, false);
}

function guidesOf(
	frame: Frame,
	handle: FrameHandle,
	others: Parameters<typeof snapRect>[1],
	reach: number,
) {
	// What lies in line already is found again, and nothing else.
	return snapRect(frameRect(frame), others, Math.min(reach, 1e-6), movingLines(handle)).guides;
}

function withFrame(
	board: BoardDocument,
	item: BoardItem,
	before: Frame,
	after: Frame,
	handle: FrameHandle,
): BoardDocument {
	const isSide = sides.includes(handle);
	if (item.kind !== "note") return placeItems(board, [{ id: item.id, ...after }]);
	if (!isSide) {
		return placeItems(board, [{ id: item.id, ...after, scale: after.width / before.width }]);
	}
	if (handle === "n" || handle === "s") return placeItems(board, [{ id: item.id, ...after }]);
	// A narrower card needs more lines; its upper edge stays.
	const height = Math.max(noteHeight(item.text, after.width, item.fontSize), item.fontSize);
	return placeItems(board, [
		{ id: item.id, ...sizeFrame(after, "s", { ...after, height }, false) },
	]);
}
