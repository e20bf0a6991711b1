import type { ArrowItem, BoardItem } from "../../../contract/board.ts";
import { arrowEnds, boundsOfAll, middleOf, type Point } from "../../board-document/geometry.ts";
import { corners, type Frame, type FrameHandle, fromFrame, handlePlace, sides } from "./frame.ts";

/** What of the chosen items can be taken hold of. */
export type Hold =
	| { readonly kind: "pull"; readonly handle: FrameHandle }
	| { readonly kind: "turn" }
	| { readonly kind: "end"; readonly arrow: ArrowItem; readonly end: "from" | "to" };

/** A hold and where it stands, board units. */
export type PlacedHold = { readonly hold: Hold; readonly at: Point };

/** CSS px from the frame's edge to the knob that turns it. */
const KNOB_DISTANCE = 22;
/** CSS px around a hold within which it is taken. */
const REACH = 8;
/** CSS px; a frame with less room shows no holds at its sides. */
const LEAST_FOR_SIDES = 40;

/** The frame around the chosen items: one lies in its own, several in an upright one. */
export function frameOf(items: readonly BoardItem[]): Frame | undefined {
	const [first, ...others] = items;
	if (first === undefined) return undefined;
	if (others.length === 0) {
		const { x, y, width, height, rotation } = first;
		return { x, y, width, height, rotation };
	}
	const bounds = boundsOfAll(items);
	return bounds && { ...middleOf(bounds), width: bounds.width, height: bounds.height, rotation: 0 };
}

/** What can be taken hold of, given the items that may be changed. @param zoom CSS px of a board unit */
export function holdsOf(items: readonly BoardItem[], zoom: number): readonly PlacedHold[] {
	const frame = frameOf(items);
	const [first] = items;
	if (frame === undefined || first === undefined) return [];
	if (items.length === 1 && first.kind === "arrow") {
		const { from, to } = arrowEnds(first);
		return [
			{ hold: { kind: "end", arrow: first, end: "from" }, at: from },
			{ hold: { kind: "end", arrow: first, end: "to" }, at: to },
		];
	}
	const isNote = items.length === 1 && first.kind === "note";
	const hasSides = isNote && Math.min(frame.width, frame.height) * zoom >= LEAST_FOR_SIDES;
	const knob = { x: 0, y: -frame.height / 2 - KNOB_DISTANCE / zoom };
	return [
		...[...corners, ...(hasSides ? sides : [])].map((handle): PlacedHold => {
			return { hold: { kind: "pull", handle }, at: handlePlace(frame, handle) };
		}),
		{ hold: { kind: "turn" }, at: fromFrame(frame, knob) },
	];
}

/** The hold under the pointer, the nearest when there are several. */
export function holdAt(holds: readonly PlacedHold[], point: Point, zoom: number): Hold | undefined {
	let best: Hold | undefined;
	let nearest = REACH / zoom;
	for (const { hold, at } of holds) {
		const distance = Math.max(Math.abs(at.x - point.x), Math.abs(at.y - point.y));
		if (distance > nearest) continue;
		nearest = distance;
		best = hold;
	}
	return best;
}
