import { FlipHorizontal2, FlipVertical2, Redo2, RotateCcw, RotateCw, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { useApp } from "../../state/app-store.ts";
import type { EditHistory } from "./edit-history.ts";
import { type Edit, flipped, isUntouched, turnedLeft, turnedRight } from "./edit-state.ts";

/** What is done at a press: turning, flipping, steps back and forth. */
export function EditorBar({
	history,
	onStep,
	onUndo,
	onRedo,
	onReset,
}: {
	readonly history: EditHistory;
	readonly onStep: (change: (edit: Edit) => Edit) => void;
	readonly onUndo: () => void;
	readonly onRedo: () => void;
	readonly onReset: () => void;
}) {
	const { t } = useTranslation("reference-editor");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	return (
		<div
			role="toolbar"
			aria-label={t("bar")}
			className="flex h-10 shrink-0 items-center gap-1 border-y border-line px-2"
		>
			<IconButton icon={RotateCcw} label={t("turnLeft")} onClick={() => onStep(turnedLeft)} />
			<IconButton icon={RotateCw} label={t("turnRight")} onClick={() => onStep(turnedRight)} />
			{/* The signs are named for the line, not for the way. */}
			<IconButton
				icon={FlipVertical2}
				label={t("flipX")}
				onClick={() => onStep((edit) => flipped(edit, "x"))}
			/>
			<IconButton
				icon={FlipHorizontal2}
				label={t("flipY")}
				onClick={() => onStep((edit) => flipped(edit, "y"))}
			/>
			<span aria-hidden className="mx-1 h-4 w-px bg-line" />
			<IconButton
				icon={Undo2}
				label={t("undo")}
				shortcut={shortcutLabel("$mod+Z", platform)}
				disabled={history.past.length === 0}
				onClick={onUndo}
			/>
			<IconButton
				icon={Redo2}
				label={t("redo")}
				shortcut={shortcutLabel("$mod+Shift+Z", platform)}
				disabled={history.future.length === 0}
				onClick={onRedo}
			/>
			<Button
				size="sm"
				look="quiet"
				className="ml-auto"
				disabled={isUntouched(history.present)}
				onClick={onReset}
			>
				{t("reset")}
			</Button>
		</div>
	);
}
