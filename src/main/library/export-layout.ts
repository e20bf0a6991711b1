import type { PrintBox } from "../../contract/print-spec.ts";

/** What is to be laid out; all lengths are millimetres. */
export type Sheet = {
	readonly paper: "a4" | "letter";
	readonly orientation: "portrait" | "landscape";
	readonly title: string;
	readonly grid:
		| { readonly kind: "contact-sheet"; readonly columns: number }
		| { readonly kind: "storyboard"; readonly perPage: number };
	/** In order. */
	readonly frames: readonly {
		/** Width divided by height; absent: the picture is missing. */
		readonly ratio?: number;
		readonly caption: string;
	}[];
};

export type PlannedFrame = {
	readonly box: PrintBox;
	readonly words: PrintBox;
	/** Of words, that fit. */
	readonly lines: number;
};

export type PagePlan = {
	readonly paper: { readonly width: number; readonly height: number };
	readonly type: { readonly size: number; readonly leading: number };
	/** For title and page number; pages of a plan without either have it too, empty. */
	readonly head: PrintBox;
	/** The frames of each page, in order. */
	readonly pages: readonly (readonly PlannedFrame[])[];
};

/** ISO 216, and ANSI/ASME Y14.1 size A, in portrait. */
const papers = {
	a4: { width: 210, height: 297 },
	letter: { width: 215.9, height: 279.4 },
} as const;

const MARGIN = 12;
const HEAD = { height: 5, below: 4 };
/** Between picture and words. */
const WORDS_ABOVE = 1.6;
/** Nine points for a storyboard's captions, seven and a half for a contact sheet's. */
const typeOf = {
	storyboard: { size: 3.175, leading: 1.4 },
	"contact-sheet": { size: 2.65, leading: 1.35 },
} as const;
const gaps = {
	storyboard: { across: 8, down: 7 },
	"contact-sheet": { across: 5, down: 5 },
} as const;
/** No picture is drawn in a box narrower or flatter than this; it stands inside with room around it. */
const WIDEST = 6;

/** Where everything stands. Pictures are as large as the grid, the paper and the captions leave them. */
export function planPages(sheet: Sheet): PagePlan {
	const plan = planWith(sheet, sheet.title !== "");
	// Only more than one page wants a number, and the number wants room.
	return plan.pages.length > 1 && sheet.title === "" ? planWith(sheet, true) : plan;
}

function planWith(sheet: Sheet, withHead: boolean): PagePlan {
	const paper = turned(papers[sheet.paper], sheet.orientation);
	const type = typeOf[sheet.grid.kind];
	const width = paper.width - 2 * MARGIN;
	const top = MARGIN + (withHead ? HEAD.height + HEAD.below : 0);
	const area: Area = { width, height: paper.height - MARGIN - top };
	const grid = gridOf(sheet, area);
	const gap = gaps[sheet.grid.kind];
	const pitch = {
		across: grid.box.width + gap.across,
		down: grid.box.height + wordsRoom(grid.lines, type) + gap.down,
	};
	const left = MARGIN + (width - (pitch.across * grid.columns - gap.across)) / 2;
	const { perPage } = grid;
	const frames = sheet.frames.map((_, index): PlannedFrame => {
		const place = index % perPage;
		const x = left + (place % grid.columns) * pitch.across;
		const y = top + Math.floor(place / grid.columns) * pitch.down;
		const box = { x, y, ...grid.box };
		const below = y + box.height + WORDS_ABOVE;
		const words = { x, y: below, width: box.width, height: grid.lines * lineOf(type) };
		return { box, words, lines: grid.lines };
	});
	return {
		...{ paper, type },
		head: { x: MARGIN, y: MARGIN, width, height: HEAD.height },
		pages: pagesOf(frames, perPage),
	};
}

type Area = { readonly width: number; readonly height: number };
type Type = PagePlan["type"];
type Grid = {
	readonly columns: number;
	readonly rows: number;
	/** Frames on a page: the last row of a storyboard may have gaps. */
	readonly perPage: number;
	/** Of every picture. */
	readonly box: Area;
	readonly lines: number;
};

/** Gives captions as many lines as they need, up to what a layout allows, and the rest to the pictures. */
function gridOf(sheet: Sheet, area: Area): Grid {
	const { grid, frames } = sheet;
	const type = typeOf[grid.kind];
	const ratio = commonRatio(frames.flatMap((frame) => frame.ratio ?? []));
	const most = grid.kind === "storyboard" ? Math.min(grid.perPage, frames.length) : 0;
	const longest = maxLines(grid.kind === "storyboard" ? most : undefined);
	for (let lines = 1; ; lines += 1) {
		const room = wordsRoom(lines, type);
		const found =
			grid.kind === "storyboard"
				? storyboardGrid(most, area, ratio, room)
				: contactGrid(grid.columns, area, ratio, room);
		const needed = linesNeeded(frames, found.box.width / type.size);
		if (needed <= lines) return { ...found, lines };
		if (lines >= longest) return { ...found, lines: Math.min(needed, lines + spare(found)) };
	}

	/** Lines that fit below the pictures although the layout does not promise them. */
	function spare({ rows, box }: Omit<Grid, "lines">): number {
		if (grid.kind !== "storyboard") return 0;
		const used = rows * (box.height + wordsRoom(longest, type) + gaps.storyboard.down);
		return Math.floor((area.height + gaps.storyboard.down - used) / rows / lineOf(type));
	}
}

/**
 * Rows and columns for a number of pictures so that the pictures are as large as can be.
 * @param ratio width divided by height of the pictures
 * @param wordsHeight room under each, millimetres
 */
export function storyboardGrid(
	count: number,
	area: Area,
	ratio: number,
	wordsHeight: number,
): Omit<Grid, "lines"> {
	const gap = gaps.storyboard;
	let best: Omit<Grid, "lines"> | undefined;
	for (let columns = 1; columns <= count; columns += 1) {
		const rows = Math.ceil(count / columns);
		const width = (area.width - (columns - 1) * gap.across) / columns;
		const height = (area.height - (rows - 1) * gap.down) / rows - wordsHeight;
		if (height <= 0 || width <= 0) continue;
		const box = inside(ratio, { width, height });
		// Of two that are equal, the one with fewer columns reads better.
		if (best !== undefined && box.width <= best.box.width * 1.001) continue;
		best = { columns, rows, perPage: count, box };
	}
	return best ?? { columns: count, rows: 1, perPage: count, box: { width: 1, height: 1 } };
}

function contactGrid(
	columns: number,
	area: Area,
	ratio: number,
	wordsHeight: number,
): Omit<Grid, "lines"> {
	const gap = gaps["contact-sheet"];
	const width = (area.width - (columns - 1) * gap.across) / columns;
	const height = Math.min(width / ratio, area.height - wordsHeight);
	const rows = Math.max(
		1,
		Math.floor((area.height + gap.down) / (height + wordsHeight + gap.down)),
	);
	return { columns, rows, perPage: columns * rows, box: { width, height } };
}

/** The shape most of the pictures have. */
function commonRatio(ratios: readonly number[]): number {
	const sorted = ratios.toSorted((a, b) => a - b);
	const middle = sorted[Math.floor(sorted.length / 2)] ?? 1;
	return Math.min(WIDEST, Math.max(1 / WIDEST, middle));
}

function inside(ratio: number, { width, height }: Area): Area {
	return width / height > ratio
		? { width: height * ratio, height }
		: { width, height: width / ratio };
}

/** The fewer pictures on a page, the more may be said of each. */
function maxLines(onPage: number | undefined): number {
	if (onPage === undefined) return 2;
	return onPage <= 3 ? 6 : onPage <= 6 ? 4 : 3;
}

/** Wide characters of East Asia (Unicode Standard Annex 11), as far as captions have them. */
const wide =
	/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\u3000-\u303f\uff01-\uff60]/u;
/** Of the size, a little over the mean of Latin text in a sans serif. */
const NARROW = 0.56;
/** The number and the space behind it. */
const NUMBER = 2.2;

/** An estimate, on the safe side: the page itself cuts what does not fit. @param width in sizes of the type */
function linesNeeded(frames: Sheet["frames"], width: number): number {
	return Math.max(1, ...frames.map(({ caption }) => linesOf(caption, width)));
}

function linesOf(caption: string, width: number): number {
	let lines = 1;
	let used = NUMBER;
	for (const character of caption) {
		const size = wide.test(character) ? 1 : NARROW;
		if (character === "\n" || used + size > width) {
			lines += 1;
			used = 0;
		}
		used += character === "\n" ? 0 : size;
	}
	return lines;
}

function lineOf({ size, leading }: Type): number {
	return size * leading;
}

function wordsRoom(lines: number, type: Type): number {
	return WORDS_ABOVE + lines * lineOf(type);
}

function turned(paper: Area, orientation: Sheet["orientation"]): Area {
	return orientation === "portrait" ? paper : { width: paper.height, height: paper.width };
}

function pagesOf(frames: readonly PlannedFrame[], perPage: number): readonly PlannedFrame[][] {
	return Array.from({ length: Math.ceil(frames.length / perPage) }, (_, page) =>
		frames.slice(page * perPage, (page + 1) * perPage),
	);
}
