import { Copy, Expand, Flag, FlagOff, FolderOpen, ImagePlus, SquarePen, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import type { MenuEntry } from "../../kit/menu-entry.ts";
import { showToast } from "../../kit/toast.tsx";
import { useApp } from "../../state/app-store.ts";
import {
	addAsReferences,
	copyPicture,
	reuseRecipe,
	revealPicture,
} from "../../state/picture-actions.ts";
import { usePictureChoices } from "../../state/picture-choices.ts";
import { openViewer, useSelection } from "../../state/selection-store.ts";
import { markChosen } from "./mark-chosen.ts";

const marks = [
	{ id: "pick", icon: Flag, key: "P", change: { pick: "picked" } },
	{ id: "reject", icon: X, key: "X", change: { pick: "rejected" } },
	{ id: "unmark", icon: FlagOff, key: "U", change: { pick: null } },
] as const;

/** What can be done with the chosen pictures; what makes sense for one only speaks of the one in focus. */
export function usePictureMenu(): readonly MenuEntry[] {
	const { t } = useTranslation("gallery");
	const current = useSelection((state) => state.current);
	const chosen = useSelection((state) => state.chosen);
	const choices = usePictureChoices();
	const platform = useApp((state) => state.info?.platform ?? "linux");
	if (current === undefined) return [];
	return [
		{
			id: "open",
			label: t("menu.open"),
			icon: Expand,
			shortcut: shortcutLabel("Enter", platform),
			onSelect: () => openViewer(current),
		},
		"separator",
		{
			id: "reference",
			label:
				chosen.length > 1
					? t("menu.useAsReferences", { number: chosen.length })
					: t("menu.useAsReference"),
			icon: ImagePlus,
			onSelect: () => void addAsReferences(chosen),
		},
		{
			id: "reuse",
			label: t("menu.reuse"),
			icon: SquarePen,
			onSelect: () => void reuseRecipe(current),
		},
		...choices(current, chosen),
		"separator",
		...marks.map(({ id, icon, key, change }) => ({
			id,
			icon,
			label: t(`menu.${id}`),
			shortcut: shortcutLabel(key, platform),
			onSelect: () => void markChosen(chosen, change),
		})),
		"separator",
		{
			id: "copy",
			label: t("menu.copy"),
			icon: Copy,
			shortcut: shortcutLabel("$mod+C", platform),
			onSelect: () => void copyPicture(current).then((done) => done && sayCopied(t("copied"))),
		},
		{
			id: "reveal",
			label: t("menu.reveal"),
			icon: FolderOpen,
			onSelect: () => void revealPicture(current),
		},
	];
}

/** The clipboard cannot be seen, so the window says that something came to it. */
export function sayCopied(text: string): void {
	showToast({ id: "copied", tone: "safe", text });
}
