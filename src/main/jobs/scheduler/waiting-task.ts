import type { AccountId, JobId } from "../../../contract/ids.ts";
import type { TaskPace } from "../../gateways/task-pace.ts";
import type { Moment } from "./account-lane.ts";
import { firstWait, nextWait, waitAfterTrouble } from "./next-question.ts";

/** A task that a gateway works on. Times in milliseconds since the Unix epoch. */
export type ScheduledTask = {
	readonly id: JobId;
	readonly account: AccountId;
	readonly pace: TaskPace;
	readonly sentAt: number;
	/** A question put then or later is the last one that is put by itself. */
	readonly giveUpAt: number;
	/** When the gateway expects to be done. */
	readonly expectedAt?: number;
};

/** What a question brought. */
export type Asked =
	| { readonly kind: "waiting"; readonly progress?: number; readonly remainingMs?: number }
	/** No answer about the task. `limited`: the gateway says "too many requests". */
	| { readonly kind: "trouble"; readonly retryAfterMs?: number; readonly limited: boolean }
	| { readonly kind: "ended" };

/**
 * A task past its time is not late while nobody answers, nor when its time went by in one leap: the
 * computer slept, or its clock was set. So many questions are tried.
 */
const TRIES_PAST_TIME = 5;

/** What the scheduler remembers of a task, and when it is to be asked after. */
export class WaitingTask {
	readonly id: JobId;
	readonly account: AccountId;
	readonly pace: TaskPace;
	/** By the time that goes on while the computer sleeps. */
	due: number;
	/** By the steady clock. */
	notBefore: number;
	#estimated: number | undefined;
	readonly #sent: number;
	/** When its time is over, on both clocks. */
	#deadline: Moment;
	#asked: Moment = { time: 0, steady: 0 };
	#late = false;
	#troubles = 0;
	#triesPastTime = 0;

	/**
	 * @param known.wall milliseconds since the Unix epoch, at the moment of `known.now`
	 * @param known.notBefore from an earlier plan of the same task
	 * @param chance from 0 to 1
	 */
	constructor(
		{ id, account, pace, sentAt, giveUpAt, expectedAt }: ScheduledTask,
		known: { readonly now: Moment; readonly wall: number; readonly notBefore?: number },
		chance: number,
	) {
		const { time } = known.now;
		this.id = id;
		this.account = account;
		this.pace = pace;
		this.notBefore = known.notBefore ?? 0;
		// A clock that was set back since then must not keep a task from being asked after.
		this.#sent = time - Math.max(0, known.wall - sentAt);
		const estimateMs = expectedAt === undefined ? undefined : Math.max(0, expectedAt - sentAt);
		this.#estimated = estimateMs === undefined ? undefined : this.#sent + estimateMs;
		this.#deadline = later(known.now, Math.min(giveUpAt - known.wall, pace.giveUpMs));
		const first = this.#sent + firstWait(pace, estimateMs, chance);
		this.due = first <= time ? Math.min(first, this.expected) : first;
	}

	/** When it should be done; of several that are overdue, the soonest is asked after first. */
	get expected(): number {
		return this.#estimated ?? this.#sent + this.pace.firstMs;
	}

	/** Not asked after by itself any more. */
	get late(): boolean {
		return this.#late;
	}

	/** A question leaves now. */
	ask(now: Moment): void {
		this.#asked = now;
		this.notBefore = now.steady + this.pace.everyMs;
	}

	/** The designer wants to know: due before all others, and with as much time again if it was late. */
	hurry(now: Moment): void {
		this.due = Number.NEGATIVE_INFINITY;
		this.notBefore = 0;
		if (!this.#late) return;
		this.#late = false;
		this.#triesPastTime = 0;
		this.#deadline = later(now, this.pace.giveUpMs);
	}

	/** The question was called back; it is put again as soon as that makes sense. */
	calledBack({ time }: Moment): void {
		this.due = Math.min(time, this.expected);
	}

	stillWaiting(
		{ progress, remainingMs }: Extract<Asked, { kind: "waiting" }>,
		{ time }: Moment,
		chance: number,
	): void {
		this.#troubles = 0;
		if (remainingMs !== undefined) {
			// Some gateways repeat their first estimate in every answer: it may come nearer, never move away.
			const estimated = time + Math.max(0, remainingMs);
			this.#estimated = Math.min(this.#estimated ?? estimated, estimated);
		}
		const left = this.#estimated === undefined ? undefined : this.#estimated - time;
		const waited = { ageMs: time - this.#sent, remainingMs: left, progress };
		const lastTry = this.#asked.steady >= this.#deadline.steady;
		this.#planIn(nextWait(this.pace, waited, chance), time, lastTry);
	}

	hadTrouble(adviceMs: number | undefined, { time }: Moment, chance: number): void {
		this.#troubles += 1;
		const troubles = this.#troubles;
		this.#planIn(waitAfterTrouble(this.pace, { troubles, adviceMs }, chance), time, false);
	}

	/** @param lastTry it is late if its time was over when it was asked after */
	#planIn(ms: number, time: number, lastTry: boolean): void {
		const end = this.#deadline.time;
		if (this.#asked.time >= end) {
			this.#triesPastTime += 1;
			this.#late = lastTry || this.#triesPastTime >= TRIES_PAST_TIME;
		}
		// A question is put when the time is over, not one long wait later.
		const atTheEnd = Math.max(end, time + this.pace.everyMs);
		this.due = end > time ? Math.min(time + ms, atTheEnd) : time + ms;
	}
}

function later({ time, steady }: Moment, ms: number): Moment {
	return { time: time + ms, steady: steady + ms };
}
