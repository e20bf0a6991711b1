import { ExportPicturesDialog } from "../features/exporting/export-pictures-dialog.tsx";
import { OutNews } from "../features/exporting/out-news.tsx";
import { ReferenceEditor } from "../features/reference-editor/reference-editor.tsx";
import { SettingsSheet } from "../features/settings/settings-sheet.tsx";
import { openOverlay, useView } from "../state/view-store.ts";
import { CommandPalette } from "./command-palette.tsx";
import { ShortcutsSheet } from "./shortcuts-sheet.tsx";

/** What can lie over the window, one at a time. */
export function Overlays() {
	const overlay = useView((state) => state.overlay);
	// A sheet that was just replaced by another must not close the other.
	const closing = (kind: "settings" | "palette" | "shortcuts") => (open: boolean) => {
		if (!open && useView.getState().overlay?.kind === kind) openOverlay(undefined);
	};
	return (
		<>
			<SettingsSheet
				open={overlay?.kind === "settings"}
				account={overlay?.kind === "settings" ? overlay.account : undefined}
				onOpenChange={closing("settings")}
			/>
			<CommandPalette open={overlay?.kind === "palette"} onOpenChange={closing("palette")} />
			<ReferenceEditor />
			<ExportPicturesDialog />
			<OutNews />
			<ShortcutsSheet open={overlay?.kind === "shortcuts"} onOpenChange={closing("shortcuts")} />
		</>
	);
}
