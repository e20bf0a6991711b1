import { join } from "node:path";
import { BrowserWindow, nativeTheme, screen } from "electron";
import type { SettingsStore, WindowState } from "./settings-store.ts";

const MIN_WIDTH = 900;
const MIN_HEIGHT = 600;
const DEFAULT_SIZE = { width: 1440, height: 900 };

/** The window's ground while the page loads, so that nothing flashes; the same greys as the page's theme. */
const ground = { dark: "#161616", light: "#eeeeee" };

/** Opens the one window where it was last time, or in the middle when that place is gone. */
export function openMainWindow(options: {
	readonly url: string;
	readonly store: SettingsStore;
}): BrowserWindow {
	const remembered = options.store.windowState();
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
	window.once("ready-to-show", () => window.show());
	window.on("close", () => options.store.rememberWindow(stateOf(window)));
	void window.loadURL(options.url);
	return window;
}

function stateOf(window: BrowserWindow): WindowState {
	return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}

/** A remembered place is used only while enough of it lies on a screen to be grabbed. */
function placeOnScreen(state: WindowState): Partial<WindowState> {
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
