import { type Point, type Rect, turnAbout } from "../../board-document/geometry.ts";
import type { Movable } from "./snapping.ts";

/** The rectangle that handles stand around: one item as it lies, or the upright box of several. */
export type Frame = {
	/** The middle, board units. */
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	/** Degrees, clockwise. */
	readonly rotation: number;
};

/** By the side or corner of the frame it stands on, before the frame is turned. */
export type FrameHandle = "nw" | "n" | "ne" | "e" | "se" | "s" | "sw" | "w";

/** Where a handle stands, from the middle, in halves of the frame. */
const places: Readonly<Record<FrameHandle, readonly [x: -1 | 0 | 1, y: -1 | 0 | 1]>> = {
	nw: [-1, -1],
	n: [0, -1],
	ne: [1, -1],
	e: [1, 0],
	se: [1, 1],
	s: [0, 1],
	sw: [-1, 1],
	w: [-1, 0],
};
export const corners: readonly FrameHandle[] = ["nw", "ne", "se", "sw"];
export const sides: readonly FrameHandle[] = ["n", "e", "s", "w"];

/** The least a side is made, board units. */
const LEAST_SIDE = 4;
const DEGREE = Math.PI / 180;

/** A place on the board in the frame's own, unturned measure, from its middle. */
export function withinFrame(frame: Frame, point: Point): Point {
	const upright = turnAbout(point, -frame.rotation, frame);
	return { x: upright.x - frame.x, y: upright.y - frame.y };
}

/** A place in the frame's own, unturned measure, from its middle, on the board. */
export function fromFrame(frame: Frame, { x, y }: Point): Point {
	return turnAbout({ x: frame.x + x, y: frame.y + y }, frame.rotation, frame);
}

/** Where a handle of the frame stands on the board. */
export function handlePlace(frame: Frame, handle: FrameHandle): Point {
	const [x, y] = places[handle];
	return fromFrame(frame, { x: (x * frame.width) / 2, y: (y * frame.height) / 2 });
}

/**
 * The frame after one of its handles was pulled to a place on the board. The opposite handle stays,
 * or the middle does. A frame is never turned inside out.
 */
export function pullFrame(
	frame: Frame,
	handle: FrameHandle,
	to: Point,
	{ keepsRatio, fromMiddle }: { readonly keepsRatio: boolean; readonly fromMiddle: boolean },
): Frame {
	const [sx, sy] = places[handle];
	const pulled = withinFrame(frame, to);
	const whole = fromMiddle ? 2 : 1;
	// From what stays to the pointer, along each axis the handle moves on.
	const wanted = (sign: number, at: number, side: number) =>
		sign === 0 ? side : Math.max(LEAST_SIDE, (sign * at + (fromMiddle ? 0 : side / 2)) * whole);
	let width = wanted(sx, pulled.x, frame.width);
	let height = wanted(sy, pulled.y, frame.height);
	if (keepsRatio) {
		const factor = ratioFactor(frame, { sx, sy, width, height });
		width = frame.width * factor;
		height = frame.height * factor;
	}
	return sizeFrame(frame, handle, { width, height }, fromMiddle);
}

/** The frame with other sides; what is opposite to the handle stays, or the middle does. */
export function sizeFrame(
	frame: Frame,
	handle: FrameHandle,
	{ width, height }: { readonly width: number; readonly height: number },
	fromMiddle: boolean,
): Frame {
	const [sx, sy] = places[handle];
	const shift = fromMiddle
		? { x: 0, y: 0 }
		: { x: (sx * (width - frame.width)) / 2, y: (sy * (height - frame.height)) / 2 };
	return { ...fromFrame(frame, shift), width, height, rotation: frame.rotation };
}

/** The place that stays while a handle is pulled. */
export function stillPlace(frame: Frame, handle: FrameHandle, fromMiddle: boolean): Point {
	const [x, y] = places[handle];
	if (fromMiddle) return { x: frame.x, y: frame.y };
	return fromFrame(frame, { x: (-x * frame.width) / 2, y: (-y * frame.height) / 2 });
}

/** The lines of an upright frame that move when a handle is pulled. */
export function movingLines(handle: FrameHandle): Movable {
	const [x, y] = places[handle];
	const lines = (sign: number) => (sign === 0 ? [] : [sign < 0 ? 0 : 1]);
	return { x: lines(x), y: lines(y) };
}

export function frameRect({ x, y, width, height }: Frame): Rect {
	return { x: x - width / 2, y: y - height / 2, width, height };
}

function ratioFactor(
	frame: Frame,
	pulled: {
		readonly sx: number;
		readonly sy: number;
		readonly width: number;
		readonly height: number;
	},
): number {
	const byWidth = pulled.width / frame.width;
	const byHeight = pulled.height / frame.height;
	const least = LEAST_SIDE / Math.min(frame.width, frame.height);
	if (pulled.sx === 0) return Math.max(least, byHeight);
	if (pulled.sy === 0) return Math.max(least, byWidth);
	return Math.max(least, byWidth, byHeight);
}

/**
 * How far a frame was turned by dragging from one place to another, degrees clockwise.
 * @param step with one, the frame's own rotation comes to lie on a whole number of these
 */
export function turnOf(frame: Frame, from: Point, to: Point, step?: number): number {
	const before = Math.atan2(from.y - frame.y, from.x - frame.x);
	const after = Math.atan2(to.y - frame.y, to.x - frame.x);
	const turned = (after - before) / DEGREE;
	if (step === undefined) return turned;
	return Math.round((frame.rotation + turned) / step) * step - frame.rotation;
}

/** The cursor for pulling a handle of a frame that is turned. */
export function pullCursor({ rotation }: Frame, handle: FrameHandle): string {
	const [x, y] = places[handle];
	const degrees = Math.atan2(y, x) / DEGREE + rotation;
	const eighth = ((Math.round(degrees / 45) % 4) + 4) % 4;
	return ["ew-resize", "nwse-resize", "ns-resize", "nesw-resize"][eighth] ?? "default";
}
