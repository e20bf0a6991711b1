import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef } from "react";
import type { LibraryOutline, LibraryQuery } from "../../../contract/library-query.ts";
import { FOOT, layOutFor } from "./gallery-layout-options.ts";
import type { GalleryLayout } from "./justified-layout.ts";
import { type RowRange, rowsToDraw } from "./layout-window.ts";
import { lastTop, tallOf } from "./long-scroll.ts";
import {
	placeAt,
	placeOfRow,
	type ScrollPlace,
	scrollTopOf,
	scrollTopToShow,
} from "./scroll-place.ts";
import { useInnerSize } from "./use-inner-size.ts";
import { STEP, useLongScroller } from "./use-long-scroller.ts";
import { type ScrollPace, useScrollPace } from "./use-scroll-pace.ts";

const OVERSCAN = 320;

export type GalleryWindow = {
	readonly scroller: RefObject<HTMLDivElement | null>;
	readonly layout: GalleryLayout;
	readonly hasScrubber: boolean;
	/** What to add to a name to get a picture's place; see `Gallery`. */
	readonly shift: number;
	/** The rows to draw. */
	readonly rows: RowRange;
	readonly pace: ScrollPace;
	/** How far the scrolled element's upper edge is from the top of the gallery, px. */
	readonly base: number;
	/** How tall the scrolled element is, px. */
	readonly tall: number;
	readonly onScroll: () => void;
	/** Scrolls no farther than needed to show a picture whole. */
	readonly show: (picture: number) => void;
	/** Scrolls to a place, px from the top of the gallery. */
	readonly scrollTo: (top: number) => void;
	/** Where the window stands, px from the top of the gallery. */
	readonly top: () => number;
	/** The last place that can be scrolled to. */
	readonly lastTop: number;
	/** Hears where the window stands whenever it moves. @returns a function that ends it */
	readonly follow: (listener: (top: number) => void) => () => void;
	/** Holds a picture where it is while the next layout comes; `y`: px from the top of the window. */
	readonly hold: (picture: number, y: number) => void;
	/** Of the part that is in sight, px. */
	readonly height: number;
};

export type ShownGallery = {
	readonly outline: LibraryOutline;
	readonly shift: number;
	/** Another query is another gallery, which begins at its top. */
	readonly query: LibraryQuery;
};

/**
 * Lays the gallery out for the size of its scroller and keeps the place that is looked at through
 * every new layout, however tall the whole is.
 */
export function useGalleryWindow(
	{ outline, shift, query }: ShownGallery,
	rowHeight: number,
): GalleryWindow {
	const scroller = useRef<HTMLDivElement>(null);
	const size = useInnerSize(scroller);
	const { layout, hasScrubber } = useMemo(
		() => layOutFor(outline, rowHeight, size),
		[outline, rowHeight, size],
	);
	const long = useMemo(
		() => ({ whole: layout.height + FOOT, view: size.height }),
		[layout, size.height],
	);
	const [pace, notePace] = useScrollPace();
	const { base, top, follow, readTop, goTo, settle } = useLongScroller(scroller, long);
	const place = useRef<ScrollPlace | undefined>(undefined);
	const placeQuery = useRef(query);
	const restored = useRef<number | undefined>(undefined);

	const note = useCallback(() => {
		const now = settle();
		// Only the designer moves the place: putting it back would wear it down, row by row.
		if (now !== restored.current) place.current = placeAt(layout, shift, now);
		return now;
	}, [layout, shift, settle]);
	const scrollTo = useCallback(
		(to: number) => {
			goTo(to);
			notePace(note());
		},
		[goTo, note, notePace],
	);

	useLayoutEffect(() => {
		if (scroller.current === null || layout.rowCount === 0) return;
		if (placeQuery.current !== query) place.current = undefined;
		placeQuery.current = query;
		goTo(scrollTopOf(layout, shift, place.current));
		restored.current = readTop();
		settle();
	}, [layout, shift, query, goTo, readTop, settle]);

	const show = useCallback(
		(picture: number) =>
			scrollTo(scrollTopToShow(layout, picture, { top: readTop(), height: long.view })),
		[layout, long, readTop, scrollTo],
	);
	const hold = useCallback(
		(picture: number, y: number) => {
			place.current = placeOfRow(layout, shift, picture, { top: readTop(), y });
		},
		[layout, shift, readTop],
	);
	const rows = useMemo(
		() => rowsToDraw(layout, { top, height: size.height + STEP }, OVERSCAN),
		[layout, top, size.height],
	);
	const onScroll = useCallback(() => notePace(note()), [note, notePace]);
	return {
		...{ scroller, layout, hasScrubber, shift, rows, pace, base, tall: tallOf(long.whole) },
		...{ onScroll, show, scrollTo, top: readTop, lastTop: lastTop(long), follow, hold },
		height: size.height,
	};
}
