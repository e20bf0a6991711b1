import { expect, test } from "vitest";
import { RATIO_UNIT } from "../../../../../src/contract/library-query.ts";
import {
	layOutGallery,
	rowOf,
} from "../../../../../src/renderer/features/gallery/justified-layout.ts";
import { rowOfPicture } from "../../../../../src/renderer/features/gallery/layout-window.ts";
import {
	markAt,
	monthMarks,
	scrubberLabels,
	scrubberTicks,
} from "../../../../../src/renderer/features/gallery/scrubber-marks.ts";

/** Three years, newest first, with two days a month and 40 pictures a day. */
const days = ["2026", "2025", "2024"].flatMap((year) =>
	Array.from({ length: 12 }, (_, at) => String(12 - at).padStart(2, "0")).flatMap((month) =>
		["20", "10"].map((day) => ({ day: `${year}-${month}-${day}`, count: 40 })),
	),
);
const layout = layOutGallery(
	{ ratios: new Uint16Array(days.length * 40).fill(RATIO_UNIT), days },
	{ width: 815, rowHeight: 200, gap: 5, headerHeight: 40 },
);
const lastTop = layout.height - 800;

test("every month stands where its first day is named, the first of a year begins it", () => {
	const marks = monthMarks(layout);
	expect(marks).toHaveLength(36);
	expect(marks.filter(({ beginsYear }) => beginsYear).map(({ day }) => day)).toEqual([
		...["2026-12-20", "2025-12-20", "2024-12-20"],
	]);
	const second = rowOf(layout, rowOfPicture(layout, 80));
	expect(marks[1]).toMatchObject({ day: "2026-11-20", top: (second?.top ?? 0) - 40 });
	expect(markAt(marks, (second?.top ?? 0) + 700)?.day).toBe("2026-11-20");
});

test("years are never pushed out by months, and no two names touch", () => {
	for (const length of [100, 200, 700, 2000]) {
		const labels = scrubberLabels(monthMarks(layout), length, lastTop);
		expect(labels.filter(({ isYear }) => isYear)).toHaveLength(3);
		for (const [at, label] of labels.entries()) {
			expect(label.at - (labels[at - 1]?.at ?? -100)).toBeGreaterThanOrEqual(20);
			expect(label.at).toBeLessThanOrEqual(length);
		}
	}
	expect(scrubberLabels(monthMarks(layout), 700, lastTop).length).toBeGreaterThan(15);
	expect(scrubberTicks(monthMarks(layout), 700, lastTop)).toHaveLength(36);
});

test("an order without days has no months", () => {
	const plain = layOutGallery(
		{
			ratios: new Uint16Array(400).fill(RATIO_UNIT),
			days: [{ day: "", count: 400 }],
		},
		layout,
	);
	expect(monthMarks(plain)).toEqual([]);
});
