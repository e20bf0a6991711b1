import { app, dialog } from "electron";
import { MEDIA_SCHEME } from "../../contract/media.ts";
import { registerSchemes } from "./app-pages.ts";
import { debugSwitchAmong } from "./debug-switches.ts";
import { guardAllPages } from "./guard.ts";
import { startStudio } from "./studio.ts";

/** Starts the studio, or tells why it does not; runs before Electron is ready. */
export function startApp(): void {
	const debugSwitch = app.isPackaged ? debugSwitchAmong(process.argv.slice(1)) : undefined;

	if (debugSwitch !== undefined) {
		process.stderr.write(`Seedcase does not start with --${debugSwitch}.\n`);
		app.exit(1);
		return;
	}
	registerSchemes(MEDIA_SCHEME);
	guardAllPages();
	start();
}

function start(): void {
	// One library, one journal, one app: a second start only brings the first to the front.
	if (!app.requestSingleInstanceLock()) {
		app.quit();
		return;
	}
	// Not awaited: Electron waits for this file to end before it is ready.
	void app
		.whenReady()
		.then(startStudio)
		.catch((error: unknown) => {
			dialog.showErrorBox("Seedcase cannot start", String(error));
			app.exit(1);
		});
}
