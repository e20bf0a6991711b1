import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Benchmark } from "./benchmark.ts";
import { type Medians, repeatableRandom, result, timed } from "./measure.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { type BenchAccount, openHouse, waitingJob } from "./waiting-tasks-house.ts";
import { PlayedTasks, type TasksToPlay } from "./waiting-tasks-words.ts";

const TASKS = 1_000;
/** Tasks were sent within so long before the start, and every second one ends within so long after it. */
const SENT_WITHIN_MS = 60_000;
const END_WITHIN_MS = 10_000;
const RUN_MS = 55_000;
/** A question may leave some milliseconds after its turn, which must not count as haste of the next. */
const WINDOW_MS = 5_000;
/** Of one core, in per cent. */
const CPU_ALLOWANCE = 5;
/** By which the scheduler may lengthen a wait. */
const JITTER = 1.15;

/**
 * The app as it starts anew with 1,000 tasks waiting on five accounts of five gateways, each asked
 * at its own pace for most of a minute. More tasks wait where more may be asked, so that every
 * account's round takes as long. `floor` is an allowance: 5 % of one core; the questions a second
 * that a gateway's pace names; one poll interval, which is the gateway's slowest or one round of
 * its account, whichever is longer; one question every `everyMs` of a task's life.
 */
export const waitingTasks: Benchmark = {
	name: "waiting-tasks",
	compares: "1,000 waiting tasks: CPU, pace, lag and questions / what each may be",
	run: async (say) => {
		await using folder = await temporaryFolder();
		await using gateway = await startGateway();
		const asked = new Map<string, number[]>();
		const house = await openHouse(folder.path, gateway.origin, (baseUrl) =>
			asked.set(baseUrl, [...(asked.get(baseUrl) ?? []), performance.now()]),
		);
		const tasks = shared(house.accounts);
		house.journal.putTogether(tasks.map(({ job }) => job));
		gateway.child.send(tasks.map(({ play }) => play) satisfies TasksToPlay);
		const jobs = house.start();
		say(`start with ${TASKS} waiting jobs: ${Math.round(await timed(() => jobs.recover()))} ms`);
		const cpuPercent = await cpuShare(() => sleep(RUN_MS));
		const played = await gateway.report();
		await jobs.close();
		await house.close();
		if (played.needless > 0) say(`${played.needless} questions about tasks known to have ended`);
		const rows = house.accounts.map((account) => {
			const own = tasks.filter(({ job }) => job.account === account.id);
			return measured(account, own, { played, asked: asked.get(account.baseUrl) ?? [] });
		});
		for (const { title, pace, lag, questions } of rows)
			say(`${title}: ${inWords({ pace, lag, questions })}`);
		const cpu = { ours: cpuPercent, floor: CPU_ALLOWANCE, n: TASKS };
		return [
			result("waiting-tasks CPU", cpu, { goal: 1, unit: "%" }),
			result("waiting-tasks pace", worst(rows.map(({ pace }) => pace)), { goal: 1, unit: "/s" }),
			result("waiting-tasks lag", worst(rows.map(({ lag }) => lag)), { goal: 1 }),
			result("waiting-tasks questions", worst(rows.map(({ questions }) => questions)), {
				...{ goal: 1, unit: "a task" },
			}),
		];
	},
};

type Waiting = ReturnType<typeof shared>[number];

/** 1,000 jobs, shared out by how often each account may be asked. */
function shared(accounts: readonly BenchAccount[]) {
	const random = repeatableRandom(7);
	const now = Date.now();
	const allPerSecond = accounts.reduce((sum, { pace }) => sum + pace.perSecond, 0);
	let left = TASKS;
	return accounts.flatMap((account, n) => {
		const part = Math.round((TASKS * account.pace.perSecond) / allPerSecond);
		const count = n === accounts.length - 1 ? left : part;
		left -= count;
		return Array.from({ length: count }, (_, nth) => {
			const job = waitingJob(account, Math.round(now - random() * SENT_WITHIN_MS));
			const endsInMs = nth % 2 === 0 ? random() * END_WITHIN_MS : undefined;
			return { job, play: { id: job.remoteId ?? "", atWork: account.atWork, endsInMs } };
		});
	});
}

function measured(
	{ title, pace }: BenchAccount,
	own: readonly Waiting[],
	{ played, asked }: { readonly played: PlayedTasks; readonly asked: readonly number[] },
) {
	const found = new Map(played.tasks.map((task) => [task.id, task]));
	const ended = own.flatMap(({ play: { id, endsInMs } }) => {
		const task = found.get(id);
		if (task === undefined || endsInMs === undefined) return [];
		// One that was never heard of has lagged for the rest of the run, at the least.
		return { polls: task.polls, endsInMs, lagMs: task.lagMs ?? RUN_MS - endsInMs };
	});
	const sum = (value: (task: (typeof ended)[number]) => number) =>
		ended.reduce((total, task) => total + value(task), 0);
	const n = ended.length;
	const life = sum(({ endsInMs, lagMs }) => endsInMs + lagMs) / n;
	const round = (own.length / pace.perSecond) * 1_000;
	const longest = Math.max(...ended.map(({ lagMs }) => lagMs));
	return {
		title,
		pace: { ours: busiest(asked, pace), floor: pace.perSecond, n: asked.length },
		lag: { ours: longest, floor: Math.max(pace.slowestMs, round) * JITTER, n },
		questions: { ours: sum(({ polls }) => polls) / n, floor: 1 + life / pace.everyMs, n },
	};
}

/** Of all accounts, the one that comes nearest to what is allowed, or passes it by most. */
function worst(rows: readonly Medians[]): Medians {
	const [first] = rows.toSorted((a, b) => b.ours / b.floor - a.ours / a.floor);
	if (first === undefined) throw new Error("no account was measured");
	return first;
}

function inWords(rows: Readonly<Record<"pace" | "lag" | "questions", Medians>>): string {
	const { pace, lag, questions } = rows;
	return [
		`${pace.ours.toFixed(2)} of ${pace.floor} questions a second`,
		`heard of after ${(lag.ours / 1_000).toFixed(1)} of ${(lag.floor / 1_000).toFixed(1)} s at the latest`,
		`${questions.ours.toFixed(2)} questions a task that ended`,
	].join(", ");
}

/** Questions a second, where they followed each other most quickly for so long. */
function busiest(asked: readonly number[], { perSecond }: BenchAccount["pace"]): number {
	const count = (perSecond * WINDOW_MS) / 1_000;
	const spans = asked.slice(count).map((at, n) => at - (asked[n] ?? 0));
	return count / (Math.min(...spans) / 1_000);
}

/** How much of one core this process takes while something goes on, per cent. */
async function cpuShare(during: () => Promise<unknown>): Promise<number> {
	const before = process.cpuUsage();
	const ms = await timed(during);
	const { user, system } = process.cpuUsage(before);
	return ((user + system) / 1_000 / ms) * 100;
}

async function startGateway() {
	const child: ChildProcess = fork(join(import.meta.dirname, "waiting-tasks-server.ts"), [], {
		stdio: "inherit",
	});
	const [port] = await once(child, "message");
	return {
		child,
		origin: `http://127.0.0.1:${z.int().parse(port)}`,
		report: async () => {
			const told = once(child, "message");
			child.send("report");
			const [played] = await told;
			return PlayedTasks.parse(played);
		},
		[Symbol.asyncDispose]: async () => {
			const ended = once(child, "exit");
			child.disconnect();
			await ended;
		},
	};
}
