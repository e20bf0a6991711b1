import type { AccountId, JobId } from "../../../../../src/contract/ids.ts";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import { createNetwork } from "../../../../../src/main/foundation/network.ts";
import { newAccountId, newJobId } from "../../../../../src/main/foundation/new-id.ts";
import type { TaskPace } from "../../../../../src/main/gateways/task-pace.ts";
import {
	type Asked,
	type ScheduledTask,
	TaskScheduler,
} from "../../../../../src/main/jobs/scheduler/task-scheduler.ts";
import { VirtualClock } from "./virtual-clock.ts";

export const second = 1_000;

/** First after 5 s, then every 5 s, every 30 s when old; ten a second; ten minutes in all. */
export const usualPace: TaskPace = {
	firstMs: 5 * second,
	everyMs: 5 * second,
	slowestMs: 30 * second,
	perSecond: 10,
	giveUpMs: 600 * second,
	sources: [],
};

export const waiting: Asked = { kind: "waiting" };
export const ended: Asked = { kind: "ended" };

/** A question as the gateway saw it; `at` by the steady clock, milliseconds. */
export type Question = { readonly id: JobId; readonly account: AccountId; readonly at: number };
export type Plan = {
	readonly id: JobId;
	readonly at: number;
	readonly nextCheckAt?: number;
	readonly late: boolean;
};

/** A scheduler on a virtual clock, and everything it asked and planned. */
export function schedulerRig(options: {
	readonly answer: (task: ScheduledTask, asked: number, signal: AbortSignal) => Promise<Asked>;
	readonly random?: () => number;
}) {
	const clock = new VirtualClock();
	const network = createNetwork();
	const questions: Question[] = [];
	const plans: Plan[] = [];
	const errors: string[] = [];
	const tasks = new Map<JobId, ScheduledTask>();
	const scheduler = new TaskScheduler({
		clock,
		network,
		random: options.random ?? (() => 0),
		ask: (id, signal) => {
			const task = tasks.get(id);
			if (task === undefined) throw new Error("asked after a task nobody added");
			const asked = questions.filter((question) => question.id === id).length;
			questions.push({ id, account: task.account, at: clock.steady() });
			return options.answer(task, asked, signal);
		},
		onPlanned: (id, plan) => plans.push({ id, at: clock.steady(), ...plan }),
		log: { ...silentLog, error: (message) => errors.push(message) },
	});
	/** Adds a task that was sent just now, unless it is told otherwise. */
	const add = (more: Partial<ScheduledTask> = {}): ScheduledTask => {
		const pace = more.pace ?? usualPace;
		const sentAt = more.sentAt ?? clock.now();
		const task: ScheduledTask = {
			id: newJobId(),
			account: firstAccount,
			sentAt,
			giveUpAt: sentAt + pace.giveUpMs,
			...more,
			pace,
		};
		tasks.set(task.id, task);
		scheduler.add(task);
		return task;
	};
	/** When a task was asked after, seconds by the steady clock. */
	const askedAt = ({ id }: ScheduledTask) =>
		questions.filter((question) => question.id === id).map(({ at }) => at / second);
	const lastPlan = ({ id }: ScheduledTask) => plans.findLast((plan) => plan.id === id);
	return { clock, network, scheduler, questions, plans, errors, add, askedAt, lastPlan };
}

export const firstAccount = newAccountId();
