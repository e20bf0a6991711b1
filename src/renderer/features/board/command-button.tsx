import { Circle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import type { TooltipSide } from "../../kit/tooltip.tsx";
import { useApp } from "../../state/app-store.ts";
import { type BoardCommandId, boardCommand, presentLabel } from "./board-commands.ts";
import { commandIcons } from "./board-menu.ts";

/** A command of the board as a button with its sign, name and key. */
export function CommandButton({
	id,
	side,
	pressed,
	className,
}: {
	readonly id: BoardCommandId;
	readonly side?: TooltipSide;
	readonly pressed?: boolean;
	readonly className?: string;
}) {
	const { t } = useTranslation("board");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	const { keys, run, enabled } = boardCommand(id);
	const [first] = keys;
	return (
		<IconButton
			icon={commandIcons[id] ?? Circle}
			label={t(presentLabel(id))}
			shortcut={first && shortcutLabel(first, platform)}
			side={side}
			pressed={pressed}
			disabled={!enabled()}
			onClick={run}
			className={className}
		/>
	);
}
