import type { ComparisonId } from "../../contract/ids.ts";
import type { Settings } from "../../contract/settings.ts";
import { type ActionId, isActionEnabled, runAction } from "../state/action-registry.ts";
import { saveSettings, useApp } from "../state/app-store.ts";
import { newestComparison } from "../state/comparisons.ts";
import { focusPrompt } from "../state/focus-prompt.ts";
import { useJobs } from "../state/jobs-store.ts";
import {
	backToGallery,
	isHome,
	leaveStage,
	openBoardStage,
	openComparison,
	useSelection,
} from "../state/selection-store.ts";
import { openOverlay, openSettings, togglePanel } from "../state/view-store.ts";
import type { Command, CommandId } from "./command.ts";
import { knock } from "./knock.ts";
import { libraryCommands } from "./library-commands.ts";

/** The one table behind keyboard, palette, shortcuts sheet and native menu. */
export const commands: readonly Command[] = [
	{ ...action("generate.send"), keys: "$mod+Enter", whileTyping: true },
	{ id: "prompt.focus", group: "create", keys: "$mod+L", whileTyping: true, run: focusPrompt },
	{ ...action("references.add"), keys: "$mod+O", whileTyping: true },
	{
		...action("references.paste"),
		keys: "$mod+V",
		// A board takes what is pasted itself, by the browser's own event.
		enabled: () => useSelection.getState().stage !== "board" && isActionEnabled("references.paste"),
	},
	{
		id: "view.back",
		group: "view",
		keys: "Escape",
		run: leaveStage,
		enabled: () => !isHome(useSelection.getState().stage),
	},
	{ id: "view.board", group: "view", keys: "Alt+Digit1", run: openBoardStage },
	{ id: "view.gallery", group: "view", keys: "Alt+Digit2", run: backToGallery },
	{
		id: "view.compare",
		group: "view",
		keys: "$mod+Shift+C",
		whileTyping: true,
		run: () => {
			const comparison = nextComparison();
			if (comparison !== undefined) openComparison(comparison);
		},
		enabled: () => nextComparison() !== undefined,
	},
	{ ...action("gallery.search"), group: "view", keys: "$mod+F", whileTyping: true },
	{ ...action("image.next"), group: "view", keys: "ArrowRight", inPalette: false },
	{ ...action("image.previous"), group: "view", keys: "ArrowLeft", inPalette: false },
	panel("view.compose", "compose", "$mod+B"),
	panel("view.inspector", "inspector", "$mod+I"),
	panel("view.queue", "queue", "$mod+J"),
	...libraryCommands,
	{ id: "account.add", group: "app", run: () => openSettings("new") },
	{
		id: "settings.open",
		group: "app",
		keys: "$mod+,",
		whileTyping: true,
		run: () => openSettings(),
	},
	setting("theme.system", { theme: "system" }),
	setting("theme.dark", { theme: "dark" }),
	setting("theme.light", { theme: "light" }),
	setting("language.system", { language: "system" }),
	setting("language.en", { language: "en" }),
	setting("language.zh-CN", { language: "zh-CN" }),
	{
		id: "palette.open",
		group: "app",
		keys: "$mod+K",
		whileTyping: true,
		inPalette: false,
		run: () => openOverlay({ kind: "palette" }),
	},
	{
		id: "shortcuts.open",
		group: "app",
		keys: "[Shift]+?",
		run: () => openOverlay({ kind: "shortcuts" }),
	},
];

/** The comparison looked at last, else the newest on the list; nothing when there is none, or it is on screen. */
function nextComparison(): ComparisonId | undefined {
	const { stage, comparison } = useSelection.getState();
	if (stage === "compare") return undefined;
	return comparison ?? newestComparison(useJobs.getState());
}

/** True when the command would do something now. */
export function isEnabled(command: Command): boolean {
	return command.enabled?.() ?? true;
}

/** Runs the command of this id, as the native menu names it; unknown ids and disabled commands do nothing. */
export function runCommand(id: string): void {
	const command = commands.find((candidate) => candidate.id === id);
	if (command !== undefined && isEnabled(command)) command.run();
}

function action(id: ActionId & CommandId): Command {
	return {
		id,
		group: "create",
		run: () => runAction(id),
		enabled: () => isActionEnabled(id),
	};
}

function panel(id: CommandId, name: Parameters<typeof togglePanel>[0], keys: string): Command {
	return { id, group: "view", keys, whileTyping: true, run: () => togglePanel(name) };
}

function setting(id: CommandId, patch: Partial<Pick<Settings, "theme" | "language">>): Command {
	return {
		id,
		group: "app",
		run: () => void saveSettings(patch).catch(knock),
		enabled: () => {
			const { settings } = useApp.getState();
			return Object.entries(patch).some(
				([key, value]) => settings[key as keyof typeof patch] !== value,
			);
		},
	};
}
