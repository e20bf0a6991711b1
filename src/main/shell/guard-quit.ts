import { app, type BrowserWindow, dialog, powerMonitor } from "electron";
import type { Log } from "../foundation/log.ts";
import type { House } from "./compose.ts";
import { createLeaving, type Leaving } from "./leaving.ts";
import { relaunch } from "./relaunch.ts";
import type { Say } from "./texts.ts";

/** How long the pages may take to end once everything is closed, milliseconds; a hung one never does. */
const PAGES_LIMIT_MS = 3_000;

export type QuitPorts = {
	readonly house: House;
	readonly say: () => Say;
	readonly log: Log;
	readonly window: () => BrowserWindow | undefined;
	/** Brings the window to the front; opens it when there is none. */
	readonly show: () => void;
	readonly putAway: () => void;
};

/**
 * Asks before quitting while a request is out whose pictures would be lost, and closes the house in
 * order before the process ends. When the computer ends it, nobody is asked.
 */
export function guardQuit(ports: QuitPorts): Leaving {
	const { house, log } = ports;
	const leaving = createLeaving({
		sending: () => house.jobs.sending,
		ask: (sending) => ask(sending, ports),
		stay: ports.show,
		putAway: ports.putAway,
		close: house.close,
		end,
		log,
	});
	app.on("before-quit", (event) => {
		if (leaving.phase() === "closed") return;
		event.preventDefault();
		void leaving.request();
	});
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		// A library that listened before Electron was ready lost the signal to Electron's own handler, and
		// Node asks the system for it anew only after the last listener is gone.
		process.removeAllListeners(signal);
		process.on(signal, () => {
			log.info("the system ends the app", { signal });
			void leaving.now();
		});
	}
	// Electron's types leave out the event, which holds the computer until the app is closed.
	powerMonitor.on("shutdown", (...heard: readonly Partial<Electron.Event>[]) => {
		heard[0]?.preventDefault?.();
		void leaving.now();
	});
	return leaving;
}

async function ask(sending: number, ports: QuitPorts): Promise<"leave" | "wait"> {
	const say = ports.say();
	const buttons = [say("quit.wait"), say("quit.leave")];
	const question: Electron.MessageBoxOptions = {
		type: "warning",
		message: say("quit.title", { count: sending }),
		detail: say("quit.detail"),
		buttons,
		defaultId: 0,
		cancelId: 0,
		noLink: true,
	};
	const window = ports.window();
	// A question over a window that nobody sees would not be seen either.
	if (window !== undefined) ports.show();
	const { response } =
		window === undefined
			? await dialog.showMessageBox(question)
			: await dialog.showMessageBox(window, question);
	return response === 1 ? "leave" : "wait";
}

function end(again: boolean): void {
	if (again) relaunch();
	app.quit();
	setTimeout(() => app.exit(0), PAGES_LIMIT_MS);
}
