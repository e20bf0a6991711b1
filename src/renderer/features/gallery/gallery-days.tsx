import { useTranslation } from "react-i18next";
import { formatDay, formatNumber } from "../../bridge/format.ts";
import { localDay } from "../../state/library-order.ts";
import { chooseStretches } from "./choose-pictures.ts";
import { blockTop, type GalleryLayout, rowOf } from "./justified-layout.ts";
import type { RowRange } from "./layout-window.ts";

const DAY_MS = 86_400_000;

/**
 * The names of the days over their first rows. Beside the list of pictures, not in it; what the
 * button does the keyboard does by Shift+D.
 */
export function GalleryDays({
	layout,
	rows,
	base,
}: {
	readonly layout: GalleryLayout;
	readonly rows: RowRange;
	readonly base: number;
}) {
	const { t } = useTranslation("gallery");
	const today = localDay(Date.now());
	const yesterday = localDay(Date.now() - DAY_MS);
	const isSmall = layout.headerHeight < 40;
	return beginningRows(layout, rows).map(({ row, day, count }) => {
		const near = day === today ? "day.today" : day === yesterday ? "day.yesterday" : undefined;
		const top = blockTop(layout, row);
		return (
			<div
				key={day}
				aria-hidden
				className={`group/day pointer-events-none absolute inset-x-0 flex items-end gap-2 text-sm ${isSmall ? "pb-1" : "pb-2"}`}
				style={{ top: top - base, height: layout.headerHeight }}
			>
				<span className="pointer-events-auto flex items-end gap-2 whitespace-nowrap">
					{near !== undefined && <span className="font-medium text-text">{t(near)}</span>}
					<span className={near === undefined ? "font-medium text-text" : "text-text-3"}>
						{formatDay(day)}
					</span>
					<span className="nums text-text-3">{formatNumber(count)}</span>
					<button
						type="button"
						tabIndex={-1}
						className="invisible rounded-md px-1 text-text-2 group-hover/day:visible hover:bg-surface-2 hover:text-text"
						onClick={() => void chooseStretches([{ first: row.first, end: row.first + count }])}
					>
						{t("day.choose")}
					</button>
				</span>
			</div>
		);
	});
}

function beginningRows(layout: GalleryLayout, rows: RowRange) {
	const found = [];
	for (let at = rows.first; at < rows.end; at += 1) {
		const row = rowOf(layout, at);
		const day = row && layout.days[row.begins];
		if (row !== undefined && day !== undefined && day.day !== "") found.push({ row, ...day });
	}
	return found;
}
