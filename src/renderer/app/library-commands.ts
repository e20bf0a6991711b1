import { RunId } from "../../contract/ids.ts";
import { ask } from "../bridge/client.ts";
import { pickImport } from "../features/importing/importing-store.ts";
import { runActionOnceThere } from "../state/action-registry.ts";
import { showPictures } from "../state/finding.ts";
import { redoLibrary, undoLibrary, useLibraryEdits } from "../state/library-edits.ts";
import { rebuildLibrary } from "../state/library-rebuild.ts";
import { arrangeExport } from "../state/picture-export.ts";
import { readOnlyFailure } from "../state/read-only.ts";
import { openLineage, useSelection } from "../state/selection-store.ts";
import { openSettings, openSettingsPart, togglePanel } from "../state/view-store.ts";
import type { Command } from "./command.ts";
import { knock } from "./knock.ts";

/** What is done with the library and its chosen pictures. */
export const libraryCommands: readonly Command[] = [
	{
		id: "library.undo",
		group: "library",
		keysOfStage: "$mod+Z",
		run: () => void undoLibrary(),
		enabled: () => canWrite() && useLibraryEdits.getState().done.length > 0,
	},
	{
		id: "library.redo",
		group: "library",
		keysOfStage: "$mod+Shift+Z",
		run: () => void redoLibrary(),
		enabled: () => canWrite() && useLibraryEdits.getState().undone.length > 0,
	},
	{
		id: "library.tags",
		group: "library",
		keysOfStage: "T",
		run: editTags,
		enabled: () => canWrite() && isOnPictures() && hasChosen(),
	},
	{
		id: "library.export",
		group: "library",
		run: () => arrangeExport(useSelection.getState().chosen),
		enabled: hasChosen,
	},
	{
		id: "library.lineage",
		group: "library",
		run: () => {
			const { current } = useSelection.getState();
			if (current !== undefined) openLineage(current);
		},
		enabled: () => {
			const { current, stage } = useSelection.getState();
			return current !== undefined && stage !== "lineage";
		},
	},
	importing("library.importFiles", "files"),
	importing("library.importFolder", "folder"),
	{ id: "library.showTrash", group: "library", run: () => showPictures({ state: "trashed" }) },
	{
		id: "library.openFolder",
		group: "library",
		run: () => void ask("app.openLibraryFolder").catch(knock),
	},
	{
		id: "library.check",
		group: "library",
		run: () => {
			openSettingsPart("library");
			const run = RunId.parse(crypto.randomUUID());
			void ask("library.check", { run, repair: false }).catch(knock);
		},
	},
	{
		id: "library.rebuild",
		group: "library",
		run: () => {
			openSettings();
			void rebuildLibrary();
		},
	},
];

function importing(
	id: "library.importFiles" | "library.importFolder",
	what: "files" | "folder",
): Command {
	return { id, group: "library", run: () => void pickImport(what).catch(knock), enabled: canWrite };
}

/** One picture has its tags in the inspector, many in the bar over the gallery. */
function editTags(): void {
	if (useSelection.getState().chosen.length === 1) togglePanel("inspector", true);
	runActionOnceThere("tags.edit");
}

function canWrite(): boolean {
	return readOnlyFailure() === undefined;
}

function hasChosen(): boolean {
	return useSelection.getState().chosen.length > 0;
}

function isOnPictures(): boolean {
	const { stage } = useSelection.getState();
	return stage === "gallery" || stage === "viewer";
}
