import type { ItemId } from "../../../contract/ids.ts";
import { itemsTouching } from "../../board-document/geometry.ts";
import { withGroups } from "../../board-document/groups.ts";
import type { Desk, Gesture, Spot } from "./gesture.ts";

/** Chooses what a rectangle touches; with Shift beside what was chosen before. */
export function marqueeGesture(desk: Desk, start: Spot): Gesture {
	const before = desk.chosen();
	const choose = (found: readonly ItemId[]) =>
		desk.choose(start.shift ? [...new Set([...before, ...found])] : found);
	return {
		move: ({ board: to }) => {
			const { board: from } = start;
			const marquee = {
				x: Math.min(from.x, to.x),
				y: Math.min(from.y, to.y),
				width: Math.abs(to.x - from.x),
				height: Math.abs(to.y - from.y),
			};
			const board = desk.board();
			// A locked picture is a background more often than not; a click still chooses it.
			const touched = itemsTouching(board.items, marquee).filter(({ locked }) => !locked);
			choose(
				withGroups(
					board,
					touched.map(({ id }) => id),
				),
			);
			desk.mark({ marquee });
		},
		end: () => desk.mark({}),
		cancel: () => {
			desk.mark({});
			desk.choose(before);
		},
	};
}
