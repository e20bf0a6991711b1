import { pan } from "../../board-document/board-view.ts";
import type { Desk, Gesture, Spot } from "./gesture.ts";

/** Carries the board along with the pointer. */
export function panGesture(desk: Pick<Desk, "view" | "setView">, start: Spot): Gesture {
	const before = desk.view();
	return {
		cursor: "grabbing",
		move: ({ screen }) =>
			desk.setView(pan(before, screen.x - start.screen.x, screen.y - start.screen.y)),
		end: () => {},
		cancel: () => desk.setView(before),
	};
}
