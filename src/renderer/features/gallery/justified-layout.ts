import type { LibraryOutline } from "../../../contract/library.ts";

/** All lengths are CSS pixels. */
export type LayoutOptions = {
	readonly width: number;
	/** The height rows aim at; a full row is a little lower or higher so that it ends at the edge. */
	readonly rowHeight: number;
	readonly gap: number;
	/** Space for the name of a day, above its first row. */
	readonly headerHeight: number;
};

/** One line of pictures; consecutive pictures of one day. */
export type LayoutRow = {
	/** Of the pictures, not of a header above them. */
	readonly top: number;
	readonly height: number;
	/** Index of the first picture, and one past the last. */
	readonly first: number;
	readonly end: number;
	/** Width of the pictures together, without gaps. */
	readonly filled: number;
	/** Index into `days` when this row begins a day, else -1. */
	readonly begins: number;
};

export type GalleryLayout = LayoutOptions & {
	readonly ratios: readonly number[];
	readonly days: LibraryOutline["days"];
	readonly rows: readonly LayoutRow[];
	readonly height: number;
};

/** Where one picture stands inside its row. */
export type Cell = { readonly index: number; readonly left: number; readonly width: number };

// A banner or a tower would leave a line of a few pixels, or push everything else aside: such
// pictures are cropped in the gallery and whole in the viewer.
const NARROWEST = 0.4;
const WIDEST = 4;
/** A last row at least this full is stretched to the edge like the others. */
const NEARLY_FULL = 0.86;

/** Lays every picture into rows of equal width, each day beginning a new row. Linear in the pictures. */
export function layOutGallery(outline: LibraryOutline, options: LayoutOptions): GalleryLayout {
	const { ratios, days } = outline;
	const rows: LayoutRow[] = [];
	let top = 0;
	let first = 0;
	if (options.width > 0) {
		for (const [day, { count }] of days.entries()) {
			const end = Math.min(first + count, ratios.length);
			if (first < end) top = layOutDay({ ratios, options, rows, day, first, end, top });
			first = end;
		}
	}
	const height = rows.length === 0 ? 0 : top - options.gap;
	return { ...options, ratios, days, rows, height };
}

type Day = {
	readonly ratios: readonly number[];
	readonly options: LayoutOptions;
	readonly rows: LayoutRow[];
	readonly day: number;
	readonly first: number;
	readonly end: number;
	readonly top: number;
};

/** @returns where the next day may begin */
function layOutDay({ ratios, options, rows, day, first, end, top }: Day): number {
	let y = top + options.headerHeight;
	let start = first;
	let begins = day;
	while (start < end) {
		const { stop, sum } = breakRow(ratios, start, end, options);
		const room = options.width - options.gap * (stop - start - 1);
		const isFull = stop < end || sum * options.rowHeight >= room * NEARLY_FULL;
		const height = Math.max(1, Math.round(isFull ? room / sum : options.rowHeight));
		const filled = isFull ? room : Math.min(room, Math.round(sum * height));
		rows.push({ top: y, height, first: start, end: stop, filled, begins });
		y += height + options.gap;
		start = stop;
		begins = -1;
	}
	return y;
}

/** Takes pictures until the row is full, then keeps or gives back the last one, whichever comes nearer. */
function breakRow(
	ratios: readonly number[],
	start: number,
	end: number,
	{ width, rowHeight, gap }: LayoutOptions,
): { readonly stop: number; readonly sum: number } {
	let sum = 0;
	for (let index = start; index < end; index++) {
		const ratio = shownRatio(ratios[index]);
		const room = width - gap * (index - start);
		if ((sum + ratio) * rowHeight < room) {
			sum += ratio;
			continue;
		}
		const isAlone = index === start;
		const tight = room / (sum + ratio);
		const loose = isAlone ? Number.POSITIVE_INFINITY : (room + gap) / sum;
		const takesLast = room > 0 && rowHeight / tight <= loose / rowHeight;
		return isAlone || takesLast ? { stop: index + 1, sum: sum + ratio } : { stop: index, sum };
	}
	return { stop: end, sum };
}

/** Places the pictures of a row edge to edge, in whole pixels, so that a full row ends at the width exactly. */
export function cellsOf(layout: GalleryLayout, row: LayoutRow): readonly Cell[] {
	let sum = 0;
	for (let index = row.first; index < row.end; index++) sum += shownRatio(layout.ratios[index]);
	const cells: Cell[] = [];
	let passed = 0;
	let from = 0;
	for (let index = row.first; index < row.end; index++) {
		passed += shownRatio(layout.ratios[index]);
		const to = Math.round((passed / sum) * row.filled);
		cells.push({ index, left: from + layout.gap * (index - row.first), width: to - from });
		from = to;
	}
	return cells;
}

/** Where a row's block begins: at the header of its day when it carries one. */
export function blockTop(layout: GalleryLayout, row: LayoutRow): number {
	return row.begins < 0 ? row.top : row.top - layout.headerHeight;
}

function shownRatio(ratio: number | undefined): number {
	if (ratio === undefined || !(ratio > 0)) return 1;
	return Math.min(WIDEST, Math.max(NARROWEST, ratio));
}
