import { leisure } from "./first-pictures.ts";
import { createRoom } from "./room.tsx";

/**
 * What the window does not begin with, so that its scripts are not read before the first picture is
 * on screen. In the order in which it is likely to be wanted.
 */
export const rooms = {
	viewer: createRoom(async () => (await import("../features/viewer/viewer-view.tsx")).ViewerView),
	board: createRoom(async () => (await import("../features/board/board-view.tsx")).BoardView),
	settings: createRoom(
		async () => (await import("../features/settings/settings-sheet.tsx")).SettingsSheet,
	),
	palette: createRoom(async () => (await import("./command-palette.tsx")).CommandPalette),
	referenceEditor: createRoom(
		async () => (await import("../features/reference-editor/reference-editor.tsx")).ReferenceEditor,
	),
	set: createRoom(async () => (await import("../features/sets/set-view.tsx")).SetView),
	compare: createRoom(
		async () => (await import("../features/compare/compare-view.tsx")).CompareView,
	),
	lineage: createRoom(
		async () => (await import("../features/lineage/lineage-view.tsx")).LineageView,
	),
	exporting: createRoom(
		async () =>
			(await import("../features/exporting/export-pictures-dialog.tsx")).ExportPicturesDialog,
	),
	shortcuts: createRoom(async () => (await import("./shortcuts-sheet.tsx")).ShortcutsSheet),
} as const;

/**
 * Reads every script that is not there yet, one whenever the window has nothing else to do, so that
 * whatever is opened is drawn at once.
 */
export async function fetchRooms(): Promise<void> {
	for (const { fetch } of Object.values(rooms)) {
		await leisure();
		await fetch();
	}
}
