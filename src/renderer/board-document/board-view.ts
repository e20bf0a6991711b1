import type { BoardView } from "../../contract/board.ts";
import type { Point, Rect } from "./geometry.ts";
import { boundPlace, clamp } from "./item-bounds.ts";

/** What one can still aim at: a board of 2,000 pictures fits in far above the least. */
export const MIN_ZOOM = 0.005;
export const MAX_ZOOM = 64;
/** Showing something small whole does not make it larger than this. */
const MAX_FITTED_ZOOM = 4;

/** Of the part of the window that shows the board, CSS pixels. */
export type ViewSize = { readonly width: number; readonly height: number };

/** Where a board is looked at that nobody has looked at yet. */
export const openingView: BoardView = { x: 0, y: 0, zoom: 1 };

/** A board point as CSS pixels from the upper left corner of the view. */
export function toScreen(view: BoardView, size: ViewSize, point: Point): Point {
	return {
		x: (point.x - view.x) * view.zoom + size.width / 2,
		y: (point.y - view.y) * view.zoom + size.height / 2,
	};
}

/** CSS pixels from the upper left corner of the view as a board point. */
export function toBoard(view: BoardView, size: ViewSize, point: Point): Point {
	return {
		x: (point.x - size.width / 2) / view.zoom + view.x,
		y: (point.y - size.height / 2) / view.zoom + view.y,
	};
}

/** What is seen of the board. */
export function seenRect(view: BoardView, size: ViewSize): Rect {
	const width = size.width / view.zoom;
	const height = size.height / view.zoom;
	return { x: view.x - width / 2, y: view.y - height / 2, width, height };
}

/** Zooms by a factor, within the limits; what is under the point stays there. `screenPoint`: CSS pixels. */
export function zoomAbout(
	view: BoardView,
	size: ViewSize,
	screenPoint: Point,
	factor: number,
): BoardView {
	const zoom = clamp(view.zoom * factor, MIN_ZOOM, MAX_ZOOM);
	const fixed = toBoard(view, size, screenPoint);
	return {
		x: boundPlace(fixed.x - (screenPoint.x - size.width / 2) / zoom),
		y: boundPlace(fixed.y - (screenPoint.y - size.height / 2) / zoom),
		zoom,
	};
}

/** Carries the board along by so many CSS pixels: positive ones show what lies left and above. */
export function pan(view: BoardView, dxScreen: number, dyScreen: number): BoardView {
	return {
		x: boundPlace(view.x - dxScreen / view.zoom),
		y: boundPlace(view.y - dyScreen / view.zoom),
		zoom: view.zoom,
	};
}

/** The view that shows all of a rect in the middle. `margin`: CSS pixels kept free at each edge. */
export function viewOf(rect: Rect, size: ViewSize, margin: number): BoardView {
	const across = Math.max(1, size.width - 2 * margin) / Math.max(rect.width, Number.MIN_VALUE);
	const down = Math.max(1, size.height - 2 * margin) / Math.max(rect.height, Number.MIN_VALUE);
	return {
		x: boundPlace(rect.x + rect.width / 2),
		y: boundPlace(rect.y + rect.height / 2),
		zoom: clamp(Math.min(across, down), MIN_ZOOM, MAX_FITTED_ZOOM),
	};
}
