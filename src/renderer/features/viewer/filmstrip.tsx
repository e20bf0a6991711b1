import { clsx } from "clsx";
import { Ban } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageDetail, ImageRecord } from "../../../contract/library.ts";
import { imageUrl } from "../../../contract/media.ts";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { Tooltip } from "../../kit/tooltip.tsx";
import { dragPictures } from "../../state/drag-out.ts";
import { openViewer } from "../../state/selection-store.ts";

type Frame =
	| { readonly kind: "saved"; readonly index: number; readonly record: ImageRecord }
	| { readonly kind: "ghost"; readonly index: number; readonly reason: string | undefined };

/** The pictures made together, in their own order, with a ghost for each that did not come. */
export function Filmstrip({
	detail,
	current,
}: {
	readonly detail: ImageDetail;
	readonly current: ImageId;
}) {
	const { t } = useTranslation("viewer");
	const frames = framesOf(detail);
	if (frames.length < 2) return null;
	return (
		<nav
			aria-label={t("strip.name")}
			className="flex h-20 shrink-0 items-center gap-2 overflow-x-auto border-t border-line bg-surface-1 px-4"
		>
			{frames.map((frame) =>
				frame.kind === "saved" ? (
					<SavedFrame
						key={frame.index}
						record={frame.record}
						number={frame.index + 1}
						isCurrent={frame.record.id === current}
					/>
				) : (
					<Tooltip key={frame.index} text={frame.reason ?? t("strip.lost")} side="top">
						<span
							role="img"
							aria-label={t("strip.ghost", {
								number: frame.index + 1,
								reason: frame.reason ?? t("strip.lost"),
							})}
							className="flex size-14 shrink-0 items-center justify-center rounded-md border border-dashed border-edge text-text-3"
						>
							<Ban aria-hidden size={16} strokeWidth={1.75} />
						</span>
					</Tooltip>
				),
			)}
		</nav>
	);
}

function SavedFrame({
	record,
	number,
	isCurrent,
}: {
	readonly record: ImageRecord;
	readonly number: number;
	readonly isCurrent: boolean;
}) {
	const { t } = useTranslation("viewer");
	const button = useRef<HTMLButtonElement>(null);
	useEffect(() => {
		if (isCurrent) button.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
	}, [isCurrent]);
	return (
		<button
			ref={button}
			type="button"
			aria-label={t("strip.frame", { number })}
			aria-current={isCurrent ? "true" : undefined}
			data-image={record.id}
			draggable
			onClick={() => openViewer(record.id)}
			onDragStart={(event) => {
				event.preventDefault();
				dragPictures([record.id]);
			}}
			className={clsx(
				"relative h-14 shrink-0 overflow-hidden rounded-md bg-surface-2",
				isCurrent && "outline-2 outline-offset-1 outline-accent",
			)}
			style={{ aspectRatio: Math.min(2.5, Math.max(0.5, record.width / record.height)) }}
		>
			<Thumbnail src={imageUrl("thumb", record.id)} />
		</button>
	);
}

/** @returns one frame for each picture the job was to bring */
function framesOf({ recipe, siblings }: ImageDetail): readonly Frame[] {
	const saved = siblings.map((record): Frame => ({ kind: "saved", index: record.index, record }));
	const ghosts = (recipe?.outputs ?? []).flatMap(({ index, state, reason }): Frame[] =>
		state === "refused" || state === "lost" ? [{ kind: "ghost", index, reason }] : [],
	);
	return [...saved, ...ghosts].toSorted((a, b) => a.index - b.index);
}
