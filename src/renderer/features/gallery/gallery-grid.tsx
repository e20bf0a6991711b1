import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { formatDay, formatList, formatMoment, formatNumber } from "../../bridge/format.ts";
import { ContextMenu } from "../../kit/context-menu.tsx";
import { localDay } from "../../state/library-order.ts";
import { lookAt, pictureAt, useLibrary } from "../../state/library-store.ts";
import { useSelection } from "../../state/selection-store.ts";
import { GalleryCell } from "./gallery-cell.tsx";
import { useGallery } from "./gallery-store.ts";
import { type Cell, cellsOf, type GalleryLayout, type LayoutRow } from "./justified-layout.ts";
import { picturesIn, type RowRange, rowOfPicture } from "./layout-window.ts";
import { usePictureMenu } from "./picture-menu.ts";
import { useGalleryFocus } from "./use-gallery-focus.ts";
import { useGalleryInput } from "./use-gallery-input.ts";
import { SIDE_PADDING, useGalleryWindow } from "./use-gallery-window.ts";

const DAY_MS = 86_400_000;

/** All pictures in justified rows by day; only those near the window are really there. */
export function GalleryGrid() {
	const { t } = useTranslation("gallery");
	const outline = useLibrary((state) => state.outline);
	const shownText = useLibrary((state) => state.shownText);
	const rowHeight = useGallery((state) => state.rowHeight);
	const view = useGalleryWindow(outline, shownText, rowHeight);
	const { layout, rows, isFlinging } = view;
	const grid = useRef<HTMLDivElement>(null);
	const focus = useGalleryFocus(grid, view);
	const input = useGalleryInput(focus, view);
	const entries = usePictureMenu();

	const seen = useMemo(() => picturesIn(layout, rows), [layout, rows]);
	const isInSight = useSelection((state) => state.stage === "gallery");
	useEffect(() => {
		if (isInSight && !isFlinging) lookAt(seen);
	}, [seen, isFlinging, isInSight]);

	return (
		<div
			ref={view.scroller}
			onScroll={view.onScroll}
			className="h-full overflow-x-hidden overflow-y-scroll [overflow-anchor:none]"
			style={{ paddingInline: SIDE_PADDING }}
		>
			<ContextMenu entries={entries}>
				<div>
					<div
						{...input}
						ref={grid}
						role="listbox"
						aria-label={t("name")}
						aria-multiselectable
						tabIndex={-1}
						className="relative mb-4 outline-none"
						style={{ height: layout.height }}
					>
						<Days layout={layout} rows={rows} />
						<Cells
							layout={layout}
							rows={rows}
							active={focus.active ?? seen.first}
							isFetched={!isFlinging}
						/>
					</div>
				</div>
			</ContextMenu>
		</div>
	);
}

type DrawnRows = { readonly layout: GalleryLayout; readonly rows: RowRange };

function Cells({
	layout,
	rows,
	active,
	isFetched,
}: DrawnRows & { readonly active: number; readonly isFetched: boolean }) {
	const { t } = useTranslation("gallery");
	const outline = useLibrary((state) => state.outline);
	const pages = useLibrary((state) => state.pages);
	const chosen = useSelection((state) => state.chosen);
	const chosenSet = useMemo(() => new Set<ImageId>(chosen), [chosen]);
	const total = layout.ratios.length;
	const nameOf = ({ prompt, savedAt, mark }: ImageRecord) => {
		const name = t("cell.name", { prompt: start(prompt), saved: formatMoment(savedAt) });
		const said = [
			...(mark?.pick === undefined ? [] : [t(`cell.${mark.pick}`)]),
			...(mark?.stars === undefined ? [] : [t("cell.stars", { count: mark.stars })]),
		];
		return said.length === 0 ? name : t("cell.marked", { name, marks: formatList(said) });
	};
	return cellsToDraw(layout, rows, active).map(({ row, index, left, width }) => {
		const record = pictureAt({ outline, pages }, index);
		return (
			<GalleryCell
				key={total - 1 - index}
				record={record}
				label={
					record === undefined ? t("cell.loading", { place: index + 1, total }) : nameOf(record)
				}
				index={index}
				total={total}
				left={left}
				top={row.top}
				width={width}
				height={row.height}
				isChosen={record !== undefined && chosenSet.has(record.id)}
				isActive={index === active}
				isFetched={isFetched}
			/>
		);
	});
}

/** Enough of a prompt to know the picture by. */
function start(prompt: string): string {
	const text = prompt.trim().replaceAll(/\s+/g, " ");
	return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

type PlacedCell = Cell & { readonly row: LayoutRow };

/** The cells of the rows, and the one that has the keyboard, wherever the window has gone. */
function cellsToDraw(layout: GalleryLayout, rows: RowRange, active: number): PlacedCell[] {
	const placed = (row: LayoutRow) => cellsOf(layout, row).map((cell) => ({ ...cell, row }));
	const cells = layout.rows.slice(rows.first, rows.end).flatMap(placed);
	const home = rowOfPicture(layout, active);
	const homeRow = layout.rows[home];
	if (homeRow === undefined || (home >= rows.first && home < rows.end)) return cells;
	return [...cells, ...placed(homeRow).filter(({ index }) => index === active)];
}

function Days({ layout, rows }: DrawnRows) {
	const { t } = useTranslation("gallery");
	const today = localDay(Date.now());
	const yesterday = localDay(Date.now() - DAY_MS);
	return layout.rows.slice(rows.first, rows.end).map((row) => {
		const day = layout.days[row.begins];
		if (day === undefined) return null;
		const near =
			day.day === today ? "day.today" : day.day === yesterday ? "day.yesterday" : undefined;
		return (
			<div
				key={row.first}
				aria-hidden
				className="pointer-events-none absolute inset-x-0 flex items-end gap-2 pb-2 text-sm"
				style={{ top: row.top - layout.headerHeight, height: layout.headerHeight }}
			>
				{near !== undefined && <span className="font-medium text-text">{t(near)}</span>}
				<span className={near === undefined ? "font-medium text-text" : "text-text-3"}>
					{formatDay(day.day)}
				</span>
				<span className="nums text-text-3">{formatNumber(day.count)}</span>
			</div>
		);
	});
}
