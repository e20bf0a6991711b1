import { clsx } from "clsx";
import { Ban, CloudOff, Hourglass } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import type { Output } from "../../../contract/jobs.ts";
import { imageUrl } from "../../../contract/media.ts";
import { failureText } from "../../bridge/error-text.ts";
import { LockedPicture } from "../../kit/locked-picture.tsx";
import { dragPictures } from "../../state/drag-out.ts";
import type { Slot } from "../../state/job-standing.ts";
import { useLockedView } from "../../state/locked-view-store.ts";
import { openViewer, selectImages, useSelection } from "../../state/selection-store.ts";
import { useLockedZoom } from "../../state/use-locked-zoom.ts";

/** One place of a column: the picture, or a ghost that says why there is none. */
export function CompareSlot({
	slot,
	gateway,
	number,
	ratio,
}: {
	readonly slot: Slot | undefined;
	readonly gateway: string;
	readonly number: number;
	readonly ratio: number;
}) {
	const style = { aspectRatio: ratio };
	if (slot?.output?.state === "saved") {
		return <SavedPicture output={slot.output} style={style} gateway={gateway} number={number} />;
	}
	return <Ghost slot={slot} style={style} number={number} />;
}

/** All frames of a place are this high at the most, so that a whole picture is in sight. */
const frameLook =
	"w-full max-h-[max(16rem,calc(100cqh-9rem))] overflow-hidden rounded-md bg-surface-1";

function SavedPicture({
	output,
	style,
	gateway,
	number,
}: {
	readonly output: Output;
	readonly style: CSSProperties;
	readonly gateway: string;
	readonly number: number;
}) {
	const { t } = useTranslation("compare");
	const { id } = output;
	const frame = useRef<HTMLButtonElement>(null);
	const { listeners, wasDrag } = useLockedZoom(frame);
	const isCurrent = useSelection((state) => state.current === id);
	const view = useLockedView();
	const isZoomed = view.zoom > 1;
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
		event.preventDefault();
		openViewer(id);
	};
	return (
		<button
			ref={frame}
			type="button"
			aria-label={t("picture", { number, gateway })}
			aria-pressed={isCurrent}
			data-image={id}
			draggable={!isZoomed}
			{...listeners}
			onClick={() => {
				if (!wasDrag()) selectImages([id]);
			}}
			onDoubleClick={() => {
				if (!wasDrag()) openViewer(id);
			}}
			onKeyDown={onKeyDown}
			onDragStart={(event) => {
				event.preventDefault();
				dragPictures([id]);
			}}
			className={clsx(
				frameLook,
				"relative block touch-none",
				isZoomed ? "cursor-grab active:cursor-grabbing" : "cursor-default",
				isCurrent && "outline-2 outline-offset-1 outline-accent",
			)}
			style={style}
		>
			<LockedPicture
				key={id}
				standIn={imageUrl("thumb", id)}
				source={imageUrl("image", id)}
				view={view}
			/>
		</button>
	);
}

const ghosts = {
	coming: undefined,
	pending: Hourglass,
	refused: Ban,
	lost: CloudOff,
	none: undefined,
} as const;

function Ghost({
	slot,
	style,
	number,
}: {
	readonly slot: Slot | undefined;
	readonly style: CSSProperties;
	readonly number: number;
}) {
	const { t } = useTranslation("compare");
	const error: Failure | undefined = slot?.output?.error;
	const kind = ghostKind(slot, error);
	const Icon = ghosts[kind];
	return (
		<div
			className={clsx(
				frameLook,
				"relative flex flex-col items-center justify-center gap-2 overflow-y-auto p-3 text-center text-sm text-text-2",
				"border",
				kind === "coming" ? "border-line" : "border-dashed border-edge",
			)}
			style={style}
		>
			{/* Words must not fade with it. */}
			{kind === "coming" && (
				<span aria-hidden className="absolute inset-0 animate-pulse bg-surface-3" />
			)}
			{Icon && (
				<Icon
					aria-hidden
					size={20}
					strokeWidth={1.75}
					className={clsx("shrink-0", kind === "pending" ? "text-warn" : "text-danger")}
				/>
			)}
			<p className={clsx("relative", kind !== "coming" && kind !== "none" && "font-medium")}>
				{t(`slot.${kind}`, { number })}
			</p>
			{error !== undefined && (
				<p data-selectable className="text-text-2">
					{failureText(error)}
				</p>
			)}
		</div>
	);
}

function ghostKind(slot: Slot | undefined, error: Failure | undefined): keyof typeof ghosts {
	if (slot === undefined) return "none";
	const state = slot.output?.state;
	if (state === "refused" || state === "lost") return state;
	return state === "pending" && error !== undefined ? "pending" : "coming";
}
