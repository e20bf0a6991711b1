import { app, type BrowserWindow, nativeTheme, session } from "electron";
import { AppError } from "../../contract/errors.ts";
import type { Settings } from "../../contract/settings.ts";
import { systemClock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import type { Emit } from "../jobs/job-ports.ts";
import { installMenu } from "./app-menu.ts";
import { APP_URL, PAINTER_URL, serveAppPages } from "./app-pages.ts";
import { bindCalls, emitToWindows } from "./bind-window.ts";
import { buildHouse, type House } from "./compose.ts";
import { createDesktop } from "./desktop.ts";
import { createFileLog } from "./file-log.ts";
import { denyPermissions } from "./guard.ts";
import { askAboutLibrary, chooseLibraryFolder } from "./library-choice.ts";
import { openMainWindow } from "./main-window.ts";
import { serveMedia } from "./media-protocol.ts";
import { createPainter } from "./painter-window.ts";
import { guardQuit } from "./quit-guard.ts";
import { createSealedBox } from "./sealed-box.ts";
import { createSettingsStore, type SettingsStore } from "./settings-store.ts";
import { type StartOptions, startOptions } from "./start-options.ts";
import { errorSentence, languageInForce, loadTexts, type Say } from "./texts.ts";

/** Everything from `ready` to the first picture on screen, in order. */
export async function startStudio(): Promise<void> {
	const dataFolder = app.getPath("userData");
	const log = createFileLog(dataFolder);
	const store = createSettingsStore(dataFolder, log);
	const options = startOptions(store.chosenLibrary());
	const language = () => languageInForce(store.get().language);
	let say = await loadTexts(language());

	const isStudio = (window: BrowserWindow) => window === mainWindow;
	let mainWindow: BrowserWindow | undefined;
	const emit = emitToWindows(isStudio);
	const apply = async () => {
		nativeTheme.themeSource = themeInForce(store.get().theme);
		say = await loadTexts(language());
		installMenu(say, (command) => emit("menu.chosen", command));
	};
	await apply();

	const pageUrl = options.devServer ?? APP_URL;
	denyPermissions(session.defaultSession);
	serveAppPages(session.defaultSession, options.pagesFolder);
	const house = await openHouse({ options, store, log, emit, apply, language, say: () => say });
	if (house === undefined) return;
	serveMedia(session.defaultSession, house.answerMedia);
	bindCalls(house.dispatch, pageUrl);
	guardQuit(house, () => say, log);

	const open = () => {
		mainWindow = openMainWindow({ url: pageUrl, store });
		mainWindow.on("closed", () => {
			mainWindow = undefined;
		});
	};
	app.on("second-instance", () => focus(mainWindow));
	app.on("activate", () => (mainWindow === undefined ? open() : focus(mainWindow)));
	app.on("window-all-closed", () => {
		if (process.platform !== "darwin") app.quit();
	});
	open();
	await house.jobs.recover();
	log.info("started", { version: app.getVersion(), electron: process.versions.electron });
}

type HouseFacts = {
	readonly options: StartOptions;
	readonly store: SettingsStore;
	readonly log: Log;
	readonly emit: Emit;
	readonly apply: () => Promise<void>;
	readonly language: () => "en" | "zh-CN";
	readonly say: () => Say;
};

/** The house, or undefined when the designer has to decide about the library first. */
async function openHouse(facts: HouseFacts): Promise<House | undefined> {
	const { options, store, log, say } = facts;
	try {
		return await buildHouse({
			...facts,
			box: createSealedBox(systemClock),
			desktop: createDesktop(say),
			painter: createPainter(painterUrl(options.devServer)),
			version: app.getVersion(),
			chooseLibraryFolder: () => chooseLibraryFolder(store, say()),
			checkOutputs: !app.isPackaged,
		});
	} catch (thrown) {
		const { failure } = AppError.from(thrown);
		log.error("the library cannot be opened", {
			folder: options.libraryFolder,
			reason: failure.reason,
		});
		await askAboutLibrary(failure, errorSentence(failure, facts.language()), store, say());
		return undefined;
	}
}

function painterUrl(devServer: string | undefined): string {
	return devServer === undefined ? PAINTER_URL : new URL("painter.html", devServer).href;
}

/** A Linux session without a desktop has no theme to follow; then it is dark, as pictures like it. */
function themeInForce(chosen: Settings["theme"]): Settings["theme"] {
	const desktop = process.platform !== "linux" || process.env.XDG_CURRENT_DESKTOP !== undefined;
	return chosen === "system" && !desktop ? "dark" : chosen;
}

function focus(window: BrowserWindow | undefined): void {
	if (window === undefined) return;
	if (window.isMinimized()) window.restore();
	window.show();
	window.focus();
}
