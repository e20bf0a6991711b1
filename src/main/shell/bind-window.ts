import { BrowserWindow, ipcMain } from "electron";
import { CHANNEL } from "../../contract/bridge.ts";
import { appError, type Outcome } from "../../contract/errors.ts";
import type { EventName } from "../../contract/events.ts";
import type { Dispatch } from "../ipc/router.ts";
import { isTrustedFrame } from "../ipc/trusted-sender.ts";
import type { Emit } from "../jobs/job-ports.ts";

/**
 * Answers the bridge's calls, from the app's own top frames alone.
 * @param mayAsk whether a window, by the id of its page, may ask what it named
 */
export function bindCalls(
	dispatch: Dispatch,
	pageUrl: string,
	mayAsk: (windowId: number, name: unknown) => boolean,
): void {
	ipcMain.handle(
		CHANNEL.call,
		(event, name: unknown, input: unknown): Outcome<unknown> | Promise<Outcome<unknown>> => {
			const frame = event.senderFrame;
			const trusted =
				frame !== null && isTrustedFrame({ url: frame.url, isTop: frame.parent === null }, pageUrl);
			if (!trusted || !mayAsk(event.sender.id, name))
				return { ok: false, error: appError("sender-untrusted").failure };
			return dispatch(name, input, { windowId: event.sender.id });
		},
	);
}

/** Tells every window that may hear it; the Demo gateway's easel is none and hears nothing. */
export function emitToWindows(mayHear: (window: BrowserWindow, event: EventName) => boolean): Emit {
	return (event, payload) => {
		for (const window of BrowserWindow.getAllWindows()) {
			if (!window.isDestroyed() && mayHear(window, event)) {
				window.webContents.send(CHANNEL.event, event, payload);
			}
		}
	};
}
