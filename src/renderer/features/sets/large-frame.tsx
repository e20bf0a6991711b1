import { clsx } from "clsx";
import { ImageOff } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { imageUrl } from "../../../contract/media.ts";
import type { SetDetail, SetSlot } from "../../../contract/sets.ts";
import { formatPixels } from "../../bridge/format.ts";
import { EmptyState } from "../../kit/empty-state.tsx";
import { useZoom } from "../../kit/use-zoom.ts";
import { ZoomedPicture } from "../../kit/zoomed-picture.tsx";
import { pictureOf } from "../../state/set-frames.ts";
import { DragOut } from "./drag-out.tsx";
import { FrameCaption } from "./frame-caption.tsx";
import { FrameGhost } from "./frame-ghost.tsx";
import { FrameMarks } from "./frame-marks.tsx";
import { useLargeFrame } from "./large-frame-handle.ts";
import { SlotHistory } from "./slot-history.tsx";
import { ZoomControls } from "./zoom-controls.tsx";

/** One slot of a set, as large as there is room. */
export function LargeFrame({
	detail,
	slot,
}: {
	readonly detail: SetDetail;
	readonly slot: SetSlot;
}) {
	const number = detail.slots.findIndex((one) => one.slot === slot.slot) + 1;
	const image = pictureOf(slot);
	if (image !== undefined) {
		return <LargePicture detail={detail} slot={slot} number={number} image={image} />;
	}
	return (
		<>
			<div className="flex min-h-0 flex-1 items-center justify-center p-6 [container-type:size]">
				<div
					className="relative max-h-full"
					style={{
						aspectRatio: detail.ratio,
						width: `min(100cqw, calc(100cqh * ${detail.ratio}), 44rem)`,
					}}
				>
					<FrameGhost slot={slot} number={number} />
				</div>
			</div>
			<div className="flex h-9 shrink-0 items-center border-t border-line bg-surface-1 px-3">
				<SlotLine detail={detail} slot={slot} number={number} />
			</div>
		</>
	);
}

function LargePicture({
	detail,
	slot,
	number,
	image,
}: {
	readonly detail: SetDetail;
	readonly slot: SetSlot;
	readonly number: number;
	readonly image: ImageRecord;
}) {
	const { t } = useTranslation("sets");
	const box = useRef<HTMLDivElement>(null);
	const zoom = useZoom(box, image);
	const pointer = useRef<{ clientX: number; clientY: number }>(undefined);
	useLargeFrame({
		toggle: () => zoom.toggle(pointer.current),
		zoomIn: zoom.zoomIn,
		zoomOut: zoom.zoomOut,
	});
	const [missing, setMissing] = useState<ImageId>();
	const { onPointerMove, ...listeners } = zoom.listeners;
	return (
		<>
			<div className="group relative min-h-0 flex-1">
				<div
					ref={box}
					{...listeners}
					onPointerMove={(event) => {
						pointer.current = { clientX: event.clientX, clientY: event.clientY };
						onPointerMove(event);
					}}
					onPointerLeave={() => {
						pointer.current = undefined;
					}}
					className={clsx(
						"absolute inset-0 touch-none overflow-hidden",
						!zoom.isFitted && "cursor-grab active:cursor-grabbing",
					)}
				>
					{missing !== image.id && (
						<ZoomedPicture
							key={image.id}
							standIn={imageUrl("thumb", image.id)}
							source={imageUrl("image", image.id)}
							size={image}
							alt=""
							mayBeClear={image.format !== "jpeg"}
							zoom={zoom}
							onMissing={() => setMissing(image.id)}
						/>
					)}
				</div>
				{missing === image.id && (
					<div className="absolute inset-0 bg-surface-0">
						<EmptyState icon={ImageOff} title={t("ghost.title.lost", { number })}>
							{t("missing")}
						</EmptyState>
					</div>
				)}
				<FrameMarks mark={image.mark} isRedrawn={slot.awaited} />
				<DragOut
					image={image.id}
					slot={slot.slot}
					className="absolute top-2 right-2 opacity-0 group-hover:opacity-100"
				/>
			</div>
			<ZoomControls zoom={zoom}>
				<SlotLine detail={detail} slot={slot} number={number} />
				<span className="nums hidden shrink-0 text-text-3 @2xl:inline">
					{formatPixels(image.width, image.height)}
				</span>
			</ZoomControls>
		</>
	);
}

/** Its number, its caption and its tries. */
function SlotLine({
	detail,
	slot,
	number,
}: {
	readonly detail: SetDetail;
	readonly slot: SetSlot;
	readonly number: number;
}) {
	return (
		<div className="flex min-w-0 flex-1 items-center gap-2">
			<span className="nums shrink-0 text-sm text-text-2">
				{number} / {detail.slots.length}
			</span>
			<FrameCaption
				key={slot.slot}
				slot={slot}
				number={number}
				className="max-w-120 min-w-0 flex-1 opacity-100!"
			/>
			<SlotHistory slot={slot} number={number} ratio={detail.ratio} />
		</div>
	);
}
