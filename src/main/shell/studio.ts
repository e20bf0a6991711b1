import { app, type BrowserWindow, nativeTheme, powerSaveBlocker, session } from "electron";
import type { EventName } from "../../contract/events.ts";
import type { Settings } from "../../contract/settings.ts";
import type { Log } from "../foundation/log.ts";
import { type AskingWindows, mayFloatHear, mayWindowAsk } from "../ipc/float-rights.ts";
import type { Caller } from "../ipc/router.ts";
import { installMenu } from "./app-menu.ts";
import { APP_URL, FLOAT_URL, serveAppPages } from "./app-pages.ts";
import { bindCalls, emitToWindows } from "./bind-window.ts";
import type { House } from "./compose.ts";
import { createFileLog } from "./file-log.ts";
import { createFloatingWindows } from "./float-window.ts";
import { denyPermissions } from "./guard.ts";
import { guardQuit } from "./guard-quit.ts";
import { keepAwakeWhileSending } from "./keep-awake.ts";
import type { Leaving } from "./leaving.ts";
import { openMainWindow, type StudioWindow } from "./main-window.ts";
import { serveMedia } from "./media-protocol.ts";
import { readAhead } from "./read-ahead.ts";
import { createSettingsStore } from "./settings-store.ts";
import { startOptions } from "./start-options.ts";
import { languageInForce, loadTexts, type Say } from "./texts.ts";

/** A page that has not asked for itself by then is not waited for, milliseconds. */
const PAGE_MS = 500;

/** Everything from `ready` to the first picture on screen, in order. */
export async function startStudio(): Promise<void> {
	const dataFolder = app.getPath("userData");
	const log = createFileLog(dataFolder);
	const store = createSettingsStore(dataFolder, log);
	const options = startOptions(store.chosenLibrary());
	const language = () => languageInForce(store.get().language);
	let say = await loadTexts(language());
	let window: StudioWindow | undefined;
	let leaving: Leaving | undefined;

	const pageUrl = options.devServer ?? APP_URL;
	const floating = createFloatingWindows({ url: floatUrl(options.devServer), log });
	const mayHear = (one: BrowserWindow, event: EventName) =>
		one === window?.browser || (floating.owns(one.webContents.id) && mayFloatHear(event));
	const tellOthers = ({ windowId }: Caller) =>
		emitToWindows((one, event) => one.webContents.id !== windowId && mayHear(one, event));
	const toWindow = emitToWindows(mayHear);
	const emit = keepAwakeWhileSending(toWindow, powerSaveBlocker);
	const apply = async () => {
		nativeTheme.themeSource = themeInForce(store.get().theme);
		say = await loadTexts(language());
		installMenu(say, (command) => emit("menu.chosen", command));
	};
	await apply();

	denyPermissions(session.defaultSession);
	const pageAsked = serveAppPages(session.defaultSession, options.pagesFolder);
	const asking = { studio: () => window?.browser.webContents.id, isFloat: floating.owns };
	const opening = openDoors(pageUrl, asking);
	const show = () => {
		if (window !== undefined) return bringToFront(window.browser);
		window = openMainWindow({ url: pageUrl, store, log, mayShow: opening.promise });
		window.browser.once("closed", () => {
			window = undefined;
		});
		bindClosing(window.browser, () => leaving);
	};
	show();

	const restart = () => void leaving?.request({ again: true });
	// Most of the app is read while the page's process starts, once that has what it begins with.
	if (options.devServer === undefined) await Promise.race([pageAsked, pause(PAGE_MS)]);
	await readAhead();
	const { openHouse } = await import("./open-house.ts");
	const opened = await openHouse({
		...{ options, store, log, emit, tellOthers, floating, apply, language, restart },
		say: () => say,
	});
	if (opened === undefined) {
		window?.browser.destroy();
		return;
	}
	const { house, journalSetAside } = opened;
	opening.resolve(house);
	leaving = guardQuit({
		...{ house, log, show },
		say: () => say,
		window: () => window?.browser,
		putAway: () => {
			window?.putAway();
			floating.putAway();
		},
	});
	listenForStarts(show, leaving);
	if (journalSetAside !== undefined) tellOnceShown(window, journalSetAside, say, log);
	house.recover().catch((error: unknown) => {
		log.error("what an earlier run left could not be gone on with", { said: String(error) });
	});
	log.info("started", { version: app.getVersion(), electron: process.versions.electron });
}

/** Not the system clock's: reading what that needs takes a while, and this is before the window. */
function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * The doors to the window, there before the house is: the page loads while journal and library open,
 * and what it asks meanwhile waits.
 */
function openDoors(pageUrl: string, asking: AskingWindows): PromiseWithResolvers<House> {
	const opening = Promise.withResolvers<House>();
	const house = opening.promise;
	serveMedia(session.defaultSession, {
		pageUrl,
		answer: async (url, signal) => (await house).answerMedia(url, signal),
		receive: async (bytes) => (await house).receive(bytes),
	});
	bindCalls(
		async (...asked) => (await house).dispatch(...asked),
		pageUrl,
		(id, name) => mayWindowAsk(id, name, asking),
	);
	return opening;
}

function floatUrl(devServer: string | undefined): string {
	return devServer === undefined ? FLOAT_URL : new URL("float.html", devServer).href;
}

/** The app ends with its window, except on macOS; the house is closed before the window is. */
function bindClosing(window: BrowserWindow, leaving: () => Leaving | undefined): void {
	const isOpen = () => leaving()?.phase() === "open";
	if (process.platform !== "darwin") {
		window.on("close", (event) => {
			if (leaving()?.phase() === "closed") return;
			event.preventDefault();
			void leaving()?.request();
		});
		// A window can go without being asked, and a hidden easel must not keep the app alive.
		window.on("closed", () => {
			if (isOpen()) void leaving()?.request();
		});
	}
	window.on("session-end", () => void leaving()?.now());
}

function listenForStarts(show: () => void, leaving: Leaving): void {
	app.on("second-instance", () => {
		// Somebody who starts the app while it closes wants it open.
		if (leaving.phase() === "open") show();
		else void leaving.request({ again: true });
	});
	app.on("activate", () => {
		if (leaving.phase() === "open") show();
	});
	// Without a listener Electron would end the app itself; the studio's own window decides that.
	app.on("window-all-closed", () => {});
}

function tellOnceShown(window: StudioWindow | undefined, file: string, say: Say, log: Log): void {
	const tell = async (browser: BrowserWindow) => {
		const { tellJournalSetAside } = await import("./journal-words.ts");
		await tellJournalSetAside(browser, file, say);
	};
	window?.browser.once("show", () => {
		tell(window.browser).catch((error: unknown) => {
			log.error("nobody could be told about the journal", { said: String(error) });
		});
	});
}

/** A Linux session without a desktop has no theme to follow; then it is dark, as pictures like it. */
function themeInForce(chosen: Settings["theme"]): Settings["theme"] {
	const desktop = process.platform !== "linux" || process.env.XDG_CURRENT_DESKTOP !== undefined;
	return chosen === "system" && !desktop ? "dark" : chosen;
}

function bringToFront(window: BrowserWindow): void {
	if (window.isMinimized()) window.restore();
	window.show();
	window.focus();
}
