import type { Activity } from "../../contract/activity.ts";
import { appError } from "../../contract/errors.ts";
import type { RunId } from "../../contract/ids.ts";
import type { Clock } from "../foundation/clock.ts";
import { type ActivityReport, type ActivityStart, RunningActivity } from "./running-activity.ts";

export type { ActivityReport, ActivityStart };

/** The long work of this app, as the window shows it. */
export type Activities = {
	/**
	 * Runs a piece of long work.
	 * @returns what it returns; it settles when the work has ended
	 * @throws what it throws, `cancelled` when it was stopped
	 */
	readonly run: <T>(
		start: ActivityStart,
		work: (report: ActivityReport) => Promise<T>,
	) => Promise<T>;
	/** Newest first. */
	readonly list: () => readonly Activity[];
	readonly stop: (id: RunId) => void;
	readonly pause: (id: RunId) => void;
	readonly resume: (id: RunId) => void;
	/** Takes ended work off the list. */
	readonly dismiss: (id: RunId) => void;
	/** Stops everything and waits for it; nothing begins after that. */
	readonly close: () => Promise<void>;
};

/** Ended work that nobody has dismissed; the oldest goes first. */
const MAX_ENDED = 50;

/** @param ports.tell hears of every change, at most about ten times a second for each piece of work */
export function createActivities(ports: {
	readonly clock: Clock;
	readonly tell: (activity: Activity) => void;
	readonly dismissed: (id: RunId) => void;
}): Activities {
	const entries = new Map<RunId, RunningActivity>();
	const going = new Set<Promise<unknown>>();
	let closed = false;

	const forget = (id: RunId) => {
		entries.delete(id);
		ports.dismissed(id);
	};
	const forgetOld = () => {
		const ended = [...entries.values()].filter(({ activity }) => activity.endedAt !== undefined);
		for (const { activity } of ended.slice(0, Math.max(0, ended.length - MAX_ENDED))) {
			forget(activity.id);
		}
	};
	return {
		run: async (start, work) => {
			if (closed) throw appError("cancelled");
			if (entries.has(start.id)) throw appError("internal", { said: "this work runs already" });
			const entry = new RunningActivity(start, ports);
			entries.set(start.id, entry);
			const running = entry.settle(work);
			const ended = running.catch(() => {});
			going.add(ended);
			try {
				return await running;
			} finally {
				going.delete(ended);
				forgetOld();
			}
		},
		list: () => [...entries.values()].map(({ activity }) => activity).reverse(),
		stop: (id) => entries.get(id)?.stop(),
		pause: (id) => entries.get(id)?.pause(),
		resume: (id) => entries.get(id)?.resume(),
		dismiss: (id) => {
			if (entries.get(id)?.activity.endedAt !== undefined) forget(id);
		},
		close: async () => {
			closed = true;
			for (const entry of entries.values()) entry.leave();
			await Promise.all(going);
		},
	};
}
