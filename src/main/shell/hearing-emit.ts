import type { EventName, EventPayloads } from "../../contract/events.ts";
import type { Emit } from "../jobs/job-ports.ts";

type Listener = <N extends EventName>(event: N, payload: EventPayloads[N]) => void;

/** What main tells the window, with ears inside main: they hear it after the window. */
export function createHearingEmit(emit: Emit): {
	readonly emit: Emit;
	/** The same for what is told to some windows alone. */
	readonly around: (some: Emit) => Emit;
	readonly listen: (listener: Listener) => void;
} {
	const listeners: Listener[] = [];
	const around =
		(some: Emit): Emit =>
		(event, payload) => {
			some(event, payload);
			for (const listener of listeners) listener(event, payload);
		};
	return {
		emit: around(emit),
		around,
		listen: (listener) => listeners.push(listener),
	};
}
