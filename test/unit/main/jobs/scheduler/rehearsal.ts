import fc from "fast-check";
import type { AccountId, JobId } from "../../../../../src/contract/ids.ts";
import { newAccountId, newJobId } from "../../../../../src/main/foundation/new-id.ts";
import type { TaskPace } from "../../../../../src/main/gateways/task-pace.ts";
import type {
	Asked,
	ScheduledTask,
} from "../../../../../src/main/jobs/scheduler/task-scheduler.ts";
import { schedulerRig, second } from "./scheduler-rig.ts";

const accounts = [newAccountId(), newAccountId(), newAccountId()] as const;
const AT_ONCE = 4;
/** What adding up fractions may cost, milliseconds. */
export const ROUNDING = 0.001;

export const seconds = (min: number, max: number) =>
	fc.integer({ min: min * second, max: max * second });

const pace: fc.Arbitrary<TaskPace> = fc
	.record({
		firstMs: seconds(0, 20),
		everyMs: seconds(1, 10),
		slower: seconds(0, 50),
		perSecond: fc.constantFrom(0.5, 1, 3, 10, 50),
		giveUpMs: seconds(10, 400),
	})
	.map(({ slower, ...rest }) => ({
		...rest,
		slowestMs: Math.max(rest.firstMs, rest.everyMs) + slower,
		sources: [],
	}));
export const paces = fc.tuple(pace, pace, pace);
export const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });

export const calm: fc.Arbitrary<Asked> = fc.record(
	{
		kind: fc.constant("waiting" as const),
		progress: fc.integer({ min: 0, max: 100 }),
		remainingMs: seconds(0, 120),
	},
	{ requiredKeys: ["kind"] },
);
export const trouble: fc.Arbitrary<Asked> = fc.record(
	{ kind: fc.constant("trouble" as const), retryAfterMs: seconds(0, 90), limited: fc.boolean() },
	{ requiredKeys: ["kind", "limited"] },
);

/** What the gateway will say about a task. */
export type Tale = {
	/** Which of the three accounts. */
	readonly account: number;
	readonly sentBefore: number;
	readonly expectedMs: number | undefined;
	readonly answers: readonly (Asked | "rejects")[];
	/** From then on. */
	readonly afterwards: "ended" | "waiting";
	/** How long an answer takes. */
	readonly latency: number;
};

export const taleOf = (answer: fc.Arbitrary<Asked | "rejects">): fc.Arbitrary<Tale> =>
	fc.record({
		account: fc.nat({ max: accounts.length - 1 }),
		sentBefore: seconds(0, 300),
		expectedMs: fc.option(seconds(0, 200), { nil: undefined }),
		answers: fc.array(answer, { maxLength: 12 }),
		afterwards: fc.constantFrom("ended" as const, "waiting" as const),
		latency: seconds(0, 4),
	});

/** Plays tales on a virtual clock and notes every question that breaks a rule. */
export function rehearse(options: {
	readonly tales: readonly Tale[];
	readonly paces: readonly TaskPace[];
	readonly chances: readonly number[];
}) {
	const broken: string[] = [];
	const tales = new Map<JobId, Tale>();
	const out = new Map<JobId, AccountId>();
	/** Not to be asked after any more. */
	const over = new Set<JobId>();
	/** May be asked after sooner than the pace allows. */
	const hurried = new Set<JobId>();
	/** Changes whenever a task is added or removed: older answers do not count. */
	const version = new Map<JobId, number>();
	const lastAsked = new Map<JobId, number>();
	const lastOfAccount = new Map<AccountId, number>();
	let turn = 0;

	const check = ({ id, account, pace: { everyMs, perSecond } }: ScheduledTask): void => {
		const now = rig.clock.steady();
		const { online, awake } = rig.network.state();
		if (!online || !awake) broken.push("asked while offline or asleep");
		if (over.has(id)) broken.push("asked after it had ended or was removed");
		if (out.has(id)) broken.push("asked while a question was out");
		const others = [...out.values()].filter((one) => one === account).length;
		if (others >= AT_ONCE) broken.push(`${others + 1} questions of one account at once`);
		const gap = now - (lastOfAccount.get(account) ?? Number.NEGATIVE_INFINITY);
		if (gap < 1_000 / perSecond - ROUNDING) broken.push(`account asked again after ${gap} ms`);
		const rest = now - (lastAsked.get(id) ?? Number.NEGATIVE_INFINITY);
		const mayBeSooner = hurried.delete(id);
		if (!mayBeSooner && rest < everyMs - ROUNDING) broken.push(`task asked again after ${rest} ms`);
		lastAsked.set(id, now);
		lastOfAccount.set(account, now);
	};

	const rig = schedulerRig({
		random: () => options.chances[turn++ % options.chances.length] ?? 0,
		answer: async (task, asked, signal) => {
			check(task);
			const known = version.get(task.id);
			out.set(task.id, task.account);
			try {
				const tale = tales.get(task.id);
				await rig.clock.sleep(tale?.latency ?? 0, signal);
				const answer = tale?.answers[asked] ?? { kind: tale?.afterwards ?? "ended" };
				if (answer === "rejects") throw new Error("the question could not be put");
				if (answer.kind === "ended" && version.get(task.id) === known) over.add(task.id);
				return answer;
			} finally {
				out.delete(task.id);
			}
		},
	});

	const start = rig.clock.now();
	const tasks = options.tales.map((tale) => {
		const [account, own] = [accounts[tale.account], options.paces[tale.account]];
		const id = newJobId();
		tales.set(id, tale);
		version.set(id, 0);
		const sentAt = start - tale.sentBefore;
		const { expectedMs } = tale;
		const expected = expectedMs === undefined ? {} : { expectedAt: sentAt + expectedMs };
		return rig.add({ id, account, pace: own, sentAt, ...expected });
	});

	const renew = ({ id }: ScheduledTask) => version.set(id, (version.get(id) ?? 0) + 1);
	return {
		...rig,
		tasks,
		broken,
		isOver: ({ id }: ScheduledTask) => over.has(id),
		remove: (task: ScheduledTask): void => {
			renew(task);
			over.add(task.id);
			rig.scheduler.remove(task.id);
		},
		addAgain: (task: ScheduledTask): void => {
			// One that was taken away begins anew.
			if (!rig.scheduler.has(task.id)) hurried.add(task.id);
			renew(task);
			over.delete(task.id);
			rig.scheduler.add(task);
		},
		askNow: ({ id }: ScheduledTask): void => {
			if (!out.has(id)) hurried.add(id);
			rig.scheduler.askNow(id);
		},
	};
}
