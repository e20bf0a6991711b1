import { clsx } from "clsx";
import { ImageOff, Link2, Scaling, X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ForecastStep } from "../../../contract/fit-forecast.ts";
import { referenceUrl } from "../../../contract/media.ts";
import { ContextMenu } from "../../kit/context-menu.tsx";
import type { Side } from "../../kit/drop-place.ts";
import { Tooltip } from "../../kit/tooltip.tsx";
import { useTileDrag } from "../../kit/use-tile-drag.ts";
import { type DraftReference, referenceKey } from "../../state/draft.ts";
import { shelfEntryOf, useShelf } from "../../state/shelf-store.ts";
import { mentionName, roleKey } from "./reference-name.ts";
import { referenceName, tileDetail, tileLabel } from "./reference-words.ts";
import { RoleIcon } from "./role-icon.tsx";
import type { CarriedReference } from "./use-chip-drop.ts";
import { useTileMenu } from "./use-tile-menu.ts";

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
	/** What will be done to it on the way. */
	readonly forecast: readonly ForecastStep[];
	readonly onFocus: () => void;
	readonly onMove: (from: number, to: number) => void;
	readonly onRemove: () => void;
};

/** One reference: its picture, its number, and everything that can be done with it. */
export function ReferenceTile(props: ReferenceTileProps) {
	const { t } = useTranslation("compose");
	const { reference, at, count, problem, onMove, onRemove } = props;
	const tile = useRef<HTMLLIElement>(null);
	const { dragged, landing } = useTileDrag(tile, at, onMove, carriedBy(reference));
	const position = at + 1;
	const entries = useTileMenu(props);
	const shelf = useShelf((state) => state.entries);
	const entry = shelfEntryOf(shelf, referenceKey(reference));
	const detail = tileDetail(reference, entry, props.forecast);

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
					<Tooltip text={problem ?? detail} side="top">
						<button
							type="button"
							data-tile
							tabIndex={props.reachable ? 0 : -1}
							aria-label={tileLabel(reference, position, entry?.name)}
							aria-description={problem ?? detail}
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
							{props.forecast.length > 0 && (
								<span className="absolute right-0.5 bottom-0.5 flex size-4 items-center justify-center rounded-md bg-surface-1 text-text-2">
									<Scaling aria-hidden size={10} strokeWidth={2} />
								</span>
							)}
						</button>
					</Tooltip>
				</div>
			</ContextMenu>
			{entry !== undefined && (
				<span
					aria-hidden
					title={
						entry.role === undefined
							? `@${entry.name}`
							: `@${entry.name} · ${t(roleKey(entry.role))}`
					}
					className="mt-0.5 flex min-w-0 items-center gap-0.5 text-xs text-text-2"
				>
					{entry.role !== undefined && <RoleIcon role={entry.role} />}
					<span className="min-w-0 truncate">@{entry.name}</span>
				</span>
			)}
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

/** What the prompt gets when the tile is dropped on it. */
function carriedBy(reference: DraftReference): CarriedReference {
	const name = mentionName(reference, useShelf.getState().entries);
	return { key: referenceKey(reference), name };
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
