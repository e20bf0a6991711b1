import { join } from "node:path";
import { BrowserWindow, nativeTheme, screen } from "electron";
import type { Log } from "../foundation/log.ts";
import { watchPage } from "./page-health.ts";
import type { SettingsStore, WindowState } from "./settings-store.ts";

const MIN_WIDTH = 900;
const MIN_HEIGHT = 600;
const DEFAULT_SIZE = { width: 1440, height: 900 };

/** The window's ground while the page loads, so that nothing flashes; the same greys as the page's theme. */
export const ground = { dark: "#161616", light: "#eeeeee" };

export type StudioWindow = {
	readonly browser: BrowserWindow;
	/** Takes it off the screen for good, while the app closes behind it. */
	readonly putAway: () => void;
};

/** Opens the one window where it was last time, or in the middle when that place is gone. */
export function openMainWindow(options: {
	readonly url: string;
	readonly store: SettingsStore;
	readonly log: Log;
	/** The window comes into sight once its page is painted and this has resolved. */
	readonly mayShow: Promise<unknown>;
}): StudioWindow {
	const { url, store, log, mayShow } = options;
	const remembered = store.windowState();
	const window = new BrowserWindow({
		...DEFAULT_SIZE,
		...(remembered === undefined ? {} : placeOnScreen(remembered)),
		minWidth: MIN_WIDTH,
		minHeight: MIN_HEIGHT,
		show: false,
		title: "Seedcase",
		backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
		webPreferences: {
			preload: join(import.meta.dirname, "../preload/index.cjs"),
			contextIsolation: true,
			sandbox: true,
			nodeIntegration: false,
			webviewTag: false,
			spellcheck: false,
		},
	});
	if (remembered?.maximized === true) window.maximize();
	// A window that is hidden has lost its place.
	let away = false;
	const show = () => {
		if (!away && !window.isDestroyed()) window.show();
	};
	window.once("ready-to-show", () => void mayShow.then(show, () => {}));
	watchPage(window, log);
	const rememberPlace = () => {
		if (!away) store.rememberWindow(stateOf(window));
	};
	window.on("close", rememberPlace);
	window.loadURL(url).catch((error: unknown) => {
		// A window that is going away lets its page go first.
		if (away || window.isDestroyed()) return;
		log.error("the window's page cannot be loaded", { said: String(error) });
		show();
	});
	return {
		browser: window,
		putAway: () => {
			if (window.isDestroyed()) return;
			rememberPlace();
			away = true;
			// macOS leaves a black screen where a full-screen window is hidden.
			if (!window.isFullScreen()) window.hide();
		},
	};
}

function stateOf(window: BrowserWindow): WindowState {
	return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}

/** A remembered place is used only while enough of it lies on a screen to be grabbed. */
export function placeOnScreen(state: WindowState): Partial<WindowState> {
	const { width, height } = state;
	if (state.x === undefined || state.y === undefined) return { width, height };
	const area = screen.getDisplayMatching({ x: state.x, y: state.y, width, height }).workArea;
	const shown = {
		width: Math.min(state.x + width, area.x + area.width) - Math.max(state.x, area.x),
		height: Math.min(state.y + height, area.y + area.height) - Math.max(state.y, area.y),
	};
	const reachable = shown.width >= 100 && shown.height >= 100 && state.y >= area.y - 10;
	return reachable ? { x: state.x, y: state.y, width, height } : { width, height };
}
