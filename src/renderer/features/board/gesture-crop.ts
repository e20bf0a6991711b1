import { movedPart, partFrame, partWithin, type SeenPart } from "./crop.ts";
import { type Frame, type FrameHandle, pullCursor, pullFrame, withinFrame } from "./frame.ts";
import type { Gesture, Spot } from "./gesture.ts";

/** What a crop gesture works on: nothing of the board changes until the crop is applied. */
export type CropDesk = {
	readonly whole: Frame;
	readonly part: SeenPart;
	readonly show: (part: SeenPart) => void;
};

/** Pulls an edge or corner of the part that will be shown; Shift keeps its shape, Alt its middle. */
export function cropPullGesture({ whole, part, show }: CropDesk, handle: FrameHandle): Gesture {
	const frame = partFrame(whole, part);
	return {
		cursor: pullCursor(frame, handle),
		move: (spot) => {
			const options = { keepsRatio: spot.shift, fromMiddle: spot.alt };
			show(partWithin(whole, pullFrame(frame, handle, spot.board, options)));
		},
		end: () => {},
		cancel: () => show(part),
	};
}

/** Moves the part over the picture. */
export function cropMoveGesture({ whole, part, show }: CropDesk, start: Spot): Gesture {
	const from = withinFrame(whole, start.board);
	return {
		cursor: "move",
		move: ({ board }) => {
			const to = withinFrame(whole, board);
			show(movedPart(part, (to.x - from.x) / whole.width, (to.y - from.y) / whole.height));
		},
		end: () => {},
		cancel: () => show(part),
	};
}
