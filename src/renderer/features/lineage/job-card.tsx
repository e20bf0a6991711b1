import { clsx } from "clsx";
import { Import } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { imageUrl, referenceUrl } from "../../../contract/media.ts";
import { formatMoment, formatMonth, formatShortDay, formatUsd } from "../../bridge/format.ts";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { dragPictures } from "../../state/drag-out.ts";
import { localDay } from "../../state/library-order.ts";
import { openViewer } from "../../state/selection-store.ts";
import { CARD_PADDING, CARD_WIDTH, type LineageCard, TILE } from "./lay-out-lineage.ts";

type CardProps = {
	readonly card: LineageCard;
	readonly focus: ImageId | undefined;
	/** The picture the focused one is compared with. */
	readonly other: ImageId | undefined;
	readonly onFocus: (id: ImageId) => void;
	readonly onCompare: (id: ImageId) => void;
	/** There is more beyond this job. */
	readonly hasMore: boolean;
	readonly onWalkOn: (id: ImageId) => void;
};

/** A job of the graph: what was asked for, and its pictures. */
export function JobCard({ card, hasMore, onWalkOn, ...tiles }: CardProps) {
	const { t } = useTranslation("lineage");
	const { job } = card;
	const [first] = job.images;
	const hidden = job.pictures - job.images.length;
	return (
		<article
			aria-label={job.prompt === "" ? t("noPrompt") : job.prompt}
			className="absolute scroll-m-6 rounded-md border border-line bg-surface-1"
			style={{ left: card.left, top: card.top, width: CARD_WIDTH, height: card.height }}
		>
			<header className="px-2 pt-1.5">
				<p className="line-clamp-2 h-8 text-sm" title={job.prompt}>
					{job.prompt === "" ? <span className="text-text-3">{t("noPrompt")}</span> : job.prompt}
				</p>
				<p className="mt-0.5 flex items-center gap-1 text-xs whitespace-nowrap text-text-3">
					{job.gateway === undefined && <Import aria-hidden size={11} strokeWidth={1.75} />}
					<span className="truncate">{job.modelTitle || job.gatewayTitle}</span>
					<span aria-hidden>·</span>
					<time className="shrink-0" title={formatMoment(job.createdAt)}>
						{dayText(job.createdAt)}
					</time>
					{job.usd !== undefined && job.usd > 0 && (
						<span className="nums ml-auto shrink-0">{formatUsd(job.usd)}</span>
					)}
				</p>
			</header>
			{job.references.length > 0 && <References card={card} />}
			{job.images.map((id, at) => (
				<Tile key={id} id={id} number={at + 1} tile={card.tiles[at]} card={card} {...tiles} />
			))}
			{hidden > 0 && (
				<p className="absolute right-2 bottom-full mb-0.5 text-xs text-text-3">
					{t("hidden", { count: hidden })}
				</p>
			)}
			{hasMore && first !== undefined && (
				<button
					type="button"
					className="absolute -right-3 top-4 rounded-md border border-edge bg-raised px-1.5 text-xs text-text-2 hover:text-text"
					onClick={() => onWalkOn(first)}
				>
					{t("walkOn")}
				</button>
			)}
		</article>
	);
}

/** Such as `21 Nov`, and of earlier years `November 2024`. */
function dayText(epochMs: number): string {
	const day = localDay(epochMs);
	const isThisYear = day.slice(0, 4) === localDay(Date.now()).slice(0, 4);
	return isThisYear ? formatShortDay(day) : formatMonth(day);
}

/** References that came from outside the library's pictures. */
function References({ card }: { readonly card: LineageCard }) {
	const { t } = useTranslation("lineage");
	return (
		<ul className="flex h-8 items-center gap-1 px-2" aria-label={t("references")}>
			{card.job.references.slice(0, 7).map((id) => (
				<li key={id} className="size-6 overflow-hidden rounded-md bg-surface-2">
					<Thumbnail src={referenceUrl("reference-thumb", id)} />
				</li>
			))}
			{card.job.references.length > 7 && (
				<li className="nums text-xs text-text-3">+{card.job.references.length - 7}</li>
			)}
		</ul>
	);
}

function Tile({
	id,
	number,
	tile,
	card,
	focus,
	other,
	onFocus,
	onCompare,
}: Omit<CardProps, "hasMore" | "onWalkOn"> & {
	readonly id: ImageId;
	readonly number: number;
	readonly tile: LineageCard["tiles"][number] | undefined;
}) {
	const { t } = useTranslation("lineage");
	if (tile === undefined) return null;
	const isFocus = id === focus;
	return (
		<button
			type="button"
			data-picture={id}
			tabIndex={isFocus ? 0 : -1}
			aria-label={t(id === other ? "pictureCompared" : "picture", {
				number,
				prompt: card.job.prompt,
			})}
			aria-pressed={isFocus}
			className={clsx(
				"absolute overflow-hidden rounded-md bg-surface-2 outline-offset-1",
				isFocus && "outline-2 outline-accent",
				id === other && "outline-2 outline-dashed outline-warn",
			)}
			style={{
				// Its card's own edge is a pixel wide.
				left: tile.left - card.left - 1,
				top: tile.top - card.top - 1,
				width: TILE,
				height: TILE,
				marginBottom: CARD_PADDING,
			}}
			data-image={id}
			draggable
			onClick={(event) => (event.shiftKey ? onCompare(id) : onFocus(id))}
			onDoubleClick={() => openViewer(id)}
			onDragStart={(event) => {
				event.preventDefault();
				dragPictures([id]);
			}}
		>
			<Thumbnail src={imageUrl("thumb", id)} />
		</button>
	);
}
