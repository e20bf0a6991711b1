import { Maximize, Minus, Plus } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../bridge/format.ts";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import { useApp } from "../../state/app-store.ts";
import { useBoard } from "../../state/board-store.ts";
import { boardCommand } from "./board-commands.ts";
import { menuEntries } from "./board-menu.ts";
import type { BoardScene } from "./board-scene.ts";

/** How large the board is seen, and the ways to another size; at the lower right. */
export function BoardZoom({ scene }: { readonly scene: BoardScene }) {
	const { t } = useTranslation("board");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	useBoard((state) => state.chosen);
	const keysOf = (id: "zoomIn" | "zoomOut" | "fitAll") =>
		shortcutLabel(boardCommand(id).keys[0] ?? "", platform);
	return (
		<fieldset
			aria-label={t("canvas.zoomBar")}
			className="pointer-events-auto flex items-center rounded-md border border-line bg-raised shadow-raised"
		>
			<IconButton
				icon={Minus}
				label={t("commands.zoomOut")}
				shortcut={keysOf("zoomOut")}
				side="top"
				onClick={boardCommand("zoomOut").run}
			/>
			<Menu
				side="top"
				align="end"
				entries={menuEntries([["zoomOne", "fitAll", "fitChosen"]], t, platform)}
			>
				<Button look="quiet" className="nums w-16 px-0!">
					<Percent scene={scene} />
				</Button>
			</Menu>
			<IconButton
				icon={Plus}
				label={t("commands.zoomIn")}
				shortcut={keysOf("zoomIn")}
				side="top"
				onClick={boardCommand("zoomIn").run}
			/>
			<IconButton
				icon={Maximize}
				label={t("commands.fitAll")}
				shortcut={keysOf("fitAll")}
				side="top"
				onClick={boardCommand("fitAll").run}
			/>
		</fieldset>
	);
}

/** By itself, for it changes with every frame while one zooms. */
function Percent({ scene }: { readonly scene: BoardScene }) {
	const { t } = useTranslation("board");
	const percent = useSyncExternalStore(
		(onChange) => scene.onView(onChange),
		() => wholePercent(scene.view.zoom),
	);
	const zoom = formatNumber(percent / 100, { style: "percent", maximumFractionDigits: 1 });
	return (
		<>
			<span className="sr-only">{t("canvas.zoom", { zoom })}</span>
			<span aria-hidden>{zoom}</span>
		</>
	);
}

/** Whole percents, and tenths where a whole one would be nothing. */
function wholePercent(zoom: number): number {
	return zoom < 0.1 ? Math.round(zoom * 1_000) / 10 : Math.round(zoom * 100);
}
