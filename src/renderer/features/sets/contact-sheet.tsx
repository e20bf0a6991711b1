import { useLayoutEffect, useRef } from "react";
import type { SetDetail, SetSlot } from "../../../contract/sets.ts";
import { pictureOf } from "../../state/set-frames.ts";
import { DragOut } from "./drag-out.tsx";
import { FrameCaption } from "./frame-caption.tsx";
import { noChoice } from "./frame-choice.ts";
import { FrameList } from "./frame-list.tsx";
import { FrameOption } from "./frame-option.tsx";
import { setChoice, useSetView } from "./set-view-store.ts";
import { framesInRow, noteRowLength, SHEET_GAP } from "./sheet-rows.ts";
import { SlotHistory } from "./slot-history.tsx";

/** Beyond these a frame would be a strip. */
const NARROWEST = 0.4;
const WIDEST = 2.6;
/** Px on each side. */
const PADDING = 16;

/** All frames in rows, with their captions. */
export function ContactSheet({
	detail,
	slots,
}: {
	readonly detail: SetDetail;
	readonly slots: readonly SetSlot[];
}) {
	const room = useRef<HTMLDivElement>(null);
	const cellWidth = useSetView((state) => state.cellWidth);
	useLayoutEffect(() => {
		const { current } = room;
		if (current === null) return;
		const measure = () => noteRowLength(framesInRow(current.clientWidth - 2 * PADDING, cellWidth));
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(current);
		return () => observer.disconnect();
	}, [cellWidth]);
	const ratio = Math.min(WIDEST, Math.max(NARROWEST, detail.ratio));
	const numberOf = new Map(detail.slots.map(({ slot }, at) => [slot, at + 1]));
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: a press beside the frames; Escape and keys do the same.
		// biome-ignore lint/a11y/useKeyWithClickEvents: the frames have keys of their own.
		<div
			ref={room}
			className="relative min-h-0 flex-1 overflow-y-auto"
			style={{ padding: PADDING }}
			onClick={(event) => {
				if (event.target === event.currentTarget) setChoice(noChoice);
			}}
		>
			<FrameList slots={slots} />
			<div
				className="grid justify-center"
				style={{
					gap: SHEET_GAP,
					gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${cellWidth}px), ${cellWidth}px))`,
				}}
			>
				{slots.map((slot, at) => {
					const number = numberOf.get(slot.slot) ?? at + 1;
					const image = pictureOf(slot);
					return (
						<div key={slot.slot} className="group relative min-w-0">
							<FrameOption
								slot={slot}
								at={at}
								number={number}
								total={detail.slots.length}
								className="w-full"
								style={{ aspectRatio: ratio }}
							/>
							{image !== undefined && (
								<DragOut
									image={image.id}
									slot={slot.slot}
									className="absolute top-1.5 right-1.5 opacity-0 group-hover:opacity-100"
								/>
							)}
							<span className="nums pointer-events-none absolute top-1.5 left-1.5 flex h-4.5 min-w-4.5 items-center justify-center rounded-md bg-surface-1 px-1 text-xs text-text-2">
								{number}
							</span>
							<div className="mt-1 flex items-center gap-1">
								<FrameCaption slot={slot} number={number} className="min-w-0 flex-1" />
								<SlotHistory slot={slot} number={number} ratio={ratio} />
							</div>
						</div>
					);
				})}
			</div>
		</div>
	);
}
