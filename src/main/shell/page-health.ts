import type { BrowserWindow } from "electron";
import { systemClock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";

/** A page that dies again this soon would die for ever, milliseconds. */
const AGAIN_MS = 60_000;

/** Loads the page anew when its process dies, and writes down what happens to it. */
export function watchPage({ webContents }: BrowserWindow, log: Log): void {
	let reloadedAt: number | undefined;
	webContents.on("render-process-gone", (_event, { reason, exitCode }) => {
		if (reason === "clean-exit") return;
		log.error("the window's page ended", { reason, exitCode });
		const now = systemClock.now();
		if (reloadedAt !== undefined && now - reloadedAt < AGAIN_MS) return;
		reloadedAt = now;
		// Chromium is still taking the dead page down while this event runs.
		setImmediate(() => {
			if (!webContents.isDestroyed()) webContents.reload();
		});
	});
	webContents.on("unresponsive", () => log.warn("the window's page does not answer"));
	webContents.on("responsive", () => log.info("the window's page answers again"));
}
