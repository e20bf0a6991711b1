import { type DragEvent, type MouseEvent, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { formatDay, formatNumber } from "../../bridge/format.ts";
import { ContextMenu } from "../../kit/context-menu.tsx";
import { localDay } from "../../state/library-order.ts";
import { lookAt, pictureAt, useLibrary } from "../../state/library-store.ts";
import { dragPictures } from "../../state/picture-actions.ts";
import { openViewer, selectImages, useSelection } from "../../state/selection-store.ts";
import { chosenWith } from "./choose-pictures.ts";
import { GalleryCell } from "./gallery-cell.tsx";
import { useGallery } from "./gallery-store.ts";
import { cellsOf, type GalleryLayout, type LayoutRow } from "./justified-layout.ts";
import { picturesIn, type RowRange, rowOfPicture } from "./layout-window.ts";
import { usePictureMenu } from "./picture-menu.ts";
import { indexOf, useGalleryFocus } from "./use-gallery-focus.ts";
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
	const entries = usePictureMenu();

	const seen = useMemo(() => picturesIn(layout, rows), [layout, rows]);
	useEffect(() => {
		if (!isFlinging) lookAt(seen);
	}, [seen, isFlinging]);

	const onContextMenu = (event: MouseEvent) => {
		const image = imageOf(event.target);
		const index = indexOf(event.target);
		if (image === undefined || index === undefined) {
			event.preventDefault();
			event.stopPropagation();
			return;
		}
		focus.activate(index);
		selectImages(chosenWith(image), image);
	};
	return (
		<div
			ref={view.scroller}
			onScroll={view.onScroll}
			className="h-full overflow-x-hidden overflow-y-scroll [overflow-anchor:none]"
			style={{ paddingInline: SIDE_PADDING }}
		>
			<ContextMenu entries={entries}>
				<div>
					{/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: a list box takes this. */}
					<div
						ref={grid}
						role="listbox"
						aria-label={t("name")}
						aria-multiselectable
						tabIndex={-1}
						className="relative mb-4 outline-none"
						style={{ height: layout.height }}
						onClick={focus.onClick}
						onDoubleClick={(event) => openAt(event.target)}
						onKeyDown={focus.onKeyDown}
						onDragStart={dragOut}
						onContextMenu={onContextMenu}
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
	const outline = useLibrary((state) => state.outline);
	const pages = useLibrary((state) => state.pages);
	const chosen = useSelection((state) => state.chosen);
	const chosenSet = useMemo(() => new Set<ImageId>(chosen), [chosen]);
	const total = layout.ratios.length;
	const drawn = [...layout.rows.slice(rows.first, rows.end)];
	// The picture that has the keyboard stays, wherever the window has gone.
	const home = rowOfPicture(layout, active);
	const homeRow = layout.rows[home];
	if (homeRow !== undefined && (home < rows.first || home >= rows.end)) drawn.push(homeRow);
	return drawn.flatMap((row) =>
		cellsOf(layout, row)
			.filter(({ index }) => row !== homeRow || isBetween(layout, rows, row) || index === active)
			.map(({ index, left, width }) => {
				const record = pictureAt({ outline, pages }, index);
				return (
					<GalleryCell
						key={total - 1 - index}
						record={record}
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
			}),
	);
}

function isBetween(layout: GalleryLayout, rows: RowRange, row: LayoutRow): boolean {
	const at = rowOfPicture(layout, row.first);
	return at >= rows.first && at < rows.end;
}

function Days({ layout, rows }: DrawnRows) {
	const { t } = useTranslation("gallery");
	const today = localDay(Date.now());
	const yesterday = localDay(Date.now() - DAY_MS);
	return layout.rows.slice(rows.first, rows.end).map((row) => {
		const day = layout.days[row.begins];
		if (day === undefined) return null;
		const name = day.day === today ? t("day.today") : day.day === yesterday ? t("day.yesterday") : undefined;
		return (
			<div
				key={day.day}
				aria-hidden
				className="pointer-events-none absolute inset-x-0 flex items-end gap-2 pb-2 text-sm"
				style={{ top: row.top - layout.headerHeight, height: layout.headerHeight }}
			>
				<span className="font-medium text-text">{name ?? formatDay(day.day)}</span>
				{name !== undefined && <span className="text-text-3">{formatDay(day.day)}</span>}
				<span className="nums text-text-3">{formatNumber(day.count)}</span>
			</div>
		);
	});
}

function imageOf(target: EventTarget): ImageId | undefined {
	const cell = target instanceof Element ? target.closest<HTMLElement>("[data-image]") : null;
	// Written by the cell from its record.
	return cell?.dataset.image as ImageId | undefined;
}

function openAt(target: EventTarget): void {
	const image = imageOf(target);
	if (image !== undefined) openViewer(image);
}

/** The system's drag takes over at once; the page's own would carry a thumbnail. */
function dragOut(event: DragEvent): void {
	const image = imageOf(event.target);
	if (image === undefined) return;
	event.preventDefault();
	const ids = chosenWith(image);
	dragPictures(ids);
	selectImages(ids, image);
}
