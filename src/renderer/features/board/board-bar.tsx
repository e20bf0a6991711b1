import { Redo2, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { useApp } from "../../state/app-store.ts";
import { redoBoard, undoBoard, useBoard } from "../../state/board-store.ts";
import { boardCommand } from "./board-commands.ts";
import { useBoardTools } from "./board-tools.ts";
import { CommandButton } from "./command-button.tsx";

/** The board's name, its tools, and what was done. */
export function BoardBar({
	lead,
	children,
}: {
	/** The menu of boards. */
	readonly lead?: ReactNode;
	readonly children?: ReactNode;
}) {
	const { t } = useTranslation("board");
	const tool = useBoardTools((state) => state.tool);
	// For what is greyed while a picture is cropped.
	useBoardTools((state) => state.crop === undefined);
	const canUndo = useBoard((state) => state.canUndo);
	const canRedo = useBoard((state) => state.canRedo);
	const platform = useApp((state) => state.info?.platform ?? "linux");
	const keysOf = (id: "undo" | "redo") => shortcutLabel(boardCommand(id).keys[0] ?? "", platform);
	return (
		<div className="flex h-10 shrink-0 items-center gap-2 border-b border-line bg-surface-1 px-2">
			<div className="flex min-w-0 flex-1 items-center">{lead}</div>
			<fieldset aria-label={t("canvas.toolBar")} className="flex shrink-0 gap-0.5">
				<CommandButton id="select" pressed={tool === "select"} />
				<CommandButton id="hand" pressed={tool === "hand"} />
				<CommandButton id="note" pressed={tool === "note"} />
				<CommandButton id="arrow" pressed={tool === "arrow"} />
			</fieldset>
			<div className="flex min-w-0 flex-1 items-center justify-end gap-0.5">
				<IconButton
					icon={Undo2}
					label={t("commands.undo")}
					shortcut={keysOf("undo")}
					disabled={!canUndo}
					onClick={undoBoard}
				/>
				<IconButton
					icon={Redo2}
					label={t("commands.redo")}
					shortcut={keysOf("redo")}
					disabled={!canRedo}
					onClick={redoBoard}
				/>
				{children}
			</div>
		</div>
	);
}
