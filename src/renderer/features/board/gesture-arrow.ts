import type { ArrowItem } from "../../../contract/board.ts";
import type { ItemId } from "../../../contract/ids.ts";
import { addItems } from "../../board-document/edit-items.ts";
import { arrowBetween, setArrowEnds } from "../../board-document/edit-notes.ts";
import { arrowEnds, type Point } from "../../board-document/geometry.ts";
import { type Desk, editingGesture, type Gesture, type Spot } from "./gesture.ts";

/** Degrees an arrow with Shift comes to lie on. */
const STEP = 15;
/** CSS px at the zoom it is drawn at. */
const THICKNESS = 3;

/** Draws a new arrow from where the pointer was pressed; it is chosen at the end. */
export function arrowGesture(desk: Desk, start: Spot, id: ItemId): Gesture {
	const board = desk.board();
	const thickness = THICKNESS / desk.view().zoom;
	return editingGesture(
		desk,
		(spot) => {
			const to = spot.shift ? onStep(start.board, spot.board) : spot.board;
			const arrow: ArrowItem = {
				...{ id, kind: "arrow", colour: "plain", locked: false, opacity: 1 },
				thickness: Math.min(1_000, Math.max(0.1, thickness)),
				...arrowBetween(start.board, to),
			};
			return addItems(board, [arrow]);
		},
		{ cursor: "crosshair", chosen: [id] },
	);
}

/** Pulls one end of an arrow; the other stays. */
export function arrowEndGesture(desk: Desk, arrow: ArrowItem, end: "from" | "to"): Gesture {
	const board = desk.board();
	const ends = arrowEnds(arrow);
	return editingGesture(
		desk,
		(spot) => {
			const still = end === "from" ? ends.to : ends.from;
			const place = spot.shift ? onStep(still, spot.board) : spot.board;
			const next = { ...ends, [end]: place };
			return setArrowEnds(board, arrow.id, next.from, next.to);
		},
		{ cursor: "crosshair" },
	);
}

function onStep(from: Point, to: Point): Point {
	const length = Math.hypot(to.x - from.x, to.y - from.y);
	const step = (STEP * Math.PI) / 180;
	const angle = Math.round(Math.atan2(to.y - from.y, to.x - from.x) / step) * step;
	return { x: from.x + Math.cos(angle) * length, y: from.y + Math.sin(angle) * length };
}
