import { OutNews } from "../features/exporting/out-news.tsx";
import { useExportAsked } from "../state/picture-export.ts";
import { useReferenceEditor } from "../state/reference-editor.ts";
import { openOverlay, useView } from "../state/view-store.ts";
import { InRoom } from "./room.tsx";
import { rooms } from "./rooms.ts";

type Closable = "settings" | "palette" | "shortcuts";

/** What can lie over the window, one at a time. */
export function Overlays() {
	const overlay = useView((state) => state.overlay);
	// A sheet that was just replaced by another must not close the other.
	const closing = (kind: Closable) => (open: boolean) => {
		if (!open && useView.getState().overlay?.kind === kind) openOverlay(undefined);
	};
	const isEditing = useReferenceEditor(({ editing }) => editing !== undefined);
	const isExporting = useExportAsked(({ ids }) => ids !== undefined);
	const isOpen = (kind: Closable) => overlay?.kind === kind;
	return (
		<>
			<InRoom
				room={rooms.settings}
				isWanted={isOpen("settings")}
				props={{
					open: isOpen("settings"),
					account: overlay?.kind === "settings" ? overlay.account : undefined,
					onOpenChange: closing("settings"),
				}}
			/>
			<InRoom
				room={rooms.palette}
				isWanted={isOpen("palette")}
				props={{ open: isOpen("palette"), onOpenChange: closing("palette") }}
			/>
			<InRoom room={rooms.referenceEditor} isWanted={isEditing} props={{}} />
			<InRoom room={rooms.exporting} isWanted={isExporting} props={{}} />
			<OutNews />
			<InRoom
				room={rooms.shortcuts}
				isWanted={isOpen("shortcuts")}
				props={{ open: isOpen("shortcuts"), onOpenChange: closing("shortcuts") }}
			/>
		</>
	);
}
