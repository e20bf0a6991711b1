import { join } from "node:path";
import { BrowserWindow, nativeTheme, screen } from "electron";
import type { BoardId } from "../../contract/ids.ts";
import type { Log } from "../foundation/log.ts";
import type { FloatingBoards } from "../ipc/desktop.ts";
import { ground, placeOnScreen } from "./main-window.ts";
import { watchPage } from "./page-health.ts";

const SIZE = { width: 440, height: 330 };
const MIN_SIZE = { minWidth: 200, minHeight: 150 };
/** From the corner of the screen, and from one window to the next, px. */
const STEP = 32;

export type FloatingWindows = FloatingBoards & {
	/** Whether a window, by the id of its page, is one of these. */
	readonly owns: (windowId: number) => boolean;
	/** Takes them off the screen for good, while the app closes. */
	readonly putAway: () => void;
};

/**
 * The windows that show one board each on top of other apps, for drawing elsewhere.
 * @param ports.url of their page; the board's id is added to it
 */
export function createFloatingWindows(ports: {
	readonly url: string;
	readonly log: Log;
}): FloatingWindows {
	const { url, log } = ports;
	const windows = new Map<BoardId, BrowserWindow>();
	/** Where each was last, in this run of the app. */
	const places = new Map<BoardId, Electron.Rectangle>();
	const windowOf = (windowId: number) =>
		[...windows.values()].find(({ webContents }) => webContents.id === windowId);

	const show = (board: BoardId) => {
		const known = windows.get(board);
		if (known !== undefined) {
			if (known.isMinimized()) known.restore();
			known.show();
			return;
		}
		const window = openFloat(placeFor(places.get(board), windows.size));
		windows.set(board, window);
		// A page that closes its window lets it go without asking, so its place is known before that.
		const remember = () => places.set(board, window.getNormalBounds());
		window.on("move", remember);
		window.on("resize", remember);
		window.on("closed", () => windows.delete(board));
		watchPage(window, log);
		const page = new URL(url);
		page.searchParams.set("board", board);
		window.loadURL(page.href).catch((error: unknown) => {
			if (window.isDestroyed()) return;
			log.error("the page of a floating board cannot be loaded", { said: String(error) });
			window.destroy();
		});
	};
	return {
		show,
		close: (board) => windows.get(board)?.close(),
		setLook: ({ windowId }, { pinned, opacity }) => {
			const window = windowOf(windowId);
			if (pinned !== undefined) window?.setAlwaysOnTop(pinned, "floating");
			if (opacity !== undefined) window?.setOpacity(opacity);
		},
		owns: (windowId) => windowOf(windowId) !== undefined,
		putAway: () => {
			for (const window of [...windows.values()]) window.destroy();
		},
	};
}

function openFloat(place: Partial<Electron.Rectangle>): BrowserWindow {
	const window = new BrowserWindow({
		...place,
		...MIN_SIZE,
		show: false,
		frame: false,
		fullscreenable: false,
		maximizable: false,
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
	window.setAlwaysOnTop(true, "floating");
	if (process.platform === "darwin") {
		// Without the last option the app's icon leaves the dock for a moment.
		window.setVisibleOnAllWorkspaces(true, {
			visibleOnFullScreen: true,
			skipTransformProcessType: true,
		});
	}
	window.once("ready-to-show", () => window.show());
	return window;
}

/** Where it was, while that is on a screen; else in the upper right corner, each a step from the last. */
function placeFor(
	before: Electron.Rectangle | undefined,
	others: number,
): Partial<Electron.Rectangle> {
	if (before !== undefined) {
		const { x, y, width, height } = placeOnScreen({ ...before, maximized: false });
		if (x !== undefined && y !== undefined) return { x, y, width, height };
	}
	const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
	const step = STEP * (1 + (others % 8));
	return { ...SIZE, x: workArea.x + workArea.width - SIZE.width - step, y: workArea.y + step };
}
