import { clsx } from "clsx";
import { ImageOff } from "lucide-react";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImageRecord } from "../../../contract/library.ts";
import { imageUrl } from "../../../contract/media.ts";
import { MarkBadges } from "./mark-badges.tsx";

export type GalleryCellProps = {
	readonly record: ImageRecord | undefined;
	/** What a screen reader calls it. */
	readonly label: string;
	readonly index: number;
	readonly total: number;
	/** Px, inside the grid. */
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
	readonly isChosen: boolean;
	/** The one that Tab leads to. */
	readonly isActive: boolean;
	/** False while flying past: the place is drawn, the picture is not fetched. */
	readonly isFetched: boolean;
};

/** One picture of the gallery; a plain block of its shape until it is there. */
export const GalleryCell = memo(function GalleryCell({
	record,
	label,
	index,
	total,
	left,
	top,
	width,
	height,
	isChosen,
	isActive,
	isFetched,
}: GalleryCellProps) {
	return (
		<div
			role="option"
			aria-selected={isChosen}
			aria-setsize={total}
			aria-posinset={index + 1}
			aria-label={label}
			data-index={index}
			data-image={record?.id}
			draggable={record !== undefined}
			tabIndex={isActive ? 0 : -1}
			className={clsx(
				"group absolute overflow-hidden bg-surface-2 [contain:strict]",
				"focus-visible:outline-offset-0",
			)}
			style={{ left, top, width, height }}
		>
			{record !== undefined && isFetched && <Thumb key={record.id} record={record} />}
			{record?.mark !== undefined && <MarkBadges mark={record.mark} />}
			{!isChosen && (
				<span className="pointer-events-none absolute inset-0 hidden border-2 border-text-3 group-hover:block" />
			)}
			{isChosen && (
				<span className="pointer-events-none absolute inset-0 border-2 border-accent ring-2 ring-surface-0 ring-inset">
					<span className="absolute inset-0 border border-surface-0" />
				</span>
			)}
		</div>
	);
}, isSameCell);

/** Once fetched a picture stays, however fast the gallery moves on: that change alone draws nothing. */
function isSameCell(before: GalleryCellProps, after: GalleryCellProps): boolean {
	return (Object.keys(after) as (keyof GalleryCellProps)[]).every(
		(name) => before[name] === after[name] || (name === "isFetched" && before.isFetched),
	);
}

function Thumb({ record }: { readonly record: ImageRecord }) {
	const [isMissing, setMissing] = useState(false);
	if (isMissing) return <MissingThumb />;
	return (
		<img
			src={imageUrl("thumb", record.id)}
			alt=""
			decoding="async"
			draggable={false}
			className={clsx("size-full object-cover", record.mark?.pick === "rejected" && "opacity-40")}
			onError={() => setMissing(true)}
		/>
	);
}

function MissingThumb() {
	const { t } = useTranslation("gallery");
	return (
		<span className="flex h-full flex-col items-center justify-center gap-1 p-2 text-center text-xs text-text-2">
			<ImageOff aria-hidden size={16} strokeWidth={1.75} />
			{t("cell.missing")}
		</span>
	);
}
