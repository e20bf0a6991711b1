import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { LibraryOutline } from "../../../contract/library.ts";
import { type GalleryLayout, layOutGallery } from "./justified-layout.ts";
import { type RowRange, rowsToDraw } from "./layout-window.ts";
import { placeAt, type ScrollPlace, scrollTopOf, scrollTopToShow } from "./scroll-place.ts";

/** Space left and right of the rows, px. */
export const SIDE_PADDING = 16;
const GAP = 4;
const HEADER_HEIGHT = 40;
const OVERSCAN = 320;
/** The window moves in steps, so that most scroll events draw nothing. Well inside the overscan, px. */
const STEP = 96;
/** Faster than this, px per ms, nobody can see a picture: none is fetched until it slows down. */
const FLING_SPEED = 8;
const SETTLE_MS = 90;

export type GalleryWindow = {
	readonly scroller: RefObject<HTMLDivElement | null>;
	readonly layout: GalleryLayout;
	/** The rows to draw. */
	readonly rows: RowRange;
	/** True while scrolling too fast for pictures to be seen. */
	readonly isFlinging: boolean;
	readonly onScroll: () => void;
	/** Scrolls no farther than needed to show a picture whole. */
	readonly show: (picture: number) => void;
	/** Of the part that is in sight, px. */
	readonly height: number;
};

/**
 * Lays the gallery out for the size of its scroller and keeps the place that is looked at through
 * every new layout. `shownText`: another text is another gallery, which begins at its top.
 */
export function useGalleryWindow(
	outline: LibraryOutline,
	shownText: string,
	rowHeight: number,
): GalleryWindow {
	const scroller = useRef<HTMLDivElement>(null);
	const size = useInnerSize(scroller);
	const width = Math.max(0, size.width - 2 * SIDE_PADDING);
	const layout = useMemo(
		() => layOutGallery(outline, { width, rowHeight, gap: GAP, headerHeight: HEADER_HEIGHT }),
		[outline, width, rowHeight],
	);
	const place = useRef<ScrollPlace | undefined>(undefined);
	const placeText = useRef(shownText);
	const restored = useRef<number | undefined>(undefined);
	const [top, setTop] = useState(0);
	const [isFlinging, noteSpeed] = useFling();

	const follow = useCallback(() => {
		const scrollTop = scroller.current?.scrollTop ?? 0;
		// Only the designer moves the place: putting it back would wear it down, row by row.
		if (scrollTop !== restored.current) place.current = placeAt(layout, scrollTop);
		setTop(Math.floor(scrollTop / STEP) * STEP);
		return scrollTop;
	}, [layout]);

	useLayoutEffect(() => {
		if (scroller.current === null || layout.rows.length === 0) return;
		if (placeText.current !== shownText) place.current = undefined;
		placeText.current = shownText;
		scroller.current.scrollTop = scrollTopOf(layout, place.current);
		restored.current = scroller.current.scrollTop;
		follow();
	}, [layout, shownText, follow]);

	const show = useCallback(
		(picture: number) => {
			const element = scroller.current;
			if (element === null) return;
			const view = { top: element.scrollTop, height: element.clientHeight };
			element.scrollTop = scrollTopToShow(layout, picture, view);
			follow();
		},
		[layout, follow],
	);
	const rows = useMemo(
		() => rowsToDraw(layout, { top, height: size.height + STEP }, OVERSCAN),
		[layout, top, size.height],
	);
	const onScroll = useCallback(() => noteSpeed(follow()), [follow, noteSpeed]);
	return { scroller, layout, rows, isFlinging, onScroll, show, height: size.height };
}

function useInnerSize(element: RefObject<HTMLElement | null>) {
	const [size, setSize] = useState({ width: 0, height: 0 });
	useLayoutEffect(() => {
		const { current } = element;
		if (current === null) return;
		const measure = () => {
			const { clientWidth: width, clientHeight: height } = current;
			setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
		};
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(current);
		return () => observer.disconnect();
	}, [element]);
	return size;
}

/** Tells whether scrolling is a fling; false again a moment after the last fast step. */
function useFling(): readonly [boolean, (scrollTop: number) => void] {
	const [isFlinging, setFlinging] = useState(false);
	const last = useRef({ top: 0, at: 0 });
	const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
	const note = useCallback((top: number) => {
		const at = performance.now();
		const speed = Math.abs(top - last.current.top) / Math.max(1, at - last.current.at);
		last.current = { top, at };
		if (speed > FLING_SPEED) setFlinging(true);
		// Slow enough to see something again, even though it goes on.
		else if (speed < FLING_SPEED / 2) setFlinging(false);
		clearTimeout(timer.current);
		timer.current = setTimeout(() => setFlinging(false), SETTLE_MS);
	}, []);
	useLayoutEffect(() => () => clearTimeout(timer.current), []);
	return [isFlinging, note];
}
