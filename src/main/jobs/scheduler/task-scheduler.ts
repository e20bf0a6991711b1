import { AppError, assertNever } from "../../../contract/errors.ts";
import type { AccountId, JobId } from "../../../contract/ids.ts";
import { steadyNow } from "../../foundation/clock.ts";
import type { NetworkState } from "../../foundation/network.ts";
import { AccountLane, type Moment } from "./account-lane.ts";
import { Alarm } from "./alarm.ts";
import { restOfAccount } from "./next-question.ts";
import { PAUSED, type SchedulerPorts } from "./scheduler-ports.ts";
import { type Asked, type ScheduledTask, WaitingTask } from "./waiting-task.ts";
import { WakingTime } from "./waking-time.ts";

export type { SchedulerPorts } from "./scheduler-ports.ts";
export type { Asked, ScheduledTask } from "./waiting-task.ts";

/** While tasks wait, the clocks are compared at least this often: the computer may have slept. */
const LONGEST_NAP_MS = 30_000;

type Lane = AccountLane<WaitingTask>;
type Question = { readonly stop: AbortController; ended: Promise<void> };

/**
 * Asks after all waiting tasks: each at its gateway's pace, no account faster than its page allows,
 * and nobody while offline or asleep. One timer for all of them.
 */
export class TaskScheduler {
	readonly #ports: SchedulerPorts;
	readonly #time: WakingTime;
	readonly #alarm: Alarm;
	readonly #chance: () => number;
	readonly #tasks = new Map<JobId, WaitingTask>();
	/** They stay when they are empty: an account's limits outlive its tasks. */
	readonly #lanes = new Map<AccountId, Lane>();
	readonly #questions = new Map<JobId, Question>();
	readonly #deafen: () => void;
	#closed = false;

	constructor(ports: SchedulerPorts) {
		this.#ports = ports;
		this.#chance = ports.random ?? Math.random;
		this.#time = new WakingTime(ports.clock);
		this.#alarm = new Alarm(ports.clock, () => this.#askDue());
		this.#deafen = ports.network.onChange((state) => this.#heedNetwork(state));
	}

	/** Late tasks too. */
	has(id: JobId): boolean {
		return this.#tasks.has(id);
	}

	/** Asks after a task from now on; one that is known already is planned anew. */
	add(task: ScheduledTask): void {
		if (this.#closed) return;
		const notBefore = this.#tasks.get(task.id)?.notBefore;
		const known = { now: this.#now(), wall: this.#ports.clock.now(), notBefore };
		const waiting = new WaitingTask(task, known, this.#chance());
		this.remove(task.id);
		this.#tasks.set(task.id, waiting);
		this.#plan(waiting);
		this.#askDue();
	}

	/** A question that is out stays out; its answer does not matter any more. */
	remove(id: JobId): void {
		const task = this.#tasks.get(id);
		if (task === undefined) return;
		this.#tasks.delete(id);
		this.#lane(task.account).drop(task);
	}

	/**
	 * Asks after a task as soon as its account may be asked anything. One that was late is gone on
	 * with, for as long as its gateway's pace gives to a new one.
	 */
	askNow(id: JobId): void {
		const task = this.#tasks.get(id);
		if (task === undefined || this.#closed || this.#questions.has(id)) return;
		task.hurry(this.#now());
		this.#plan(task);
		this.#askDue();
	}

	/** Calls back what is being asked; nothing is asked any more. */
	async close(): Promise<void> {
		this.#closed = true;
		this.#deafen();
		this.#alarm.clear();
		await Promise.all(this.#callBack().map(({ ended }) => ended));
	}

	#heedNetwork(state: NetworkState): void {
		if (this.#closed) return;
		if (!isUsable(state)) {
			this.#alarm.clear();
			// A connection that has slept answers late or never, and holds a place meanwhile.
			this.#callBack();
			return;
		}
		const now = this.#now();
		for (const lane of this.#lanes.values()) lane.sortOverdue(now);
		this.#askDue();
	}

	#callBack(): readonly Question[] {
		const questions = [...this.#questions.values()];
		for (const { stop } of questions) stop.abort(PAUSED);
		return questions;
	}

	/** Asks whatever may be asked at this moment, and sets the alarm for the next. */
	#askDue(): void {
		if (this.#closed || !isUsable(this.#ports.network.state())) return;
		const now = this.#now();
		let nap: number | undefined;
		for (const lane of this.#lanes.values()) {
			for (let task = lane.take(now); task !== undefined; task = lane.take(now)) {
				this.#begin(task, lane, now);
			}
			const wait = lane.waitMs(now);
			if (wait !== undefined) nap = Math.min(wait, nap ?? LONGEST_NAP_MS);
		}
		if (nap !== undefined) this.#alarm.setIn(nap);
	}

	#begin(task: WaitingTask, lane: Lane, now: Moment): void {
		task.ask(now);
		const question: Question = { stop: new AbortController(), ended: Promise.resolve() };
		this.#questions.set(task.id, question);
		question.ended = this.#ask(task, question.stop.signal).then((answer) => {
			this.#questions.delete(task.id);
			lane.answered();
			if (this.#closed) return;
			if (this.#tasks.get(task.id) === task) this.#heedAnswer(task, lane, answer, now);
			else this.#putBack(task);
			this.#askDue();
		});
	}

	/** @returns undefined for a question that was called back */
	async #ask({ id }: WaitingTask, signal: AbortSignal): Promise<Asked | undefined> {
		try {
			const answer = await this.#ports.ask(id, signal);
			return signal.aborted && answer.kind === "trouble" ? undefined : answer;
		} catch (thrown) {
			if (signal.aborted) return undefined;
			const { reason } = AppError.from(thrown);
			this.#ports.log.error("a task could not be asked after", { job: id, reason });
			return { kind: "trouble", limited: false };
		}
	}

	#heedAnswer(task: WaitingTask, lane: Lane, answer: Asked | undefined, asked: Moment): void {
		const now = this.#now();
		if (answer === undefined) task.calledBack(now);
		else if (answer.kind === "ended") {
			this.#tasks.delete(task.id);
			lane.fine();
			return;
		} else if (answer.kind === "waiting") {
			lane.fine();
			task.stillWaiting(answer, now, this.#chance());
		} else if (answer.kind === "trouble") {
			const { limited, retryAfterMs } = answer;
			if (limited) lane.limited(restOfAccount(task.pace, retryAfterMs), asked, now);
			task.hadTrouble(retryAfterMs, now, this.#chance());
		} else assertNever(answer);
		this.#plan(task);
	}

	/** A task that was taken away and added again while a question about it was out. */
	#putBack({ id, notBefore }: WaitingTask): void {
		const task = this.#tasks.get(id);
		if (task === undefined) return;
		task.notBefore = Math.max(task.notBefore, notBefore);
		this.#lane(task.account).put(task, task.due);
	}

	#plan(task: WaitingTask): void {
		const { id, late, due } = task;
		const lane = this.#lane(task.account);
		const now = this.#now();
		if (!late && !this.#questions.has(id)) lane.put(task, due);
		const wait = Math.max(0, due - now.time, lane.freeMs(now));
		const nextCheckAt = late ? undefined : Math.round(this.#ports.clock.now() + wait);
		try {
			this.#ports.onPlanned(id, nextCheckAt === undefined ? { late } : { nextCheckAt, late });
		} catch (thrown) {
			const { reason } = AppError.from(thrown);
			this.#ports.log.error("a plan could not be noted", { job: id, reason });
		}
	}

	#lane(account: AccountId): Lane {
		const lane = this.#lanes.get(account) ?? new AccountLane<WaitingTask>();
		this.#lanes.set(account, lane);
		return lane;
	}

	#now(): Moment {
		return { time: this.#time.now(), steady: steadyNow(this.#ports.clock) };
	}
}

function isUsable({ online, awake }: NetworkState): boolean {
	return online && awake;
}
