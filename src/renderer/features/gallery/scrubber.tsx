import { clsx } from "clsx";
import {
	type KeyboardEvent,
	type PointerEvent,
	useEffect,
	useLayoutEffect,
	useMemo,
	useRef,
	useState,
} from "react";
import { useTranslation } from "react-i18next";
import { formatMonth, formatNumber } from "../../bridge/format.ts";
import { SCRUBBER_WIDTH } from "./gallery-layout-options.ts";
import {
	type MonthMark,
	markAt,
	monthMarks,
	pictureAtTop,
	placeOnTrack,
	scrubberLabels,
	scrubberTicks,
} from "./scrubber-marks.ts";
import type { GalleryWindow } from "./use-gallery-window.ts";

/** Above and below the track, px. */
const MARGIN = 12;

/**
 * The whole gallery as a line at its edge, as long as the gallery is: months and years at their
 * places, right before any picture is there. It is the scrollbar as well.
 */
export function Scrubber({ view }: { readonly view: GalleryWindow }) {
	const { t } = useTranslation("gallery");
	const { layout, lastTop, height, follow, top: readTop } = view;
	const track = useRef<HTMLDivElement>(null);
	const thumb = useRef<HTMLDivElement>(null);
	const length = Math.max(1, height - 2 * MARGIN);
	const marks = useMemo(() => monthMarks(layout), [layout]);
	const labels = useMemo(() => scrubberLabels(marks, length, lastTop), [marks, length, lastTop]);
	const ticks = useMemo(() => scrubberTicks(marks, length, lastTop), [marks, length, lastTop]);
	const [pointed, setPointed] = useState<number | undefined>(undefined);
	const [isDragging, setDragging] = useState(false);

	const said = (top: number) => {
		const mark = markAt(marks, top);
		if (mark !== undefined) return formatMonth(mark.day);
		const total = layout.ratios.length;
		const place = formatNumber(pictureAtTop(layout, top) + 1);
		return t("scrubber.place", { place, total: formatNumber(total) });
	};
	const saidRef = useRef(said);
	useEffect(() => {
		saidRef.current = said;
	});
	// Written straight into the page: the line follows every frame of a fling, and draws nothing else.
	useLayoutEffect(() => {
		const put = (top: number) => {
			const { current: line } = thumb;
			const { current: slider } = track;
			if (line === null || slider === null) return;
			line.style.transform = `translateY(${placeOnTrack(top, length, lastTop)}px)`;
			slider.setAttribute("aria-valuenow", String(Math.round(Math.min(top, lastTop))));
			slider.setAttribute("aria-valuetext", saidRef.current(top));
		};
		put(readTop());
		return follow(put);
	}, [follow, readTop, length, lastTop]);

	const placeOf = ({ clientY }: PointerEvent) => {
		const edge = track.current?.getBoundingClientRect();
		const y = clientY - (edge?.top ?? 0) - MARGIN;
		return Math.min(1, Math.max(0, y / length)) * lastTop;
	};
	const onPointerDown = (event: PointerEvent) => {
		if (event.button !== 0) return;
		track.current?.setPointerCapture(event.pointerId);
		setDragging(true);
		setPointed(placeOf(event));
		view.scrollTo(placeOf(event));
	};
	const onPointerMove = (event: PointerEvent) => {
		setPointed(placeOf(event));
		if (isDragging) view.scrollTo(placeOf(event));
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const to = placeAfterKey(event.key, { top: readTop(), marks, lastTop, page: height });
		if (to === undefined) return;
		event.preventDefault();
		event.stopPropagation();
		view.scrollTo(to);
	};
	return (
		<div
			ref={track}
			role="slider"
			tabIndex={0}
			aria-label={t(marks.length === 0 ? "scrubber.plain" : "scrubber.name")}
			aria-orientation="vertical"
			aria-valuemin={0}
			aria-valuemax={Math.round(lastTop)}
			aria-valuenow={0}
			onKeyDown={onKeyDown}
			onPointerDown={onPointerDown}
			onPointerMove={onPointerMove}
			onPointerUp={() => setDragging(false)}
			onPointerCancel={() => setDragging(false)}
			onWheel={(event) => view.scrollTo(readTop() + event.deltaY)}
			onPointerLeave={() => !isDragging && setPointed(undefined)}
			className="group absolute inset-y-0 right-0 touch-none select-none focus-visible:-outline-offset-2"
			style={{ width: SCRUBBER_WIDTH }}
		>
			<div aria-hidden className="absolute inset-x-0" style={{ top: MARGIN, height: length }}>
				{ticks.map((at) => (
					<span key={at} className="absolute right-1 h-px w-1.5 bg-edge" style={{ top: at }} />
				))}
				{labels.map(({ key, text, at, isYear }) => (
					<span
						key={key}
						className={clsx(
							"nums pointer-events-none absolute right-4 max-w-9 -translate-y-1/2 truncate text-right text-xs",
							isYear ? "font-medium text-text-2" : "text-text-3",
						)}
						style={{ top: at }}
					>
						{text}
					</span>
				))}
				<div
					ref={thumb}
					className="absolute right-0 top-0 flex h-0 w-full items-center justify-end"
				>
					<span className="h-1 w-3.5 rounded-full bg-accent" />
				</div>
				{pointed !== undefined && (
					<span
						className={clsx(
							"nums pointer-events-none absolute right-full z-10 mr-1 -translate-y-1/2 rounded-md border border-line px-2 py-1 text-sm whitespace-nowrap shadow-raised",
							isDragging ? "bg-raised text-text" : "bg-raised text-text-2",
						)}
						style={{ top: placeOnTrack(pointed, length, lastTop) }}
					>
						{said(pointed)}
					</span>
				)}
			</div>
		</div>
	);
}

type KeyPlace = {
	readonly top: number;
	readonly marks: readonly MonthMark[];
	readonly lastTop: number;
	/** Of the window, px. */
	readonly page: number;
};

/** Where a key on the scrubber leads: by months and years, or by windows where there are none. */
function placeAfterKey(key: string, { top, marks, lastTop, page }: KeyPlace): number | undefined {
	const years = marks.filter(({ beginsYear }) => beginsYear);
	const down = (stops: readonly MonthMark[]) => stops.find((mark) => mark.top > top + 1)?.top;
	const up = (stops: readonly MonthMark[]) => stops.findLast((mark) => mark.top < top - 1)?.top;
	switch (key) {
		case "Home":
			return 0;
		case "End":
			return lastTop;
		case "ArrowDown":
		case "ArrowRight":
			return marks.length === 0 ? top + page : (down(marks) ?? lastTop);
		case "ArrowUp":
		case "ArrowLeft":
			return marks.length === 0 ? top - page : (up(marks) ?? 0);
		case "PageDown":
			return marks.length === 0 ? top + 10 * page : (down(years) ?? lastTop);
		case "PageUp":
			return marks.length === 0 ? top - 10 * page : (up(years) ?? 0);
		default:
			return undefined;
	}
}
