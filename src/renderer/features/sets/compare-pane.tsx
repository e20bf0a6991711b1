import { clsx } from "clsx";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { imageUrl } from "../../../contract/media.ts";
import { LockedPicture } from "../../kit/locked-picture.tsx";
import { dragPictures } from "../../state/drag-out.ts";
import { useLockedView } from "../../state/locked-view-store.ts";
import { useLockedZoom } from "../../state/use-locked-zoom.ts";
import type { Compared } from "./compared.ts";
import { FrameMarks } from "./frame-marks.tsx";
import { frameName } from "./frame-words.ts";
import { patchSetView, setMode, useSetView } from "./set-view-store.ts";

/** One of the compared frames; marks go to the one that was pressed last. */
export function ComparePane({
	frame: { slot, image, number },
	total,
}: {
	readonly frame: Compared;
	readonly total: number;
}) {
	useTranslation("sets");
	const pane = useRef<HTMLButtonElement>(null);
	const { listeners, wasDrag } = useLockedZoom(pane, false);
	const view = useLockedView();
	const isCurrent = useSetView((state) => state.current === slot.slot);
	const isZoomed = view.zoom > 1;
	return (
		<li className="relative min-h-0 min-w-0">
			<button
				ref={pane}
				type="button"
				aria-label={frameName(slot, number, total)}
				aria-pressed={isCurrent}
				data-image={image.id}
				draggable={!isZoomed}
				{...listeners}
				onClick={() => {
					if (!wasDrag()) patchSetView({ current: slot.slot });
				}}
				onFocus={() => patchSetView({ current: slot.slot })}
				onDoubleClick={() => {
					if (wasDrag()) return;
					patchSetView({ current: slot.slot, anchor: slot.slot, chosen: [slot.slot] });
					setMode("strip");
				}}
				onDragStart={(event) => {
					event.preventDefault();
					dragPictures([image.id]);
				}}
				className={clsx(
					"relative block size-full touch-none overflow-hidden rounded-md bg-surface-1 outline-offset-0",
					isZoomed ? "cursor-grab active:cursor-grabbing" : "cursor-default",
					isCurrent && "outline-2 outline-accent",
				)}
			>
				<LockedPicture
					key={image.id}
					standIn={imageUrl("thumb", image.id)}
					source={imageUrl("image", image.id)}
					view={view}
				/>
			</button>
			<span
				aria-hidden
				className="nums pointer-events-none absolute top-1.5 left-1.5 flex h-4.5 min-w-4.5 items-center justify-center rounded-md bg-surface-1 px-1 text-xs text-text-2"
			>
				{number}
			</span>
			<FrameMarks mark={image.mark} isRedrawn={slot.awaited} />
		</li>
	);
}
