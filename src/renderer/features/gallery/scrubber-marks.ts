import { formatShortMonth } from "../../bridge/format.ts";
import { blockTop, type GalleryLayout, rowOf } from "./justified-layout.ts";
import { rowAt, rowOfPicture } from "./layout-window.ts";

/** Where a month begins in the gallery. */
export type MonthMark = {
	/** A day of it, such as `2026-11-21`. */
	readonly day: string;
	/** Px from the top of the gallery. */
	readonly top: number;
	/** Whether it is the first of its year that is met from the top. */
	readonly beginsYear: boolean;
};

/** Every month of the gallery, from its top; none where it has no days. */
export function monthMarks(layout: GalleryLayout): readonly MonthMark[] {
	const marks: MonthMark[] = [];
	let first = 0;
	let month = "";
	let year = "";
	for (const { day, count } of layout.days) {
		if (day === "") return [];
		if (day.slice(0, 7) !== month && first < layout.ratios.length) {
			const row = rowOf(layout, rowOfPicture(layout, first));
			if (row !== undefined) {
				marks.push({ day, top: blockTop(layout, row), beginsYear: day.slice(0, 4) !== year });
			}
			month = day.slice(0, 7);
			year = day.slice(0, 4);
		}
		first += count;
	}
	return marks;
}

/** The mark that holds for a place; undefined where there are none. */
export function markAt(marks: readonly MonthMark[], top: number): MonthMark | undefined {
	return marks.findLast((mark) => mark.top <= top + 1) ?? marks[0];
}

/** The picture that stands at the top of the window, from 0. */
export function pictureAtTop(layout: GalleryLayout, top: number): number {
	return rowOf(layout, rowAt(layout, top))?.first ?? 0;
}

export type ScrubberLabel = {
	readonly key: string;
	readonly text: string;
	/** Px from the top of the track. */
	readonly at: number;
	readonly isYear: boolean;
};

/** Px between two labels, and between two ticks, so that each can be told from the next. */
const LABEL_ROOM = 20;
const TICK_ROOM = 5;

/**
 * What is written along the track: years first, months where there is room between them.
 * @param length of the track, px
 * @param lastTop the place that the end of the track stands for, px
 */
export function scrubberLabels(
	marks: readonly MonthMark[],
	length: number,
	lastTop: number,
): readonly ScrubberLabel[] {
	const placed: ScrubberLabel[] = [];
	const isFree = (at: number) =>
		at <= length && placed.every((label) => Math.abs(label.at - at) >= LABEL_ROOM);
	const put = ({ day, top }: MonthMark, isYear: boolean) => {
		const at = placeOnTrack(top, length, lastTop);
		if (!isFree(at)) return;
		// Digits alone in every language: there is no room for more.
		const text = isYear ? day.slice(0, 4) : formatShortMonth(day);
		placed.push({ key: day, text, at, isYear });
	};
	for (const mark of marks) if (mark.beginsYear) put(mark, true);
	for (const mark of marks) if (!mark.beginsYear) put(mark, false);
	return placed.toSorted((a, b) => a.at - b.at);
}

/** Where months begin along the track, as far as they can be told apart; px. */
export function scrubberTicks(
	marks: readonly MonthMark[],
	length: number,
	lastTop: number,
): readonly number[] {
	const ticks: number[] = [];
	for (const { top } of marks) {
		const at = placeOnTrack(top, length, lastTop);
		if (at <= length && at - (ticks.at(-1) ?? -TICK_ROOM) >= TICK_ROOM) ticks.push(at);
	}
	return ticks;
}

export function placeOnTrack(top: number, length: number, lastTop: number): number {
	return lastTop <= 0 ? 0 : Math.round((Math.min(top, lastTop) / lastTop) * length);
}
