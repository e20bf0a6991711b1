import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { ContextMenu } from "../../kit/context-menu.tsx";
import { useAction } from "../../state/action-registry.ts";
import { lookAt } from "../../state/library-load.ts";
import { pictureAt, useLibrary } from "../../state/library-store.ts";
import { useNearness } from "../../state/nearness.ts";
import { useSelection } from "../../state/selection-store.ts";
import { type Fetched, GalleryCell } from "./gallery-cell.tsx";
import { GalleryDays } from "./gallery-days.tsx";
import { SCRUBBER_WIDTH, SIDE_PADDING } from "./gallery-layout-options.ts";
import { CONTACT_SHEET_BELOW, useRowHeight } from "./gallery-store.ts";
import {
	type Cell,
	cellsOf,
	type GalleryLayout,
	type LayoutRow,
	rowOf,
} from "./justified-layout.ts";
import { picturesIn, type RowRange, rowOfPicture } from "./layout-window.ts";
import { edgesOf, isWithin, type Marquee, stretchesIn } from "./marquee.ts";
import { usePictureMenu } from "./picture-menu.ts";
import { Scrubber } from "./scrubber.tsx";
import { useGalleryFocus } from "./use-gallery-focus.ts";
import { useGalleryInput } from "./use-gallery-input.ts";
import { type GalleryWindow, useGalleryWindow } from "./use-gallery-window.ts";
import { useGalleryZoom } from "./use-gallery-zoom.ts";
import { useMarquee } from "./use-marquee.ts";
import { useReturnFromSpread } from "./use-return-from-spread.ts";

/** Px on the screen: thumbnails are no larger than 512. */
const THUMB_ENOUGH = 480;
/** Whole files in sight at once; each may be of many megapixels. */
const MAX_WHOLE = 12;

/** All pictures in justified rows by day; only those near the window are really there. */
export function GalleryGrid() {
	const { t } = useTranslation("gallery");
	const outline = useLibrary((state) => state.outline);
	const shift = useLibrary((state) => state.shift);
	const query = useLibrary((state) => state.shownQuery);
	const rowHeight = useRowHeight();
	const view = useGalleryWindow({ outline, shift, query }, rowHeight);
	const { layout, rows, pace, base } = view;
	const grid = useRef<HTMLDivElement>(null);
	const focus = useGalleryFocus(grid, view, query);
	const zoom = useGalleryZoom(view, focus.active);
	const { marquee, listeners, hasJustDrawn } = useMarquee(view);
	const input = useGalleryInput(focus, view, { zoom, hasJustDrawn });
	const entries = usePictureMenu();
	useReturnFromSpread(focus.goTo);

	const seen = useMemo(() => picturesIn(layout, rows), [layout, rows]);
	const isInSight = useSelection((state) => state.stage === "gallery");
	useEffect(() => {
		if (isInSight && pace !== "flinging") lookAt(seen);
	}, [seen, pace, isInSight]);

	useAction("gallery.focus", () => focus.goTo(focus.active ?? seen.first), isInSight);

	return (
		<div className="relative h-full">
			<div
				{...listeners}
				ref={view.scroller}
				onScroll={view.onScroll}
				className="h-full select-none overflow-x-hidden overflow-y-scroll outline-none [overflow-anchor:none] [scrollbar-width:none]"
				style={{
					paddingLeft: SIDE_PADDING,
					paddingRight: view.hasScrubber ? SCRUBBER_WIDTH : SIDE_PADDING,
				}}
			>
				<ContextMenu entries={entries}>
					<div className="relative" style={{ height: view.tall }}>
						<div
							{...input}
							ref={grid}
							role="listbox"
							aria-label={t("name")}
							aria-multiselectable
							tabIndex={-1}
							className="absolute inset-0 outline-none"
						>
							<Cells
								view={view}
								active={focus.active ?? seen.first}
								marquee={marquee}
								hasBadges={rowHeight >= CONTACT_SHEET_BELOW}
							/>
						</div>
						<GalleryDays layout={layout} rows={rows} base={base} />
						{marquee !== undefined && (
							<MarqueeFrame marquee={marquee} base={base} width={layout.width} />
						)}
					</div>
				</ContextMenu>
			</div>
			{view.hasScrubber && <Scrubber view={view} />}
		</div>
	);
}

function MarqueeFrame({
	marquee,
	base,
	width,
}: {
	readonly marquee: Marquee;
	readonly base: number;
	/** Of the rows, px: it is not drawn over the scrubber. */
	readonly width: number;
}) {
	const edges = edgesOf(marquee);
	const left = Math.max(-SIDE_PADDING, edges.left);
	const right = Math.min(width, edges.right);
	return (
		<span
			aria-hidden
			className="pointer-events-none absolute border border-accent bg-accent/15"
			style={{
				...{ left, top: edges.top - base },
				...{ width: right - left, height: edges.bottom - edges.top },
			}}
		/>
	);
}

function Cells({
	view,
	active,
	marquee,
	hasBadges,
}: {
	readonly view: GalleryWindow;
	readonly active: number;
	readonly marquee: Marquee | undefined;
	readonly hasBadges: boolean;
}) {
	const { layout, rows, base, pace, shift } = view;
	const pages = useLibrary((state) => state.pages);
	const chosen = useSelection((state) => state.chosen);
	const chosenSet = useMemo(() => new Set<ImageId>(chosen), [chosen]);
	const caught = useMemo(
		() => (marquee === undefined ? [] : stretchesIn(layout, marquee)),
		[layout, marquee],
	);
	const nearness = useNearness(useDrawnIds(view));
	const total = layout.ratios.length;
	const whole = wholePictures(view);
	const fetchedOf = (index: number): Fetched => {
		if (pace === "flinging") return "nothing";
		return isWithin(whole, index) ? "whole" : "thumb";
	};
	return cellsToDraw(layout, rows, active).map(({ row, index, left, width }) => {
		const record = pictureAt({ pages }, index);
		return (
			<GalleryCell
				key={index - shift}
				record={record}
				index={index}
				total={total}
				left={left}
				top={row.top - base}
				width={width}
				height={row.height}
				isChosen={isWithin(caught, index) || (record !== undefined && chosenSet.has(record.id))}
				isActive={index === active}
				fetched={fetchedOf(index)}
				deltaE={(record && nearness.get(record.id)) ?? undefined}
				hasBadges={hasBadges}
			/>
		);
	});
}

function useDrawnIds({ layout, rows }: GalleryWindow): readonly ImageId[] {
	const pages = useLibrary((state) => state.pages);
	return useMemo(() => {
		const { first, end } = picturesIn(layout, rows);
		return Array.from(
			{ length: end - first },
			(_, at) => pictureAt({ pages }, first + at)?.id ?? [],
		).flat();
	}, [layout, rows, pages]);
}

type PlacedCell = Cell & { readonly row: LayoutRow };

/** The cells of the rows, and the one that has the keyboard, wherever the window has gone. */
function cellsToDraw(layout: GalleryLayout, rows: RowRange, active: number): PlacedCell[] {
	const placed = (row: LayoutRow) => cellsOf(layout, row).map((cell) => ({ ...cell, row }));
	const cells: PlacedCell[] = [];
	for (let at = rows.first; at < rows.end; at += 1) {
		const row = rowOf(layout, at);
		if (row !== undefined) cells.push(...placed(row));
	}
	const home = rowOfPicture(layout, active);
	const homeRow = rowOf(layout, home);
	if (homeRow === undefined || (home >= rows.first && home < rows.end)) return cells;
	return [...cells, ...placed(homeRow).filter(({ index }) => index === active)];
}

/** The pictures in sight that are drawn larger than their thumbnails, once the eye rests on them. */
function wholePictures({ layout, rows, pace, top, height }: GalleryWindow) {
	if (pace !== "resting") return [];
	const stretches = [];
	let count = 0;
	for (let at = rows.first; at < rows.end && count < MAX_WHOLE; at += 1) {
		const row = rowOf(layout, at);
		if (row === undefined || row.height * devicePixelRatio <= THUMB_ENOUGH) continue;
		if (row.top > top() + height || row.top + row.height < top()) continue;
		const end = Math.min(row.end, row.first + MAX_WHOLE - count);
		stretches.push({ first: row.first, end });
		count += end - row.first;
	}
	return stretches;
}
