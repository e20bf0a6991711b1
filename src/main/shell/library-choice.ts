import { app, dialog } from "electron";
import type { Failure } from "../../contract/errors.ts";
import { relaunch } from "./relaunch.ts";
import type { SettingsStore } from "./settings-store.ts";
import type { Say } from "./texts.ts";

/** Starts the app anew while nothing is open that would have to be closed first. */
export function startAgain(): void {
	relaunch();
	app.quit();
}

/**
 * Asks for another library folder and starts again with it; the old folder stays as it is.
 * @param restart starts the app anew; it may ask first, and the folder then counts from the next start
 * @returns false when the dialog was closed
 * @throws AppError when the choice cannot be written down
 */
export async function chooseLibraryFolder(
	store: SettingsStore,
	say: Say,
	restart: () => void,
): Promise<boolean> {
	const { canceled, filePaths } = await dialog.showOpenDialog({
		title: say("library.choose"),
		buttonLabel: say("library.use"),
		properties: ["openDirectory", "createDirectory"],
	});
	const [folder] = filePaths;
	if (canceled || folder === undefined) return false;
	store.chooseLibrary(folder);
	restart();
	return true;
}

/** What to do when the library cannot be opened at start: an unplugged disk must never become an empty library. */
export async function askAboutLibrary(
	error: Failure,
	sentence: string,
	store: SettingsStore,
	say: Say,
): Promise<void> {
	const { response } = await dialog.showMessageBox({
		type: "warning",
		title: say("start.failed"),
		message: sentence,
		detail: error.detail ?? "",
		buttons: [say("library.again"), say("library.other"), say("library.quit")],
		defaultId: 0,
		cancelId: 2,
	});
	if (response === 0) startAgain();
	else if (response !== 1 || !(await chooseLibraryFolder(store, say, startAgain))) app.quit();
}
