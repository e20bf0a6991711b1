import {
	Columns3,
	GalleryHorizontalEnd,
	Images,
	Keyboard,
	PanelLeft,
	PanelRight,
	Settings,
	SquareDashedMousePointer,
	SunMoon,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { shortcutLabel } from "../bridge/shortcut-label.ts";
import { ActivitiesButton } from "../features/activities/activities-button.tsx";
import { IconButton } from "../kit/icon-button.tsx";
import { Menu } from "../kit/menu.tsx";
import { saveSettings, useApp } from "../state/app-store.ts";
import { newestComparison } from "../state/comparisons.ts";
import { useJobs } from "../state/jobs-store.ts";
import {
	backToGallery,
	openBoardStage,
	openComparison,
	openSet,
	useSelection,
} from "../state/selection-store.ts";
import { openOverlay, openSettings, togglePanel, useView } from "../state/view-store.ts";
import type { CommandId } from "./command.ts";
import { commands } from "./commands.ts";
import { knock } from "./knock.ts";
import { QueueButton } from "./queue-button.tsx";

const themes = ["system", "dark", "light"] as const;

/** The narrow strip at the left: where to go, what to open. */
export function Rail() {
	const { t } = useTranslation("app");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	const theme = useApp((state) => state.settings.theme);
	const stage = useSelection((state) => state.stage);
	const { composeOpen, inspectorOpen } = useView();
	const compared = useSelection((state) => state.comparison);
	const newest = useJobs(newestComparison);
	const comparison = compared ?? newest;
	const set = useSelection((state) => state.set);

	const keysOf = (id: CommandId) => {
		const keys = commands.find((command) => command.id === id)?.keys;
		return keys && shortcutLabel(keys, platform);
	};

	return (
		<nav
			aria-label={t("rail.name")}
			className="flex w-12 shrink-0 flex-col items-center gap-1 border-r border-line bg-surface-1 py-2"
		>
			<IconButton
				icon={SquareDashedMousePointer}
				label={t("rail.board")}
				shortcut={keysOf("view.board")}
				pressed={stage === "board"}
				side="right"
				onClick={openBoardStage}
			/>
			<IconButton
				icon={Images}
				label={t("rail.gallery")}
				shortcut={keysOf("view.gallery")}
				pressed={stage === "gallery"}
				side="right"
				onClick={backToGallery}
			/>
			{set !== undefined && (
				<IconButton
					icon={GalleryHorizontalEnd}
					label={t("rail.set")}
					pressed={stage === "set"}
					side="right"
					onClick={() => openSet(set)}
				/>
			)}
			{comparison !== undefined && (
				<IconButton
					icon={Columns3}
					label={t("rail.compare")}
					shortcut={keysOf("view.compare")}
					pressed={stage === "compare"}
					side="right"
					onClick={() => openComparison(comparison)}
				/>
			)}
			<span className="my-1 h-px w-6 bg-line" />
			<IconButton
				icon={PanelLeft}
				label={t("rail.compose")}
				shortcut={keysOf("view.compose")}
				pressed={composeOpen}
				side="right"
				onClick={() => togglePanel("compose")}
			/>
			<QueueButton shortcut={keysOf("view.queue")} />
			<ActivitiesButton />
			<IconButton
				icon={PanelRight}
				label={t("rail.inspector")}
				shortcut={keysOf("view.inspector")}
				pressed={inspectorOpen}
				side="right"
				onClick={() => togglePanel("inspector")}
			/>
			<div className="mt-auto flex flex-col gap-1">
				<Menu
					side="right"
					entries={themes.map((id) => ({
						id,
						label: t(`theme.${id}`),
						checked: theme === id,
						onSelect: () => void saveSettings({ theme: id }).catch(knock),
					}))}
				>
					<IconButton icon={SunMoon} label={t("rail.theme")} side="right" />
				</Menu>
				<IconButton
					icon={Keyboard}
					label={t("rail.shortcuts")}
					shortcut={keysOf("shortcuts.open")}
					side="right"
					onClick={() => openOverlay({ kind: "shortcuts" })}
				/>
				<IconButton
					icon={Settings}
					label={t("rail.settings")}
					shortcut={keysOf("settings.open")}
					side="right"
					onClick={() => openSettings()}
				/>
			</div>
		</nav>
	);
}
