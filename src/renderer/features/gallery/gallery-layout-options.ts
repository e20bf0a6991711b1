import type { LibraryOutline } from "../../../contract/library-query.ts";
import { CONTACT_SHEET_BELOW, SINGLE_ROW } from "./gallery-store.ts";
import { type GalleryLayout, type LayoutOptions, layOutGallery } from "./justified-layout.ts";

/** Space left of the rows, and right of them where nothing stands there, px. */
export const SIDE_PADDING = 16;
/** Space right of the rows for the scrubber, px. */
export const SCRUBBER_WIDTH = 52;
/** Below the last row, px. */
export const FOOT = 16;

const GAP = 4;
const CONTACT_GAP = 2;
const HEADER_HEIGHT = 40;
const CONTACT_HEADER_HEIGHT = 28;
/** No picture that stands alone is lower than this, px, however low the window is. */
const LOWEST_SINGLE = 240;

type Room = { readonly width: number; readonly height: number };

/** The gallery laid out for a room, and whether it needs a scrubber beside it. */
export function layOutFor(
	outline: LibraryOutline,
	rowHeight: number,
	room: Room,
): { readonly layout: GalleryLayout; readonly hasScrubber: boolean } {
	const narrow = Math.max(0, room.width - SIDE_PADDING - SCRUBBER_WIDTH);
	const beside = layOutGallery(outline, optionsFor(rowHeight, { ...room, width: narrow }));
	if (beside.height + FOOT > room.height) return { layout: beside, hasScrubber: true };
	const width = Math.max(0, room.width - 2 * SIDE_PADDING);
	const layout = layOutGallery(outline, optionsFor(rowHeight, { ...room, width }));
	return { layout, hasScrubber: false };
}

function optionsFor(rowHeight: number, { width, height }: Room): LayoutOptions {
	const isContactSheet = rowHeight < CONTACT_SHEET_BELOW;
	const single = Math.max(LOWEST_SINGLE, height - HEADER_HEIGHT - 2 * GAP);
	return {
		width,
		rowHeight,
		gap: isContactSheet ? CONTACT_GAP : GAP,
		headerHeight: isContactSheet ? CONTACT_HEADER_HEIGHT : HEADER_HEIGHT,
		...(rowHeight >= SINGLE_ROW && { singleHeight: single }),
	};
}
