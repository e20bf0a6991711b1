import {
	type Activity,
	type ActivityKind,
	MAX_ACTIVITY_PROBLEMS,
} from "../../contract/activity.ts";
import { AppError, appError } from "../../contract/errors.ts";
import type { RunId } from "../../contract/ids.ts";
import type { Clock } from "../foundation/clock.ts";

/** What long work says of itself while it runs. */
export type ActivityReport = {
	/** Aborts when the designer stops it or the app closes. */
	readonly signal: AbortSignal;
	/** Waits while the work is paused. @throws AppError `cancelled` once it is stopped */
	readonly breathe: () => Promise<void>;
	readonly tell: (
		change: Partial<Pick<Activity, "done" | "total" | "current" | "facts" | "path">>,
	) => void;
	/** One piece went wrong; the rest goes on. */
	readonly problem: (name: string, error: unknown) => void;
};

export type ActivityStart = {
	readonly id: RunId;
	readonly kind: ActivityKind;
	readonly facts?: Activity["facts"];
	readonly canPause?: boolean;
	readonly canStop?: boolean;
	/** Begins paused: work of an earlier run that the designer had paused. */
	readonly paused?: boolean;
};

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
	/** Stops everything and waits for it. */
	readonly close: () => Promise<void>;
};

type Entry = {
	activity: Activity;
	readonly stopping: AbortController;
	/** While paused: settles on resume. */
	waiting: PromiseWithResolvers<void> | undefined;
	ended: Promise<unknown>;
	toldAt: number;
};

/** The window draws no more often than this, ms. */
const TELLING_PAUSE_MS = 100;
/** Ended work that nobody has dismissed; the oldest goes first. */
const MAX_ENDED = 50;

/** @param tell hears of every change, at most ten times a second for each piece of work */
export function createActivities(ports: {
	readonly clock: Clock;
	readonly tell: (activity: Activity) => void;
	readonly dismissed: (id: RunId) => void;
}): Activities {
	const { clock } = ports;
	const entries = new Map<RunId, Entry>();

	const change = (entry: Entry, changes: Partial<Activity>, now = true) => {
		entry.activity = { ...entry.activity, ...changes };
		if (!now && clock.now() - entry.toldAt < TELLING_PAUSE_MS) return;
		entry.toldAt = clock.now();
		ports.tell(entry.activity);
	};
	const reportOf = (entry: Entry): ActivityReport => ({
		signal: entry.stopping.signal,
		breathe: async () => {
			await entry.waiting?.promise;
			if (entry.stopping.signal.aborted) throw appError("cancelled");
		},
		tell: (changes) => change(entry, changes, false),
		problem: (name, error) => {
			const { problems, problemCount } = entry.activity;
			const { failure } = AppError.from(error);
			const kept = problems.length < MAX_ACTIVITY_PROBLEMS;
			change(
				entry,
				{
					...(kept && { problems: [...problems, { name, error: failure }] }),
					problemCount: problemCount + 1,
				},
				false,
			);
		},
	});
	const forgetOld = () => {
		const ended = [...entries.values()].filter(({ activity }) => activity.endedAt !== undefined);
		for (const { activity } of ended.slice(0, Math.max(0, ended.length - MAX_ENDED))) {
			entries.delete(activity.id);
			ports.dismissed(activity.id);
		}
	};
	return {
		run: async (start, work) => {
			const entry = newEntry(start, clock.now());
			if (entries.has(start.id)) throw appError("internal", { said: "this work runs already" });
			entries.set(start.id, entry);
			ports.tell(entry.activity);
			const running = work(reportOf(entry));
			entry.ended = running.catch(() => {});
			try {
				const result = await running;
				change(entry, { state: "done", endedAt: clock.now(), canPause: false, canStop: false });
				return result;
			} catch (thrown) {
				const error = AppError.from(thrown);
				const stopped = entry.stopping.signal.aborted || error.reason === "cancelled";
				change(entry, {
					...(stopped ? { state: "stopped" } : { state: "failed", error: error.failure }),
					...{ endedAt: clock.now(), canPause: false, canStop: false },
				});
				throw stopped ? appError("cancelled", {}, { cause: thrown }) : error;
			} finally {
				forgetOld();
			}
		},
		list: () => [...entries.values()].map(({ activity }) => activity).reverse(),
		stop: (id) => {
			const entry = entries.get(id);
			if (entry?.activity.canStop !== true) return;
			entry.stopping.abort();
			entry.waiting?.resolve();
		},
		pause: (id) => {
			const entry = entries.get(id);
			if (entry?.activity.canPause !== true || entry.activity.state !== "running") return;
			entry.waiting = Promise.withResolvers();
			change(entry, { state: "paused" });
		},
		resume: (id) => {
			const entry = entries.get(id);
			if (entry?.activity.state !== "paused") return;
			change(entry, { state: "running" });
			entry.waiting?.resolve();
			entry.waiting = undefined;
		},
		dismiss: (id) => {
			if (entries.get(id)?.activity.endedAt === undefined) return;
			entries.delete(id);
			ports.dismissed(id);
		},
		close: async () => {
			for (const { stopping, waiting } of entries.values()) {
				stopping.abort();
				waiting?.resolve();
			}
			await Promise.all([...entries.values()].map(({ ended }) => ended));
		},
	};
}

function newEntry(start: ActivityStart, now: number): Entry {
	const { id, kind, facts = {}, canPause = false, canStop = true, paused = false } = start;
	return {
		activity: {
			...{ id, kind, facts, canPause, canStop },
			state: paused ? "paused" : "running",
			startedAt: now,
			done: 0,
			problems: [],
			problemCount: 0,
		},
		stopping: new AbortController(),
		waiting: paused ? Promise.withResolvers() : undefined,
		ended: Promise.resolve(),
		toldAt: now,
	};
}
