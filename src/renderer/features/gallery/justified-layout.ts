import { type LibraryOutline, RATIO_UNIT } from "../../../contract/library-query.ts";

/** All lengths are CSS pixels. */
export type LayoutOptions = {
	readonly width: number;
	/** The height rows aim at; a full row is a little lower or higher so that it ends at the edge. */
	readonly rowHeight: number;
	readonly gap: number;
	/** Space for the name of a day, above its first row. */
	readonly headerHeight: number;
	/** Every picture has a row of its own, as large as this height and the width let it be. */
	readonly singleHeight?: number;
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

/** Rows as columns of numbers: a million pictures have up to a million rows, far too many for objects. */
export type GalleryLayout = LayoutOptions & {
	readonly ratios: Uint16Array;
	readonly days: LibraryOutline["days"];
	readonly rowCount: number;
	/** By row, in ascending order; what is beyond `rowCount` means nothing. */
	readonly tops: Float64Array;
	/** By row, and the number of pictures after the last. */
	readonly firsts: Uint32Array;
	readonly heights: Uint16Array;
	/** By day, the index of its first picture, and the number of pictures after the last. */
	readonly dayFirsts: Uint32Array;
	readonly height: number;
};

/** Where one picture stands inside its row. */
export type Cell = { readonly index: number; readonly left: number; readonly width: number };

// A banner or a tower would leave a line of a few pixels, or push everything else aside: such
// pictures are cropped in the gallery and whole in the viewer.
const NARROWEST = Math.round(0.4 * RATIO_UNIT);
const WIDEST = 4 * RATIO_UNIT;
/** A last row at least this full is stretched to the edge like the others. */
const NEARLY_FULL = 0.86;
/** Px above a group without a day. */
const PLAIN_TOP = 12;

/** Lays every picture into rows of equal width, each day beginning a new row. Linear in the pictures. */
export function layOutGallery(outline: LibraryOutline, options: LayoutOptions): GalleryLayout {
	const { ratios, days } = outline;
	const rows = new Rows(guessRows(outline, options));
	const dayFirsts = new Uint32Array(days.length + 1);
	let top = 0;
	let first = 0;
	if (options.width > 0) {
		for (const [number, { day, count }] of days.entries()) {
			dayFirsts[number] = first;
			const end = Math.min(first + count, ratios.length);
			const start = top + headerOf(options, day);
			if (first < end) top = layOutDay({ ratios, options, rows, first, end, top: start });
			first = end;
		}
	}
	const columns = rows.columns(first);
	const height = columns.rowCount === 0 ? 0 : top - options.gap;
	dayFirsts[days.length] = first;
	return { ...options, ratios, days, dayFirsts, ...columns, height };
}

type Day = {
	readonly ratios: Uint16Array;
	readonly options: LayoutOptions;
	readonly rows: Rows;
	readonly first: number;
	readonly end: number;
	readonly top: number;
};

/** @returns where the next day may begin */
function layOutDay({ ratios, options, rows, first, end, top }: Day): number {
	const { width, rowHeight, gap, singleHeight } = options;
	const stepsPerPx = RATIO_UNIT / rowHeight;
	const full = width * stepsPerPx;
	const gapSteps = gap * stepsPerPx;
	let y = top;
	let start = first;
	while (start < end) {
		// The loop over a row's pictures stands here, in whole steps of a ratio and not in a function:
		// it is run for every picture.
		let stop = start;
		let sum = 0;
		let used = 0;
		while (stop < end) {
			const ratio = shownSteps(ratios[stop]);
			if (singleHeight === undefined && used + ratio < full) {
				used += ratio + gapSteps;
				sum += ratio;
				stop += 1;
				continue;
			}
			if (stop === start || takesLast(sum, ratio, width - gap * (stop - start), options)) {
				sum += ratio;
				stop += 1;
			}
			break;
		}
		const height = heightOf(sum / RATIO_UNIT, stop - start, stop === end, options);
		rows.add(y, height, start);
		y += height + gap;
		start = stop;
	}
	return y;
}

/** How high a row is. @param sum of its ratios @param isLast of its day */
function heightOf(sum: number, count: number, isLast: boolean, options: LayoutOptions): number {
	const { rowHeight, singleHeight } = options;
	const room = options.width - options.gap * (count - 1);
	const wanted = isFull(sum, room, isLast, options) ? room / sum : rowHeight;
	return Math.max(1, Math.round(Math.min(wanted, singleHeight ?? wanted)));
}

function isFull(sum: number, room: number, isLast: boolean, { rowHeight }: LayoutOptions): boolean {
	return !isLast || sum * rowHeight >= room * NEARLY_FULL;
}

/**
 * Whether a row that a picture makes too wide keeps it: whichever comes nearer to the height aimed at.
 * @param sum and `ratio`: in steps of {@link RATIO_UNIT}
 */
function takesLast(
	sum: number,
	ratio: number,
	room: number,
	{ rowHeight, gap }: LayoutOptions,
): boolean {
	const tight = (room * RATIO_UNIT) / (sum + ratio);
	const loose = ((room + gap) * RATIO_UNIT) / sum;
	return room > 0 && rowHeight / tight <= loose / rowHeight;
}

/** The rows so far, in columns that grow. */
class Rows {
	#count = 0;
	#tops: Float64Array;
	#firsts: Uint32Array;
	#heights: Uint16Array;

	constructor(capacity: number) {
		this.#tops = new Float64Array(capacity);
		this.#firsts = new Uint32Array(capacity);
		this.#heights = new Uint16Array(capacity);
	}

	add(top: number, height: number, first: number): void {
		// One place more, for what comes after the last row.
		if (this.#count + 1 >= this.#tops.length) this.#grow();
		this.#tops[this.#count] = top;
		this.#heights[this.#count] = height;
		this.#firsts[this.#count] = first;
		this.#count += 1;
	}

	columns(pictures: number) {
		this.#firsts[this.#count] = pictures;
		return {
			...{ rowCount: this.#count, tops: this.#tops },
			...{ firsts: this.#firsts, heights: this.#heights },
		};
	}

	#grow(): void {
		const capacity = this.#tops.length * 2;
		const tops = new Float64Array(capacity);
		const firsts = new Uint32Array(capacity);
		const heights = new Uint16Array(capacity);
		tops.set(this.#tops);
		firsts.set(this.#firsts);
		heights.set(this.#heights);
		this.#tops = tops;
		this.#firsts = firsts;
		this.#heights = heights;
	}
}

/** How many rows there will be about, so that the columns seldom grow. */
function guessRows({ ratios, days }: LibraryOutline, options: LayoutOptions): number {
	if (options.singleHeight !== undefined) return ratios.length + 2;
	const perRow = Math.max(1, options.width / options.rowHeight);
	return Math.ceil(ratios.length / perRow) + days.length + 16;
}

/** One row; undefined beyond the last. */
export function rowOf(layout: GalleryLayout, at: number): LayoutRow | undefined {
	if (at < 0 || at >= layout.rowCount) return undefined;
	const first = layout.firsts[at] ?? 0;
	const end = layout.firsts[at + 1] ?? 0;
	const height = layout.heights[at] ?? 0;
	const day = dayOf(layout, first);
	const begins = layout.dayFirsts[day] === first ? day : -1;
	const sum = ratioSum(layout, first, end);
	const room = layout.width - layout.gap * (end - first - 1);
	const isLast = layout.dayFirsts[day + 1] === end;
	const isWide = layout.singleHeight === undefined && isFull(sum, room, isLast, layout);
	const filled = isWide ? room : Math.min(room, Math.round(sum * height));
	return { top: layout.tops[at] ?? 0, height, first, end, filled, begins };
}

/** The number of the day that a picture belongs to. */
function dayOf({ dayFirsts, days }: GalleryLayout, picture: number): number {
	let low = 0;
	let high = days.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((dayFirsts[middle] ?? 0) <= picture) low = middle;
		else high = middle - 1;
	}
	return low;
}

function ratioSum({ ratios }: GalleryLayout, first: number, end: number): number {
	let sum = 0;
	for (let index = first; index < end; index++) sum += shownSteps(ratios[index]);
	return sum / RATIO_UNIT;
}

/** Places the pictures of a row edge to edge, in whole pixels, so that a full row ends at the width exactly. */
export function cellsOf(layout: GalleryLayout, row: LayoutRow): readonly Cell[] {
	const sum = ratioSum(layout, row.first, row.end) * RATIO_UNIT;
	// A picture alone stands in the middle, where the eye rests while scrolling.
	const margin =
		layout.singleHeight === undefined ? 0 : Math.round((layout.width - row.filled) / 2);
	const cells: Cell[] = [];
	let passed = 0;
	let from = 0;
	for (let index = row.first; index < row.end; index++) {
		passed += shownSteps(layout.ratios[index]);
		const to = Math.round((passed / sum) * row.filled);
		const left = margin + from + layout.gap * (index - row.first);
		cells.push({ index, left, width: to - from });
		from = to;
	}
	return cells;
}

/** Where a row's block begins: at the header of its day when it carries one. */
export function blockTop(layout: GalleryLayout, row: Pick<LayoutRow, "top" | "begins">): number {
	const day = layout.days[row.begins];
	return day === undefined ? row.top : row.top - headerOf(layout, day.day);
}

/** A group without a day keeps away from the edge all the same. */
function headerOf({ headerHeight }: LayoutOptions, day: string): number {
	return day === "" ? PLAIN_TOP : headerHeight;
}

/** How wide a picture is drawn for its height, in steps of {@link RATIO_UNIT}; square where nobody knows. */
function shownSteps(ratio: number | undefined): number {
	if (ratio === undefined || ratio === 0) return RATIO_UNIT;
	if (ratio < NARROWEST) return NARROWEST;
	return ratio > WIDEST ? WIDEST : ratio;
}
