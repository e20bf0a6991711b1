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
	/** True: the app closes, and nobody stopped this; it may go on at the next start. */
	readonly leaving: () => boolean;
	/** Waits while the work is paused. @throws AppError `cancelled` once it is stopped */
	readonly breathe: () => Promise<void>;
	/**
	 * Pauses by itself because of something the designer can put right, such as a full disk, and says
	 * so; resolves when it is resumed. @throws AppError `cancelled` once it is stopped
	 */
	readonly hold: (error: unknown) => Promise<void>;
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
	/** What of it an earlier run has done. */
	readonly progress?: Partial<Pick<Activity, "done" | "total">> | undefined;
	readonly canPause?: boolean;
	readonly canStop?: boolean;
	/** Begins paused: work of an earlier run that the designer had paused. */
	readonly paused?: boolean;
	/** Hears when the designer pauses it or lets it go on. */
	readonly onPause?: (paused: boolean) => void;
};

/** The window draws no more often than this, ms. */
const TELLING_PAUSE_MS = 100;

/** One piece of long work. Every change is told; of many in a row the last one always is. */
export class RunningActivity {
	readonly #ports: { readonly clock: Clock; readonly tell: (activity: Activity) => void };
	readonly #stopping = new AbortController();
	readonly #onPause: (paused: boolean) => void;
	#activity: Activity;
	/** While paused: settles on resume. */
	#waiting: PromiseWithResolvers<void> | undefined;
	#toldAt: number;
	/** A change that is told when the pause between two words is over. */
	#later: AbortController | undefined;
	#leaving = false;

	constructor(
		start: ActivityStart,
		ports: { readonly clock: Clock; readonly tell: (activity: Activity) => void },
	) {
		this.#ports = ports;
		this.#activity = begun(start, ports.clock.now());
		this.#onPause = start.onPause ?? (() => {});
		this.#toldAt = ports.clock.now();
		if (start.paused) this.#waiting = Promise.withResolvers();
		ports.tell(this.#activity);
	}

	get activity(): Activity {
		return this.#activity;
	}

	get report(): ActivityReport {
		return {
			signal: this.#stopping.signal,
			leaving: () => this.#leaving,
			breathe: () => this.#breathe(),
			hold: async (error) => {
				this.#stopping.signal.throwIfAborted();
				this.#waiting ??= Promise.withResolvers();
				this.#change({ state: "paused", error: AppError.from(error).failure });
				await this.#breathe();
			},
			tell: (changes) => this.#changeSoon(changes),
			problem: (name, error) => {
				const { problems, problemCount } = this.#activity;
				const kept = problems.length < MAX_ACTIVITY_PROBLEMS;
				const all = kept ? [...problems, { name, error: AppError.from(error).failure }] : problems;
				this.#changeSoon({ problems: all, problemCount: problemCount + 1 });
			},
		};
	}

	/** Runs the work to its end. @throws what it throws, `cancelled` when it was stopped */
	async settle<T>(work: (report: ActivityReport) => Promise<T>): Promise<T> {
		try {
			const result = await work(this.report);
			this.#end({ state: "done" });
			return result;
		} catch (thrown) {
			const error = AppError.from(thrown);
			const stopped = this.#stopping.signal.aborted || error.reason === "cancelled";
			this.#end(stopped ? { state: "stopped" } : { state: "failed", error: error.failure });
			throw stopped ? appError("cancelled", {}, { cause: thrown }) : error;
		}
	}

	pause(): void {
		if (!this.#activity.canPause || this.#activity.state !== "running") return;
		this.#waiting = Promise.withResolvers();
		this.#change({ state: "paused" });
		this.#onPause(true);
	}

	resume(): void {
		if (this.#activity.state !== "paused") return;
		this.#change({ state: "running", error: undefined });
		this.#waiting?.resolve();
		this.#waiting = undefined;
		this.#onPause(false);
	}

	stop(): void {
		if (!this.#activity.canStop) return;
		this.#abort();
	}

	leave(): void {
		this.#leaving = !this.#stopping.signal.aborted;
		this.#abort();
	}

	#abort(): void {
		this.#stopping.abort(appError("cancelled"));
		this.#waiting?.resolve();
	}

	async #breathe(): Promise<void> {
		await this.#waiting?.promise;
		this.#stopping.signal.throwIfAborted();
	}

	#end(changes: Partial<Activity>): void {
		const endedAt = this.#ports.clock.now();
		this.#change({ ...changes, endedAt, current: undefined, canPause: false, canStop: false });
	}

	#change(changes: Partial<Activity>): void {
		this.#activity = { ...this.#activity, ...changes };
		this.#tell();
	}

	#tell(): void {
		this.#later?.abort();
		this.#later = undefined;
		this.#toldAt = this.#ports.clock.now();
		this.#ports.tell(this.#activity);
	}

	#changeSoon(changes: Partial<Activity>): void {
		// Somebody may still speak of work that has ended.
		if (this.#activity.endedAt !== undefined) return;
		this.#activity = { ...this.#activity, ...changes };
		const since = this.#ports.clock.now() - this.#toldAt;
		// A clock that was set back must not keep this silent for hours.
		if (since >= TELLING_PAUSE_MS || since < 0) this.#tell();
		else if (this.#later === undefined) this.#tellIn(TELLING_PAUSE_MS - since);
	}

	#tellIn(ms: number): void {
		const later = new AbortController();
		this.#later = later;
		this.#ports.clock.sleep(ms, later.signal).then(
			() => this.#tell(),
			() => {},
		);
	}
}

function begun(start: ActivityStart, now: number): Activity {
	const { id, kind, facts = {}, canPause = false, canStop = true, paused = false } = start;
	const { done = 0, total } = start.progress ?? {};
	return {
		...{ id, kind, facts, canPause, canStop },
		state: paused ? "paused" : "running",
		startedAt: now,
		done,
		...(total !== undefined && { total }),
		problems: [],
		problemCount: 0,
	};
}
