import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { useSelection } from "../../state/selection-store.ts";
import { chooseStretches } from "./choose-pictures.ts";
import { SIDE_PADDING } from "./gallery-layout-options.ts";
import { type Marquee, stretchesIn } from "./marquee.ts";
import type { GalleryWindow } from "./use-gallery-window.ts";

/** A press that moves less than this, px, is a click. */
const CLICK_PX = 4;
/** So near to an edge of the window, px, the gallery begins to scroll; beyond it faster. */
const EDGE_PX = 40;
/** Px a frame for every px beyond that. */
const EDGE_RATE = 0.4;

type Drag = {
	readonly fromX: number;
	readonly fromY: number;
	readonly adds: boolean;
	readonly pointer: number;
	/** Where the pointer is in the window. */
	clientX: number;
	clientY: number;
	isDrawn: boolean;
};

/**
 * A rectangle drawn with the pointer chooses what it touches: from empty ground, or with Shift from
 * anywhere. At an edge the gallery scrolls along.
 */
export function useMarquee(view: GalleryWindow): {
	readonly marquee: Marquee | undefined;
	readonly listeners: {
		readonly onPointerDown: (event: PointerEvent) => void;
		readonly onPointerMove: (event: PointerEvent) => void;
		readonly onPointerUp: (event: PointerEvent) => void;
		readonly onPointerCancel: () => void;
	};
	/** True right after a rectangle: the click that ends it means nothing. */
	readonly hasJustDrawn: () => boolean;
} {
	const [marquee, setMarquee] = useState<Marquee | undefined>(undefined);
	const drag = useRef<Drag | undefined>(undefined);
	const justDrawn = useRef(false);
	const latest = useRef(view);
	useEffect(() => {
		latest.current = view;
	});

	const draw = useCallback(() => {
		const { current } = drag;
		const edge = latest.current.scroller.current?.getBoundingClientRect();
		if (current === undefined || edge === undefined) return;
		const at = pointAt(latest.current, edge, current);
		const { fromX, fromY } = current;
		const far = Math.hypot(at.x - fromX, at.y - fromY) >= CLICK_PX;
		// Not before: a captured pointer clicks on nothing.
		if (far && !current.isDrawn)
			latest.current.scroller.current?.setPointerCapture(current.pointer);
		current.isDrawn ||= far;
		if (current.isDrawn) setMarquee({ fromX, fromY, toX: at.x, toY: at.y });
	}, []);
	useAutoScroll(latest, drag, draw, marquee !== undefined);

	const end = () => {
		drag.current = undefined;
		setMarquee(undefined);
	};
	return {
		marquee,
		listeners: {
			onPointerDown: (event) => {
				justDrawn.current = false;
				const { current: scroller } = view.scroller;
				if (event.button !== 0 || scroller === null || !begins(event)) return;
				const { clientX, clientY } = event;
				const at = pointAt(view, scroller.getBoundingClientRect(), event);
				const adds = event.ctrlKey || event.metaKey;
				drag.current = {
					...{ fromX: at.x, fromY: at.y, adds, pointer: event.pointerId },
					...{ clientX, clientY, isDrawn: false },
				};
			},
			onPointerMove: (event) => {
				if (drag.current === undefined) return;
				drag.current.clientX = event.clientX;
				drag.current.clientY = event.clientY;
				draw();
			},
			onPointerUp: () => {
				const { current } = drag;
				if (current?.isDrawn === true && marquee !== undefined) {
					justDrawn.current = true;
					const kept = current.adds ? useSelection.getState().chosen : [];
					void chooseStretches(stretchesIn(view.layout, marquee), kept);
				}
				end();
			},
			onPointerCancel: end,
		},
		hasJustDrawn: () => justDrawn.current,
	};
}

/** A picture itself is dragged out, unless Shift is held. */
function begins(event: PointerEvent): boolean {
	const { target } = event;
	if (!(target instanceof Element) || target.closest("button") !== null) return false;
	return event.shiftKey || target.closest("[data-index]") === null;
}

function pointAt(
	view: GalleryWindow,
	edge: DOMRect,
	{ clientX, clientY }: { readonly clientX: number; readonly clientY: number },
) {
	return { x: clientX - edge.left - SIDE_PADDING, y: clientY - edge.top + view.top() };
}

function useAutoScroll(
	view: RefObject<GalleryWindow>,
	drag: RefObject<Drag | undefined>,
	draw: () => void,
	isOn: boolean,
): void {
	useEffect(() => {
		if (!isOn) return;
		let frame = 0;
		const step = () => {
			const edge = view.current.scroller.current?.getBoundingClientRect();
			if (edge !== undefined && drag.current !== undefined) {
				const { clientY } = drag.current;
				const above = Math.min(0, clientY - edge.top - EDGE_PX);
				const below = Math.max(0, clientY - edge.bottom + EDGE_PX);
				const by = Math.round((above + below) * EDGE_RATE);
				if (by !== 0) {
					view.current.scrollTo(view.current.top() + by);
					draw();
				}
			}
			frame = requestAnimationFrame(step);
		};
		frame = requestAnimationFrame(step);
		return () => cancelAnimationFrame(frame);
	}, [view, drag, draw, isOn]);
}
