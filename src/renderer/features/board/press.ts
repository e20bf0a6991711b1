import type { BoardItem } from "../../../contract/board.ts";
import type { ItemId } from "../../../contract/ids.ts";
import { freeItems } from "../../board-document/change-items.ts";
import { duplicateItems } from "../../board-document/duplicate.ts";
import { type Point, topItemAt } from "../../board-document/geometry.ts";
import { withGroups } from "../../board-document/groups.ts";
import type { BoardTool } from "./board-tools.ts";
import { partFrame, type SeenPart } from "./crop.ts";
import {
	corners,
	type Frame,
	type FrameHandle,
	handlePlace,
	pullCursor,
	sides,
	withinFrame,
} from "./frame.ts";
import type { Desk, Gesture, Spot } from "./gesture.ts";
import { arrowEndGesture, arrowGesture } from "./gesture-arrow.ts";
import { cropMoveGesture, cropPullGesture } from "./gesture-crop.ts";
import { marqueeGesture } from "./gesture-marquee.ts";
import { moveGesture } from "./gesture-move.ts";
import { panGesture } from "./gesture-pan.ts";
import { pullGesture, turnGesture } from "./gesture-pull.ts";
import { frameOf, type Hold, holdAt, holdsOf } from "./selection-frame.ts";

/** What a press may ask for beside gestures. */
export type PressPorts = {
	readonly desk: Desk;
	readonly tool: () => BoardTool;
	readonly crop: () => { readonly whole: Frame; readonly part: SeenPart } | undefined;
	readonly showPart: (part: SeenPart) => void;
	readonly applyCrop: () => void;
	readonly addNote: (at: Point) => void;
	readonly newId: () => ItemId;
};

/** What a press of the pointer leads to. */
export type Press = {
	/** Once the pointer has moved a little. */
	readonly drag?: () => Gesture;
	/** When it is let go without that. */
	readonly click?: () => void;
	readonly cursor?: string;
};

/** CSS px beside a thin arrow that still count as on it. */
const REACH = 5;

/** What is under a place, the uppermost first. */
export function itemAt(desk: Desk, at: Point): BoardItem | undefined {
	return topItemAt(desk.board().items, at, REACH / desk.view().zoom);
}

/** What a press here leads to, by the tool and by what is under it. */
export function pressAt(ports: PressPorts, spot: Spot): Press {
	const { desk } = ports;
	const crop = ports.crop();
	if (crop !== undefined) return pressOnCrop(ports, crop, spot);
	switch (ports.tool()) {
		case "hand":
			return { cursor: "grab", drag: () => panGesture(desk, spot) };
		case "arrow":
			return { cursor: "crosshair", drag: () => arrowGesture(desk, spot, ports.newId()) };
		case "note":
			return { cursor: "crosshair", click: () => ports.addNote(spot.board) };
		case "select":
			return pressToSelect(desk, spot, ports.newId);
	}
}

function pressToSelect(desk: Desk, spot: Spot, newId: () => ItemId): Press {
	const free = freeItems(desk.board(), desk.chosen());
	const { zoom } = desk.view();
	const hold = holdAt(holdsOf(free, zoom), spot.board, zoom);
	if (hold !== undefined) return pressOnHold(desk, free, hold, spot);
	const item = itemAt(desk, spot.board);
	if (item === undefined) {
		return {
			drag: () => marqueeGesture(desk, spot),
			click: () => !spot.shift && desk.choose([]),
		};
	}
	return pressOnItem(desk, item, spot, newId);
}

function pressOnHold(desk: Desk, items: readonly BoardItem[], hold: Hold, spot: Spot): Press {
	const frame = frameOf(items);
	if (frame === undefined) return {};
	const ids = items.map(({ id }) => id);
	switch (hold.kind) {
		case "pull": {
			const { handle } = hold;
			return {
				cursor: pullCursor(frame, handle),
				drag: () => pullGesture(desk, frame, handle, ids),
			};
		}
		case "turn":
			return { cursor: "grab", drag: () => turnGesture(desk, frame, spot, ids) };
		case "end":
			return {
				cursor: "crosshair",
				drag: () => arrowEndGesture(desk, hold.arrow, hold.end),
			};
	}
}

function pressOnItem(desk: Desk, item: BoardItem, spot: Spot, newId: () => ItemId): Press {
	const board = desk.board();
	const own = withGroups(board, [item.id]);
	const before = desk.chosen();
	const wasChosen = before.includes(item.id);
	const choose = () => {
		if (!spot.shift) desk.choose(own);
		else if (wasChosen) desk.choose(before.filter((id) => !own.includes(id)));
		else desk.choose([...before, ...own]);
	};
	const drag = () => {
		if (!wasChosen) desk.choose(spot.shift ? [...before, ...own] : own);
		const ids = desk.chosen();
		// A locked picture is the ground one draws on: dragging over it chooses what lies above.
		if (freeItems(board, ids).length === 0) {
			desk.choose(before);
			return item.locked ? marqueeGesture(desk, spot) : moveGesture(desk, spot, { board, ids });
		}
		if (!spot.alt) return moveGesture(desk, spot, { board, ids });
		const copies = duplicateItems(board, ids, { x: 0, y: 0 }, newId);
		return { ...moveGesture(desk, spot, copies), cursor: "copy" };
	};
	return { drag, click: choose };
}

function pressOnCrop(
	{ desk, showPart, applyCrop }: PressPorts,
	{ whole, part }: { readonly whole: Frame; readonly part: SeenPart },
	spot: Spot,
): Press {
	const frame = partFrame(whole, part);
	const { zoom } = desk.view();
	const cropDesk = { whole, part, show: showPart };
	const places = [...corners, ...sides].map((handle) => ({
		hold: { kind: "pull" as const, handle },
		at: handlePlace(frame, handle),
	}));
	const hold = holdAt(places, spot.board, zoom);
	if (hold?.kind === "pull") {
		const { handle }: { readonly handle: FrameHandle } = hold;
		return {
			cursor: pullCursor(frame, handle),
			drag: () => cropPullGesture(cropDesk, handle),
		};
	}
	const within = withinFrame(frame, spot.board);
	const isInside = Math.abs(within.x) <= frame.width / 2 && Math.abs(within.y) <= frame.height / 2;
	if (isInside) return { cursor: "move", drag: () => cropMoveGesture(cropDesk, spot) };
	return { click: applyCrop };
}
