import { clsx } from "clsx";
import { Flag, FlagOff, Star, Undo2, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SetDetail, SetSlot } from "../../../contract/sets.ts";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { Checkbox } from "../../kit/checkbox.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Tooltip } from "../../kit/tooltip.tsx";
import { useApp } from "../../state/app-store.ts";
import { pictureOf } from "../../state/set-frames.ts";
import { useMarkHistory } from "../../state/set-marks.ts";
import { ExtendButton } from "./extend-button.tsx";
import { markChosen, undoInSet } from "./frame-actions.ts";
import { RedoButtons } from "./redo-buttons.tsx";
import { patchSetView, useSetView } from "./set-view-store.ts";

/** Marks for the frame in focus, and what follows from all marks. */
export function SetFooter({ detail }: { readonly detail: SetDetail }) {
	return (
		<footer className="@container shrink-0 border-t border-line bg-surface-1">
			<div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-2 py-2">
				<Marks detail={detail} />
				<div className="ml-auto flex flex-wrap items-center justify-end gap-2">
					<RedoButtons detail={detail} />
					<ExtendButton detail={detail} />
				</div>
			</div>
		</footer>
	);
}

function Marks({ detail }: { readonly detail: SetDetail }) {
	const { t } = useTranslation("sets");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	const slots = useSlotsToMark(detail);
	const advances = useSetView((state) => state.advances);
	const mayUndo = useMarkHistory((state) => state.done.length > 0);
	const marks = slots.flatMap((slot) => pictureOf(slot) ?? []).map(({ mark }) => mark);
	const isNone = marks.length === 0;
	const all = (pick: "picked" | "rejected") =>
		!isNone && marks.every((mark) => mark?.pick === pick);
	const stars = isNone ? 0 : Math.min(...marks.map((mark) => mark?.stars ?? 0));
	return (
		<div className="flex flex-wrap items-center gap-1">
			<IconButton
				icon={Flag}
				label={t("pick")}
				shortcut="P"
				side="top"
				pressed={all("picked")}
				disabled={isNone}
				onClick={() => markChosen({ pick: "picked" })}
			/>
			<IconButton
				icon={X}
				label={t("reject")}
				shortcut="X"
				side="top"
				pressed={all("rejected")}
				disabled={isNone}
				onClick={() => markChosen({ pick: "rejected" })}
			/>
			<IconButton
				icon={FlagOff}
				label={t("unmark")}
				shortcut="U"
				side="top"
				disabled={marks.every((mark) => mark?.pick === undefined)}
				onClick={() => markChosen({ pick: null })}
			/>
			<Stars value={stars} disabled={isNone} />
			<IconButton
				icon={Undo2}
				label={t("undo")}
				shortcut={shortcutLabel("$mod+z", platform)}
				side="top"
				disabled={!mayUndo}
				onClick={undoInSet}
			/>
			<Tooltip text={t("advanceHint")} side="top">
				<span className="ml-1">
					<Checkbox
						label={t("advance")}
						checked={advances}
						onChange={(next) => patchSetView({ advances: next })}
					/>
				</span>
			</Tooltip>
		</div>
	);
}

function Stars({ value, disabled }: { readonly value: number; readonly disabled: boolean }) {
	const { t } = useTranslation("sets");
	return (
		<fieldset aria-label={t("stars.label")} className="mx-1 flex items-center">
			{[1, 2, 3, 4, 5].map((star) => (
				<button
					key={star}
					type="button"
					disabled={disabled}
					aria-pressed={value === star}
					aria-label={t("stars.give", { count: star })}
					title={`${t("stars.give", { count: star })} (${star})`}
					// A second press on the same star takes them all away.
					onClick={() => markChosen({ stars: value === star ? null : star })}
					className={clsx(
						"flex h-8 w-5 items-center justify-center rounded-md transition-colors enabled:hover:bg-surface-2",
						star <= value ? "text-text" : "text-text-3",
					)}
				>
					<Star
						aria-hidden
						size={14}
						strokeWidth={1.75}
						fill={star <= value ? "currentColor" : "none"}
					/>
				</button>
			))}
		</fieldset>
	);
}

/** What a mark would apply to, for drawing. */
function useSlotsToMark({ slots }: SetDetail): readonly SetSlot[] {
	const mode = useSetView((state) => state.mode);
	const chosen = useSetView((state) => state.chosen);
	const current = useSetView((state) => state.current);
	const wanted = mode === "sheet" ? chosen : [current];
	return slots.filter(({ slot }) => wanted.includes(slot));
}
