import { draggable } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { clsx } from "clsx";
import {
	type KeyboardEvent,
	type RefObject,
	useEffect,
	useLayoutEffect,
	useMemo,
	useRef,
	useState,
} from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { imageUrl } from "../../../contract/media.ts";
import { boundsOf, middleOf } from "../../board-document/geometry.ts";
import { nearestFree } from "../../board-document/nearest-free.ts";
import { PLACED_GAP, placedSize } from "../../board-document/place-pictures.ts";
import { formatMoment } from "../../bridge/format.ts";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { promptName } from "../../state/board-placing.ts";
import { presentView, useBoard } from "../../state/board-store.ts";
import { noteDraggedPictures } from "../../state/own-drag.ts";
import { landImages } from "./board-drop-land.ts";
import {
	picturesWithin,
	placeInTray,
	TRAY_PICTURE_HEIGHT,
	type TrayLayout,
	trayLayout,
} from "./library-tray-layout.ts";
import { lookAtTray, trayRecord, useTray } from "./library-tray-store.ts";

/** Px drawn beyond each edge, so that a short scroll shows no gap. */
const OVERSCAN = 400;
const PADDING = 8;
const nothing = new Uint16Array();

/** The pictures, newest first; only those near the window are really there. */
export function TrayRow() {
	const { t } = useTranslation("board");
	const ratios = useTray((state) => state.ratios);
	const isSearch = useTray((state) => state.text !== "");
	const layout = useMemo(() => trayLayout(ratios ?? nothing), [ratios]);
	const scroller = useRef<HTMLDivElement>(null);
	const { first, end, onScroll } = useSeen(scroller, layout);
	const [active, setActive] = useState(0);
	useEffect(() => lookAtTray(first, end), [first, end]);
	const list = useRef<HTMLDivElement>(null);

	const goTo = (index: number) => {
		const next = Math.min(Math.max(0, index), layout.count - 1);
		setActive(next);
		showCell(scroller.current, layout, next);
		// It is there once the row was drawn at its new place.
		requestAnimationFrame(() =>
			list.current?.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus(),
		);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const to = {
			ArrowRight: active + 1,
			ArrowLeft: active - 1,
			Home: 0,
			End: layout.count - 1,
		}[event.key];
		const record = trayRecord(useTray.getState().pages, active);
		if (to !== undefined) goTo(to);
		else if (event.key === "Enter" && record !== undefined) put(record);
		else return;
		event.preventDefault();
		event.stopPropagation();
	};
	const isEmpty = ratios !== undefined && layout.count === 0;
	return (
		<div
			ref={scroller}
			onScroll={onScroll}
			onWheel={(event) => {
				// A mouse has one wheel, and the row one direction.
				if (event.deltaX === 0) event.currentTarget.scrollLeft += event.deltaY;
			}}
			className="relative overflow-x-auto overflow-y-hidden pb-1"
			style={{ paddingInline: PADDING }}
		>
			{isEmpty && (
				<p className="absolute inset-0 flex items-center px-4 text-sm text-text-3">
					{t(isSearch ? "tray.none" : "tray.empty")}
				</p>
			)}
			<div
				ref={list}
				role="listbox"
				aria-label={t("tray.name")}
				aria-orientation="horizontal"
				aria-multiselectable
				tabIndex={-1}
				onKeyDown={onKeyDown}
				className="relative outline-none"
				style={{ width: layout.width, height: TRAY_PICTURE_HEIGHT }}
			>
				<Cells layout={layout} first={first} end={end} active={active} onActive={setActive} />
			</div>
		</div>
	);
}

function Cells({
	layout,
	first,
	end,
	active,
	onActive,
}: {
	readonly layout: TrayLayout;
	readonly first: number;
	readonly end: number;
	readonly active: number;
	readonly onActive: (index: number) => void;
}) {
	const pages = useTray((state) => state.pages);
	const places = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
	// The one that has the keyboard is there wherever the row was scrolled to.
	const drawn = active < layout.count && !places.includes(active) ? [...places, active] : places;
	return drawn.map((index) => (
		<Cell
			key={index}
			index={index}
			total={layout.count}
			record={trayRecord(pages, index)}
			place={placeInTray(layout, index)}
			isActive={index === active}
			onActive={onActive}
		/>
	));
}

function Cell({
	index,
	total,
	record,
	place,
	isActive,
	onActive,
}: {
	readonly index: number;
	readonly total: number;
	readonly record: ImageRecord | undefined;
	readonly place: { readonly left: number; readonly width: number };
	readonly isActive: boolean;
	readonly onActive: (index: number) => void;
}) {
	const { t } = useTranslation("board");
	const cell = useRef<HTMLDivElement>(null);
	useDrag(cell, record?.id);
	return (
		<div
			ref={cell}
			role="option"
			aria-selected={false}
			aria-setsize={total}
			aria-posinset={index + 1}
			aria-label={
				record === undefined
					? t("tray.coming", { place: index + 1 })
					: t("tray.picture", {
							prompt: promptName(record.prompt),
							saved: formatMoment(record.savedAt),
						})
			}
			title={record?.prompt}
			data-place={index}
			tabIndex={isActive ? 0 : -1}
			onFocus={() => onActive(index)}
			onDoubleClick={() => record !== undefined && put(record)}
			className={clsx(
				"absolute top-0 h-full overflow-hidden rounded-md bg-surface-2",
				"cursor-grab focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent",
			)}
			style={place}
		>
			{record !== undefined && (
				// The cell is what is dragged, not the picture in it.
				<Thumbnail
					key={record.id}
					src={imageUrl("thumb", record.id)}
					className="pointer-events-none"
				/>
			)}
		</div>
	);
}

/** A picture taken from the row; the board takes it as it takes all pictures of this window. */
function useDrag(cell: RefObject<HTMLElement | null>, id: ImageId | undefined): void {
	useEffect(() => {
		const element = cell.current;
		if (element === null || id === undefined) return;
		return draggable({ element, onDragStart: () => noteDraggedPictures([id]) });
	}, [cell, id]);
}

/** In the middle of what is seen, or as near to it as it covers nothing. */
function put({ id, width, height }: ImageRecord): void {
	const { x, y } = presentView();
	const size = placedSize({ width, height });
	const wanted = { x: x - size.width / 2, y: y - size.height / 2, ...size };
	const others = useBoard.getState().board?.items.map(boundsOf) ?? [];
	void landImages([id], middleOf(nearestFree(wanted, others, PLACED_GAP)));
}

function useSeen(scroller: RefObject<HTMLElement | null>, layout: TrayLayout) {
	const [seen, setSeen] = useState({ first: 0, end: 0 });
	const measure = useRef(() => {});
	useLayoutEffect(() => {
		measure.current = () => {
			const node = scroller.current;
			if (node === null) return;
			const from = node.scrollLeft - PADDING - OVERSCAN;
			const next = picturesWithin(layout, from, from + node.clientWidth + 2 * OVERSCAN);
			setSeen((now) => (now.first === next.first && now.end === next.end ? now : next));
		};
		measure.current();
	}, [scroller, layout]);
	useEffect(() => {
		const node = scroller.current;
		if (node === null) return;
		const observer = new ResizeObserver(() => measure.current());
		observer.observe(node);
		return () => observer.disconnect();
	}, [scroller]);
	return { ...seen, onScroll: () => measure.current() };
}

function showCell(scroller: HTMLElement | null, layout: TrayLayout, index: number): void {
	if (scroller === null) return;
	const { left, width } = placeInTray(layout, index);
	const right = left + width + 2 * PADDING;
	if (left < scroller.scrollLeft) scroller.scrollLeft = left;
	else if (right > scroller.scrollLeft + scroller.clientWidth) {
		scroller.scrollLeft = right - scroller.clientWidth;
	}
}
