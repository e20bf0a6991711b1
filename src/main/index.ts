import { app, dialog } from "electron";
import { MEDIA_SCHEME } from "../contract/media.ts";
import { registerSchemes } from "./shell/app-pages.ts";
import { guardAllPages } from "./shell/guard.ts";
import { startStudio } from "./shell/studio.ts";

registerSchemes(MEDIA_SCHEME);
guardAllPages();

// One library, one journal, one app: a second start only brings the first to the front.
if (app.requestSingleInstanceLock()) {
	// Not awaited: Electron waits for this file to end before it is ready.
	void app
		.whenReady()
		.then(startStudio)
		.catch((error: unknown) => {
			dialog.showErrorBox("Seedcase cannot start", String(error));
			app.exit(1);
		});
} else {
	app.quit();
}
