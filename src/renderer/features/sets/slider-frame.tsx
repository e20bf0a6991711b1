import { MoveHorizontal } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { imageUrl } from "../../../contract/media.ts";
import { formatNumber } from "../../bridge/format.ts";
import { LockedPicture } from "../../kit/locked-picture.tsx";
import { useLockedView } from "../../state/locked-view-store.ts";
import { useLockedZoom } from "../../state/use-locked-zoom.ts";
import type { Compared } from "./compared.ts";
import { dividerAfterKey, dividerAt } from "./divider.ts";

/** Two frames in one place, parted by a line that can be dragged. */
export function SliderFrame({
	left,
	right,
}: {
	readonly left: Compared;
	readonly right: Compared;
}) {
	const { t } = useTranslation("sets");
	const frame = useRef<HTMLDivElement>(null);
	const [place, setPlace] = useState(0.5);
	const { listeners } = useLockedZoom(frame, false);
	const view = useLockedView();
	const drag = (event: PointerEvent) => {
		const box = frame.current?.getBoundingClientRect();
		if (box !== undefined && event.currentTarget.hasPointerCapture(event.pointerId)) {
			setPlace(dividerAt(event.clientX, box));
		}
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const next = dividerAfterKey(place, event);
		if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
		event.preventDefault();
		setPlace(next);
	};
	const percent = formatNumber(place, { style: "percent", maximumFractionDigits: 0 });
	return (
		<div className="relative min-h-0 flex-1 p-2">
			<div
				ref={frame}
				{...listeners}
				className="relative size-full touch-none overflow-hidden rounded-md bg-surface-1"
			>
				<LockedPicture
					key={right.image.id}
					standIn={imageUrl("thumb", right.image.id)}
					source={imageUrl("image", right.image.id)}
					view={view}
				/>
				<div
					className="absolute inset-0 bg-surface-1"
					style={{ clipPath: `inset(0 ${(1 - place) * 100}% 0 0)` }}
				>
					<LockedPicture
						key={left.image.id}
						standIn={imageUrl("thumb", left.image.id)}
						source={imageUrl("image", left.image.id)}
						view={view}
					/>
				</div>
				<FrameNumber side="left" number={left.number} />
				<FrameNumber side="right" number={right.number} />
				<div
					role="slider"
					tabIndex={0}
					aria-label={t("compare.divider", { left: left.number, right: right.number })}
					aria-valuemin={0}
					aria-valuemax={100}
					aria-valuenow={Math.round(place * 100)}
					aria-valuetext={t("compare.dividerValue", { percent, left: left.number })}
					onKeyDown={onKeyDown}
					onPointerDown={(event) => {
						event.stopPropagation();
						event.currentTarget.setPointerCapture(event.pointerId);
					}}
					onPointerMove={(event) => {
						event.stopPropagation();
						drag(event);
					}}
					className="group absolute inset-y-0 -ml-4 flex w-8 cursor-ew-resize touch-none items-center justify-center outline-none"
					style={{ left: `${place * 100}%` }}
				>
					<span aria-hidden className="absolute inset-y-0 w-0.5 bg-surface-1 ring-1 ring-scrim" />
					<span
						aria-hidden
						className="relative flex size-8 items-center justify-center rounded-full border border-line bg-raised text-text shadow-raised group-focus-visible:outline-2 group-focus-visible:outline-offset-1 group-focus-visible:outline-accent"
					>
						<MoveHorizontal size={16} strokeWidth={1.75} />
					</span>
				</div>
			</div>
		</div>
	);
}

function FrameNumber({
	side,
	number,
}: {
	readonly side: "left" | "right";
	readonly number: number;
}) {
	return (
		<span
			aria-hidden
			className={`nums pointer-events-none absolute top-1.5 flex h-4.5 min-w-4.5 items-center justify-center rounded-md bg-surface-1 px-1 text-xs text-text-2 ${side === "left" ? "left-1.5" : "right-1.5"}`}
		>
			{number}
		</span>
	);
}
