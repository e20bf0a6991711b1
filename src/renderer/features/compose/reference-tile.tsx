import { clsx } from "clsx";
import { ImageOff, Link2, X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { referenceUrl } from "../../../contract/media.ts";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { ContextMenu } from "../../kit/context-menu.tsx";
import type { MenuEntry } from "../../kit/menu-entry.ts";
import { Tooltip } from "../../kit/tooltip.tsx";
import { useApp } from "../../state/app-store.ts";
import type { DraftReference } from "../../state/draft.ts";
import type { Side } from "./reference-order.ts";
import { referenceName, tileDetail, tileLabel } from "./reference-words.ts";
import { useTileDrag } from "./use-tile-drag.ts";

export type ReferenceTileProps = {
	readonly reference: DraftReference;
	/** Place from 0. */
	readonly at: number;
	readonly count: number;
	/** True for the one tile that Tab reaches. */
	readonly reachable: boolean;
	/** Says why it cannot be sent. */
	readonly problem: string | undefined;
	/** More than the model takes: shown, but apart from the others. */
	readonly beyondLimit: boolean;
	readonly onFocus: () => void;
	readonly onMove: (from: number, to: number) => void;
	readonly onRemove: () => void;
};

/** One reference: its picture, its number, and everything that can be done with it. */
export function ReferenceTile(props: ReferenceTileProps) {
	const { t } = useTranslation("compose");
	const { reference, at, count, problem, onMove, onRemove } = props;
	const tile = useRef<HTMLLIElement>(null);
	const { dragged, landing } = useTileDrag(tile, at, onMove);
	const position = at + 1;
	const platform = useApp((state) => state.info?.platform ?? "linux");
	const keys = (combination: string) => shortcutLabel(combination, platform);

	const entries: readonly MenuEntry[] = [
		{
			id: "first",
			label: t("references.moveFirst"),
			disabled: at === 0,
			onSelect: () => onMove(at, 0),
		},
		{
			id: "earlier",
			label: t("references.moveEarlier"),
			shortcut: keys("Alt+ArrowLeft"),
			disabled: at === 0,
			onSelect: () => onMove(at, at - 1),
		},
		{
			id: "later",
			label: t("references.moveLater"),
			shortcut: keys("Alt+ArrowRight"),
			disabled: at === count - 1,
			onSelect: () => onMove(at, at + 1),
		},
		"separator",
		{
			id: "remove",
			label: t("references.removeShort"),
			icon: X,
			shortcut: "Del",
			danger: true,
			onSelect: onRemove,
		},
	];

	const onKeyDown = (event: KeyboardEvent) => {
		const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
		if (event.altKey && step !== 0) {
			event.preventDefault();
			const to = at + step;
			if (to >= 0 && to < count) onMove(at, to);
		} else if (event.key === "Delete" || event.key === "Backspace") {
			event.preventDefault();
			onRemove();
		}
	};

	return (
		<li ref={tile} className={clsx("group relative", dragged && "opacity-40")}>
			<ContextMenu entries={entries}>
				<div>
					<Tooltip text={problem ?? tileDetail(reference)} side="top">
						<button
							type="button"
							data-tile
							tabIndex={props.reachable ? 0 : -1}
							aria-label={tileLabel(reference, position)}
							aria-description={problem ?? tileDetail(reference)}
							aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Delete"
							onFocus={props.onFocus}
							onKeyDown={onKeyDown}
							className={clsx(
								"relative block aspect-square w-full overflow-hidden rounded-md bg-surface-2 outline-offset-1",
								problem !== undefined && "outline-2 outline-danger",
							)}
						>
							<span className={clsx("block size-full", props.beyondLimit && "opacity-40")}>
								<Face reference={reference} />
							</span>
							<span
								className={clsx(
									"nums absolute bottom-0.5 left-0.5 flex h-4 min-w-4 items-center justify-center rounded-md bg-surface-1 px-1 text-xs font-medium",
									props.beyondLimit ? "text-danger" : "text-text",
								)}
							>
								{position}
							</span>
						</button>
					</Tooltip>
				</div>
			</ContextMenu>
			<button
				type="button"
				tabIndex={-1}
				aria-label={t("references.remove", { position })}
				onClick={onRemove}
				className="absolute top-0.5 right-0.5 flex size-5 items-center justify-center rounded-md bg-surface-1 text-text-2 opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 hover:text-danger"
			>
				<X aria-hidden size={12} />
			</button>
			{landing !== undefined && <LandingMark side={landing} />}
		</li>
	);
}

function Face({ reference }: { readonly reference: DraftReference }) {
	if (reference.kind === "link") {
		return (
			<span className="flex size-full flex-col items-center justify-center gap-1 p-1 pb-5 text-text-2">
				<Link2 aria-hidden size={16} strokeWidth={1.75} />
				<span className="w-full truncate text-center text-xs">{referenceName(reference)}</span>
			</span>
		);
	}
	if (reference.width === undefined) {
		return (
			<span className="flex size-full items-center justify-center text-danger">
				<ImageOff aria-hidden size={16} strokeWidth={1.75} />
			</span>
		);
	}
	return (
		<img
			src={referenceUrl("reference-thumb", reference.id)}
			alt=""
			draggable={false}
			className="size-full object-cover"
		/>
	);
}

/** Where the dragged tile would land: in the gap, so that nothing moves under the pointer. */
function LandingMark({ side }: { readonly side: Side }) {
	return (
		<span
			aria-hidden
			className={clsx(
				"absolute inset-y-0 w-0.5 rounded-full bg-accent",
				side === "before" ? "-left-1.25" : "-right-1.25",
			)}
		/>
	);
}
