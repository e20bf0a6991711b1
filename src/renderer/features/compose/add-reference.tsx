import { ClipboardPaste, FolderOpen, Link2, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import type { MenuEntry } from "../../kit/menu-entry.ts";
import { Spinner } from "../../kit/spinner.tsx";
import { useAction } from "../../state/action-registry.ts";
import { useApp } from "../../state/app-store.ts";
import { useCompose } from "./compose-store.ts";
import { pasteReference, pickReferences } from "./take-references.ts";

/**
 * The ways a reference comes in without dragging: files, clipboard, link.
 * @param roomy true: there are none yet, so it also says how it works
 */
export function AddReference({
	roomy,
	onLink,
}: {
	readonly roomy: boolean;
	readonly onLink: () => void;
}) {
	const { t } = useTranslation("compose");
	const picking = useCompose((state) => state.picking);
	const platform = useApp((state) => state.info?.platform ?? "linux");
	useAction("references.add", () => void pickReferences(), !picking);
	useAction("references.paste", () => void pasteReference());

	const entries: readonly MenuEntry[] = [
		{
			id: "choose",
			label: t("references.choose"),
			icon: FolderOpen,
			shortcut: shortcutLabel("$mod+O", platform),
			disabled: picking,
			onSelect: () => void pickReferences(),
		},
		{
			id: "paste",
			label: t("references.paste"),
			icon: ClipboardPaste,
			shortcut: shortcutLabel("$mod+V", platform),
			onSelect: () => void pasteReference(),
		},
		{ id: "link", label: t("references.addLink"), icon: Link2, onSelect: onLink },
	];

	if (roomy) {
		return (
			<div className="flex items-center gap-3 rounded-md border border-dashed border-edge p-2">
				<p className="min-w-0 flex-1 text-sm text-balance text-text-3">{t("references.empty")}</p>
				<Menu entries={entries}>
					<Button size="sm" icon={Plus} label={t("references.add")}>
						{t("references.linkAdd")}
					</Button>
				</Menu>
			</div>
		);
	}
	return (
		<div className="relative flex aspect-square items-center justify-center rounded-md border border-dashed border-edge">
			{picking ? (
				<Spinner label={t("references.working")} />
			) : (
				<Menu entries={entries} align="start">
					<IconButton
						icon={Plus}
						label={t("references.add")}
						className="absolute inset-0 size-full"
					/>
				</Menu>
			)}
		</div>
	);
}
