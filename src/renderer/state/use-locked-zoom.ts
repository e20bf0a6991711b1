import { type PointerEvent, type RefObject, useEffect, useRef } from "react";
import { type FramePoint, movedBy, zoomedBy } from "./locked-view.ts";
import { changeView, useLockedView } from "./locked-view-store.ts";

/** How much of a wheel's or a pinch's travel becomes zoom. */
const WHEEL_RATE = 0.0015;
const PINCH_RATE = 0.01;
const LINE_PX = 16;
/** A press that moves farther than this is no click, CSS pixels. */
const STILL_PX = 4;

/**
 * Zooms all pictures by a pinch or the wheel with Ctrl held, and pans them by dragging one. The
 * wheel alone scrolls the pictures, unless they are zoomed: then it zooms.
 * @param scrolls false: there is nothing to scroll, and the wheel always zooms
 * @returns listeners for the frame, and whether the press that has just ended was a drag
 */
export function useLockedZoom(frame: RefObject<HTMLElement | null>, scrolls = true) {
	useEffect(() => {
		const { current } = frame;
		const onWheel = (event: WheelEvent) => {
			const isZoomed = useLockedView.getState().zoom > 1;
			if (scrolls && !event.ctrlKey && !event.metaKey && !isZoomed) return;
			event.preventDefault();
			const travel = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
			// A trackpad's pinch arrives as a wheel with Ctrl.
			const rate = event.ctrlKey ? PINCH_RATE : WHEEL_RATE;
			const growth = Math.exp(-event.deltaY * travel * rate);
			changeView((view) => zoomedBy(view, growth, pointIn(current, event)));
		};
		// React listens passively, and then the page could not keep the wheel to itself.
		current?.addEventListener("wheel", onWheel, { passive: false });
		return () => current?.removeEventListener("wheel", onWheel);
	}, [frame, scrolls]);
	const press = useRef<{ x: number; y: number; moved: number } | undefined>(undefined);
	const wasDrag = useRef(false);
	const listeners = {
		onPointerDown: (event: PointerEvent) => {
			wasDrag.current = false;
			if (event.button !== 0 || useLockedView.getState().zoom === 1) return;
			event.currentTarget.setPointerCapture(event.pointerId);
			press.current = { x: event.clientX, y: event.clientY, moved: 0 };
		},
		onPointerMove: (event: PointerEvent) => {
			const { current } = press;
			const box = event.currentTarget.getBoundingClientRect();
			if (current === undefined || box.width === 0) return;
			const by = { x: event.clientX - current.x, y: event.clientY - current.y };
			const moved = current.moved + Math.hypot(by.x, by.y);
			press.current = { x: event.clientX, y: event.clientY, moved };
			wasDrag.current = moved > STILL_PX;
			changeView((view) => movedBy(view, { x: by.x / box.width, y: by.y / box.height }));
		},
		onPointerUp: () => {
			press.current = undefined;
		},
		onPointerCancel: () => {
			press.current = undefined;
		},
	};
	return { listeners, wasDrag: () => wasDrag.current };
}

function pointIn(element: HTMLElement | null, event: WheelEvent): FramePoint {
	const box = element?.getBoundingClientRect();
	if (box === undefined || box.width === 0 || box.height === 0) return { x: 0.5, y: 0.5 };
	return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
}
