import { clsx } from "clsx";
import type { TFunction } from "i18next";
import { ImageOff, Import, Layers, Link, Trash2 } from "lucide-react";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { imageUrl } from "../../../contract/media.ts";
import { formatList, formatMoment, formatNumber } from "../../bridge/format.ts";
import { NearnessBadge } from "../../kit/nearness-badge.tsx";
import { MarkBadges } from "./mark-badges.tsx";

/**
 * How much of a picture is fetched: nothing while flying past, the file itself where it is drawn
 * larger than its thumbnail and the eye rests on it.
 */
export type Fetched = "nothing" | "thumb" | "whole";

export type GalleryCellProps = {
	readonly record: ImageRecord | undefined;
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
	readonly fetched: Fetched;
	/** ΔE2000 from the colours the gallery is compared with; absent: there is nothing to say. */
	readonly deltaE: number | undefined;
	/** Marks and counts are drawn over it. */
	readonly hasBadges: boolean;
};

/** One picture of the gallery; a plain block of its shape until it is there. */
export const GalleryCell = memo(function GalleryCell({
	record,
	index,
	total,
	left,
	top,
	width,
	height,
	isChosen,
	isActive,
	fetched,
	deltaE,
	hasBadges,
}: GalleryCellProps) {
	const { t } = useTranslation("gallery");
	const [failed, setFailed] = useState<ImageId | undefined>(undefined);
	const isStack = record?.stack !== undefined;
	const isMissing = record !== undefined && (record.missing === true || failed === record.id);
	return (
		<div
			role="option"
			aria-selected={isChosen}
			aria-setsize={total}
			aria-posinset={index + 1}
			aria-label={
				record === undefined
					? t("cell.loading", { place: index + 1, total })
					: pictureName(t, record, { isMissing, deltaE })
			}
			data-index={index}
			data-image={record?.id}
			draggable={record !== undefined}
			tabIndex={isActive ? 0 : -1}
			className={clsx(
				"group absolute overflow-hidden [contain:strict]",
				isStack && "pt-1.5",
				"focus-visible:outline-offset-0",
			)}
			style={{ left, top, width, height }}
		>
			{isStack && <StackEdges />}
			<span className="relative block size-full overflow-hidden bg-surface-2">
				{isMissing && <MissingThumb hasWords={width >= 96 && height >= 72} />}
				{record !== undefined && !isMissing && fetched !== "nothing" && (
					<Picture
						key={record.id}
						record={record}
						isWhole={fetched === "whole"}
						onMissing={() => setFailed(record.id)}
					/>
				)}
			</span>
			{hasBadges && record?.mark !== undefined && <MarkBadges mark={record.mark} />}
			{hasBadges && record !== undefined && <Corner record={record} />}
			{hasBadges && deltaE !== undefined && (
				<span aria-hidden className="pointer-events-none absolute top-1.5 left-1">
					<NearnessBadge deltaE={deltaE} label={nearnessText(t, deltaE)} />
				</span>
			)}
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

const amounts: readonly Fetched[] = ["nothing", "thumb", "whole"];

/** Once fetched a picture stays, however fast the gallery moves on: that change alone draws nothing. */
function isSameCell(before: GalleryCellProps, after: GalleryCellProps): boolean {
	const isLess = amounts.indexOf(after.fetched) <= amounts.indexOf(before.fetched);
	return (Object.keys(after) as (keyof GalleryCellProps)[]).every(
		(name) => before[name] === after[name] || (name === "fetched" && isLess),
	);
}

/** What a screen reader calls a picture, with everything that is drawn on it. */
function pictureName(
	t: TFunction<"gallery">,
	record: ImageRecord,
	{ isMissing, deltaE }: { readonly isMissing: boolean; readonly deltaE: number | undefined },
): string {
	const { prompt, savedAt, mark, stack, imported, link, trashedAt } = record;
	const said = start(mark?.title ?? prompt);
	const name = t("cell.name", {
		prompt: said === "" ? t("cell.noPrompt") : said,
		saved: formatMoment(savedAt),
	});
	const marks = [
		...(mark?.pick === undefined ? [] : [t(`cell.${mark.pick}`)]),
		...(mark?.stars === undefined ? [] : [t("cell.stars", { count: mark.stars })]),
		...(stack === undefined ? [] : [t("cell.stack", { number: formatNumber(stack) })]),
		...(link === undefined ? [] : [t("cell.linked")]),
		...(link === undefined && imported === true ? [t("cell.imported")] : []),
		...(isMissing ? [t("cell.missing")] : []),
		...(trashedAt === undefined ? [] : [t("cell.trashed")]),
		...(deltaE === undefined ? [] : [nearnessText(t, deltaE)]),
	];
	return marks.length === 0 ? name : t("cell.marked", { name, marks: formatList(marks) });
}

function nearnessText(t: TFunction<"gallery">, deltaE: number): string {
	return t("cell.nearness", {
		deltaE: formatNumber(deltaE, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
	});
}

/** Enough of a prompt to know the picture by. */
function start(prompt: string): string {
	const text = prompt.slice(0, 400).trim().replaceAll(/\s+/g, " ");
	return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

function Picture({
	record,
	isWhole,
	onMissing,
}: {
	readonly record: ImageRecord;
	readonly isWhole: boolean;
	readonly onMissing: () => void;
}) {
	const [isSharp, setSharp] = useState(false);
	const look = clsx(
		"size-full object-cover",
		record.mark?.pick === "rejected" && "opacity-40",
		record.trashedAt !== undefined && "opacity-60",
	);
	return (
		<>
			<img
				ref={stopWhenGone}
				src={imageUrl("thumb", record.id)}
				alt=""
				decoding="async"
				draggable={false}
				className={look}
				onError={onMissing}
			/>
			{isWhole && (
				<img
					ref={stopWhenGone}
					src={imageUrl("image", record.id)}
					alt=""
					decoding="async"
					draggable={false}
					className={clsx(look, "absolute inset-0", !isSharp && "invisible")}
					// The thumbnail stays where the file cannot be shown.
					onLoad={() => setSharp(true)}
				/>
			)}
		</>
	);
}

/** A picture that is passed before it came is not waited for: without this its request would go on. */
function stopWhenGone(image: HTMLImageElement | null): (() => void) | undefined {
	if (image === null) return undefined;
	return () => {
		if (!image.complete) image.removeAttribute("src");
	};
}

/** In a small picture the sign alone; its name says the rest. */
function MissingThumb({ hasWords }: { readonly hasWords: boolean }) {
	const { t } = useTranslation("gallery");
	return (
		<span
			aria-hidden
			className="flex h-full flex-col items-center justify-center gap-1 overflow-hidden p-2 text-center text-xs text-text-2"
		>
			<ImageOff size={16} strokeWidth={1.75} className="shrink-0" />
			{hasWords && t("cell.missing")}
		</span>
	);
}

/** The edges of the pictures below, so that a stack looks like one. */
function StackEdges() {
	return (
		<span aria-hidden className="absolute inset-x-0 top-0 flex flex-col gap-px">
			<span className="mx-3 h-0.5 bg-line" />
			<span className="mx-1.5 h-0.5 bg-edge" />
		</span>
	);
}

const pill =
	"flex h-5 items-center gap-1 rounded-full bg-[#000000]/70 px-1.5 text-xs text-[#ffffff]";

/** How many pictures it stands for, which also spreads them; else where it came from. */
function Corner({ record }: { readonly record: ImageRecord }) {
	const { stack, link, imported, trashedAt } = record;
	return (
		<span
			aria-hidden
			className="pointer-events-none absolute inset-x-1 top-1.5 flex justify-end gap-1"
		>
			{trashedAt !== undefined && (
				<span className={pill}>
					<Trash2 size={11} strokeWidth={2} />
				</span>
			)}
			{(link !== undefined || imported === true) && stack === undefined && (
				<span className={pill}>
					{link === undefined ? (
						<Import size={11} strokeWidth={2} />
					) : (
						<Link size={11} strokeWidth={2} />
					)}
				</span>
			)}
			{stack !== undefined && (
				// Drawn, not written: the name of the picture says it in words.
				<span
					data-spread
					data-count={formatNumber(stack)}
					className={clsx(
						pill,
						"nums pointer-events-auto cursor-pointer after:content-[attr(data-count)]",
					)}
				>
					<Layers size={11} strokeWidth={2} />
				</span>
			)}
		</span>
	);
}
