import { join } from "node:path";
import { app } from "electron";

/** What the start of the app decides once. */
export type StartOptions = {
	/** The app's own data: settings, journal, kept replies, logs. */
	readonly dataFolder: string;
	readonly libraryFolder: string;
	/** Built pages. */
	readonly pagesFolder: string;
	/** Parses the answers to the window too, as tests and development do. */
	readonly checkOutputs: boolean;
	/** The address of the page server while developing; undefined in a build. */
	readonly devServer?: string;
};

/**
 * `--user-data-dir` moves the data folder (Electron reads it by itself), `SEEDCASE_LIBRARY` the library;
 * `SEEDCASE_CHECK_OUTPUTS=1` has answers parsed.
 * @param chosenLibrary the folder chosen in Settings
 */
export function startOptions(chosenLibrary: string | undefined): StartOptions {
	const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
	return {
		dataFolder: app.getPath("userData"),
		libraryFolder:
			process.env.SEEDCASE_LIBRARY ?? chosenLibrary ?? join(app.getPath("pictures"), "Seedcase"),
		checkOutputs: process.env.SEEDCASE_CHECK_OUTPUTS === "1" || devServer !== undefined,
		pagesFolder: join(import.meta.dirname, "../renderer"),
		...(devServer === undefined ? {} : { devServer }),
	};
}

/** The app's icon as a bitmap; it lies beside the code in a build and in the source tree alike. */
export function appIconPath(): string {
	return join(app.getAppPath(), "resources/icon.png");
}
