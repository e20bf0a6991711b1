import { useCallback, useEffect, useRef } from "react";
import { SIDE_PADDING } from "./gallery-layout-options.ts";
import { rowHeightAfter, setRowHeight, USUAL_ROW, useRowHeight } from "./gallery-store.ts";
import { rowOf } from "./justified-layout.ts";
import { rowOfPicture } from "./layout-window.ts";
import { pictureAtPoint } from "./scroll-place.ts";
import type { GalleryWindow } from "./use-gallery-window.ts";

/** How far a wheel turns, or fingers spread, for one step; px as the wheel event tells them. */
const WHEEL_PX = 40;
const LINE_PX = 16;
const PINCH_PX = 4;

export type GalleryZoom = {
	/** Larger by some steps, smaller by negative ones, around the picture the keyboard is on. */
	readonly by: (steps: number) => void;
	readonly reset: () => void;
	readonly to: (rowHeight: number) => void;
};

/**
 * How large the gallery draws, by wheel and pinch around the pointer and by keys around the picture
 * one is on. What is under the pointer stays there.
 */
export function useGalleryZoom(view: GalleryWindow, active: number | undefined): GalleryZoom {
	const rowHeight = useRowHeight();
	const latest = useRef({ view, rowHeight });
	useEffect(() => {
		latest.current = { view, rowHeight };
	});
	useWheel(latest);

	const to = useCallback(
		(next: number) => {
			if (next === rowHeight) return;
			holdMiddle(view, active);
			setRowHeight(next);
		},
		[view, active, rowHeight],
	);
	return {
		by: (steps) => to(rowHeightAfter(rowHeight, steps)),
		reset: () => to(USUAL_ROW),
		to,
	};
}

type Latest = { readonly view: GalleryWindow; readonly rowHeight: number };

function useWheel(latest: { readonly current: Latest }): void {
	useEffect(() => {
		const { current: scroller } = latest.current.view.scroller;
		if (scroller === null) return;
		let turned = 0;
		let held: Held | undefined;
		const onWheel = (event: WheelEvent) => {
			// Chromium tells a pinch as a wheel with Ctrl held.
			if (!event.ctrlKey && !event.metaKey) {
				held = undefined;
				return;
			}
			event.preventDefault();
			const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
			const isPinch = Math.abs(pixels) < WHEEL_PX / 2;
			turned -= pixels / (isPinch ? PINCH_PX : WHEEL_PX);
			const steps = Math.max(-3, Math.min(3, Math.trunc(turned)));
			if (steps === 0) return;
			turned = 0;
			held = zoomAt(latest.current, scroller, { event, steps, held });
		};
		scroller.addEventListener("wheel", onWheel, { passive: false });
		return () => scroller.removeEventListener("wheel", onWheel);
	}, [latest]);
}

/** The picture that a turn of the wheel began on, by its name: see `ScrollPlace`. */
type Held = { readonly name: number; readonly clientX: number; readonly clientY: number };

type Turn = {
	readonly event: WheelEvent;
	readonly steps: number;
	readonly held: Held | undefined;
};

/**
 * Rows break at other places in every size, so that what is under the pointer may stand beside it a
 * step later: while the pointer rests, the picture it began on is held.
 */
function zoomAt({ view, rowHeight }: Latest, scroller: HTMLElement, turn: Turn): Held | undefined {
	const { clientX, clientY } = turn.event;
	const next = rowHeightAfter(rowHeight, turn.steps);
	if (next === rowHeight) return turn.held;
	const edge = scroller.getBoundingClientRect();
	const y = clientY - edge.top;
	const point = { x: clientX - edge.left - SIDE_PADDING, y: y + view.top() };
	const isSame = turn.held?.clientX === clientX && turn.held.clientY === clientY;
	const picture =
		isSame && turn.held !== undefined
			? turn.held.name + view.shift
			: pictureAtPoint(view.layout, point);
	if (picture !== undefined) view.hold(picture, y);
	setRowHeight(next);
	return picture === undefined ? undefined : { name: picture - view.shift, clientX, clientY };
}

/** Holds the picture one is on where it is, when it is in sight, else what is in the middle. */
function holdMiddle(view: GalleryWindow, active: number | undefined): void {
	const top = view.top();
	const row =
		active === undefined ? undefined : rowOf(view.layout, rowOfPicture(view.layout, active));
	const isSeen = row !== undefined && row.top + row.height > top && row.top < top + view.height;
	const y = isSeen ? row.top + row.height / 2 - top : view.height / 2;
	const picture = isSeen
		? active
		: pictureAtPoint(view.layout, { x: view.layout.width / 2, y: top + y });
	// At the very top the newest stay in sight.
	if (picture !== undefined && top > 0) view.hold(picture, y);
}
