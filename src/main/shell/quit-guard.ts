import { app, dialog } from "electron";
import type { Log } from "../foundation/log.ts";
import type { House } from "./compose.ts";
import type { Say } from "./texts.ts";

/** How long closing may take before the app goes anyway, milliseconds; the journal is safe at any moment. */
const CLOSE_LIMIT_MS = 5_000;

/**
 * Asks before quitting while a request is out whose pictures would be lost, and closes the house in
 * order before the process ends.
 */
export function guardQuit(house: House, say: () => Say, log: Log): void {
	let closed = false;
	app.on("before-quit", (event) => {
		if (closed) return;
		event.preventDefault();
		if (!mayQuit(house.jobs.sending, say())) return;
		closed = true;
		const limit = new Promise((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS));
		void Promise.race([house.close(), limit])
			.catch((error: unknown) => log.error("closing failed", { said: String(error) }))
			.finally(() => app.quit());
	});
}

function mayQuit(sending: number, say: Say): boolean {
	if (sending === 0) return true;
	const wait = 0;
	const answer = dialog.showMessageBoxSync({
		type: "warning",
		message: say("quit.title", { count: sending }),
		detail: say("quit.detail"),
		buttons: [say("quit.wait"), say("quit.leave")],
		defaultId: wait,
		cancelId: wait,
	});
	return answer !== wait;
}
