import type { BoardView } from "../../../contract/board.ts";
import { pan, toBoard, type ViewSize, viewOf, zoomAbout } from "../../board-document/board-view.ts";
import type { Point, Rect } from "../../board-document/geometry.ts";

/** Where the board on screen is looked at from, for whoever may move that. */
export type BoardCamera = {
	readonly view: () => BoardView;
	readonly size: () => ViewSize;
	readonly set: (view: BoardView) => void;
	/** The same, flown there; at once where motion is reduced. */
	readonly flyTo: (view: BoardView) => void;
	/** CSS px from the upper left corner; undefined while it is elsewhere. */
	readonly pointer: () => Point | undefined;
};

/** CSS px kept free around what is shown whole, and more at the foot, for the bars. */
const MARGIN = 40;
const FOOT = 64;
/** One press of a key, or one click. */
const ZOOM_STEP = 1.25;

let current: BoardCamera | undefined;

/** Names the camera of the board on screen. @returns a function that ends it */
export function putCamera(camera: BoardCamera): () => void {
	current = camera;
	return () => {
		if (current === camera) current = undefined;
	};
}

/** The camera of the board on screen; undefined while there is none. */
export function boardCamera(): BoardCamera | undefined {
	return current;
}

/** Where something new is put: under the pointer, else in the middle of what is seen. */
export function placeForNew(): Point {
	if (current === undefined) return { x: 0, y: 0 };
	const { x, y } = current.view();
	const pointer = current.pointer();
	return pointer === undefined ? { x, y } : toBoard(current.view(), current.size(), pointer);
}

export function zoomIn(): void {
	zoomBy(ZOOM_STEP);
}

export function zoomOut(): void {
	zoomBy(1 / ZOOM_STEP);
}

/** One board unit on one CSS pixel, around the middle. */
export function zoomToOne(): void {
	if (current !== undefined) zoomBy(1 / current.view().zoom);
}

/** Shows all of a rect, board units. */
export function showRect(rect: Rect | undefined): void {
	if (current === undefined || rect === undefined) return;
	current.flyTo(wholeView(rect, current.size()));
}

/** The view that shows all of a rect above the bar at the foot. */
export function wholeView(rect: Rect, { width, height }: ViewSize): BoardView {
	const view = viewOf(rect, { width, height: Math.max(1, height - FOOT) }, MARGIN);
	return { ...view, y: view.y + FOOT / 2 / view.zoom };
}

/** Carries the board along by CSS px, just far enough that a rect lies in sight. */
export function revealRect(rect: Rect): void {
	if (current === undefined) return;
	const { width, height } = current.size();
	const view = current.view();
	const left = (rect.x - view.x) * view.zoom + width / 2;
	const top = (rect.y - view.y) * view.zoom + height / 2;
	const dx = inside(left, rect.width * view.zoom, width);
	const dy = inside(top, rect.height * view.zoom, height);
	if (dx !== 0 || dy !== 0) current.set(pan(view, dx, dy));
}

function inside(start: number, side: number, room: number): number {
	if (start < MARGIN) return MARGIN - start;
	const over = start + side - (room - MARGIN);
	return over > 0 ? -Math.min(over, start - MARGIN) : 0;
}

function zoomBy(factor: number): void {
	if (current === undefined) return;
	const { width, height } = current.size();
	const middle = { x: width / 2, y: height / 2 };
	current.flyTo(zoomAbout(current.view(), current.size(), middle, factor));
}
