import type { Log } from "../foundation/log.ts";

/** How long closing may take before the app goes anyway, milliseconds; the journal is safe at any moment. */
const CLOSE_LIMIT_MS = 5_000;

export type LeavingPorts = {
	/** How many requests are out whose pictures would be lost. */
	readonly sending: () => number;
	readonly ask: (sending: number) => Promise<"leave" | "wait">;
	/** The designer stays: there must be a window again. */
	readonly stay: () => void;
	/** It is decided: takes the window off the screen. */
	readonly putAway: () => void;
	/** Closes the house in order. */
	readonly close: () => Promise<void>;
	/** Ends the process. `again`: and starts it anew. */
	readonly end: (again: boolean) => void;
	readonly log: Log;
	/** Milliseconds; the app's own limit when absent. */
	readonly closeLimitMs?: number;
};

export type Leaving = {
	/** `open`: nothing is decided. `closing`: it is, and the house is being closed. `closed`: nothing holds the process. */
	readonly phase: () => "open" | "closing" | "closed";
	/** The designer wants to go, or to start `again`: asks first while something would be lost, once at a time. */
	readonly request: (how?: { readonly again: boolean }) => Promise<void>;
	/** The system ends: goes in order, without a question. */
	readonly now: () => Promise<void>;
};

/** The one way out of the app, whoever opens the door: the window, the menu, the system. */
export function createLeaving(ports: LeavingPorts): Leaving {
	let phase: ReturnType<Leaving["phase"]> = "open";
	let asking = false;
	let again = false;

	const go = async () => {
		if (phase !== "open") return;
		phase = "closing";
		try {
			ports.putAway();
			await within(ports.close(), ports.closeLimitMs ?? CLOSE_LIMIT_MS);
		} catch (error) {
			ports.log.error("closing failed", { said: String(error) });
		}
		phase = "closed";
		ports.end(again);
	};
	const mayLeave = async (): Promise<boolean> => {
		asking = true;
		try {
			const sending = ports.sending();
			return sending === 0 || (await ports.ask(sending)) === "leave";
		} catch (error) {
			ports.log.error("nobody could be asked about leaving", { said: String(error) });
			return true;
		} finally {
			asking = false;
		}
	};
	return {
		phase: () => phase,
		request: async (how) => {
			again ||= how?.again ?? false;
			if (phase !== "open" || asking) return;
			const leave = await mayLeave();
			if (leave) return go();
			again = false;
			if (phase === "open") ports.stay();
		},
		now: go,
	};
}

/** Resolves when `work` does, or after `limitMs`, whatever comes first. */
async function within(work: Promise<void>, limitMs: number): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const limit = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, limitMs);
	});
	try {
		await Promise.race([work, limit]);
	} finally {
		clearTimeout(timer);
	}
}
