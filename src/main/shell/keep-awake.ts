import type { PowerSaveBlocker } from "electron";
import type { JobId } from "../../contract/ids.ts";
import type { Emit } from "../jobs/job-ports.ts";

/**
 * Keeps the computer from falling asleep while a request is on its way: the reply that was paid for
 * would be lost with the connection. The screen may go dark.
 * @returns an `emit` that passes everything on and listens to the jobs
 */
export function keepAwakeWhileSending(
	emit: Emit,
	blocker: Pick<PowerSaveBlocker, "start" | "stop">,
): Emit {
	const sending = new Set<JobId>();
	let held: number | undefined;
	return (event, payload) => {
		emit(event, payload);
		if (typeof payload !== "object" || !("request" in payload)) return;
		if (payload.state === "sending" || payload.streaming === true) sending.add(payload.id);
		else sending.delete(payload.id);
		if (sending.size > 0) held ??= blocker.start("prevent-app-suspension");
		else if (held !== undefined) {
			blocker.stop(held);
			held = undefined;
		}
	};
}
