import { app, type BrowserWindow, dialog } from "electron";
import type { Failure } from "../../contract/errors.ts";
import { startAgain } from "./library-choice.ts";
import { isFromNewerVersion } from "./open-journal.ts";
import type { Say } from "./texts.ts";

/** Says that a damaged journal was set aside. Resolves when it was read; nothing waits for that. */
export async function tellJournalSetAside(
	window: BrowserWindow,
	file: string,
	say: Say,
): Promise<void> {
	await dialog.showMessageBox(window, {
		type: "warning",
		message: say("journal.setAside"),
		detail: say("journal.setAsideDetail", { file }),
		buttons: [say("journal.understood")],
		noLink: true,
	});
}

/**
 * What to do when the journal cannot be opened at start: nothing may be sent that is not written
 * down first, so the app starts again or ends.
 * @param sentence what is wrong, in the designer's language
 */
export async function askAboutJournal(
	failure: Failure,
	sentence: string,
	file: string,
	say: Say,
): Promise<void> {
	const newer = isFromNewerVersion(failure);
	const quit = say("library.quit");
	const buttons = newer ? [quit] : [say("library.again"), quit];
	const { response } = await dialog.showMessageBox({
		type: "warning",
		title: say("start.failed"),
		message: newer ? say("journal.newer") : say("journal.failed"),
		detail: newer ? say("journal.newerDetail", { file }) : `${sentence}\n${file}`,
		buttons,
		defaultId: 0,
		cancelId: buttons.length - 1,
		noLink: true,
	});
	if (!newer && response === 0) startAgain();
	else app.quit();
}
