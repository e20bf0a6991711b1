import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { gatewayNames, type Simulator } from "../simulator/simulator.ts";
import { startSimulator } from "../simulator/start-simulator.ts";
import { type SoakOrders, SoakReport } from "./soak-orders.ts";

const appFile = fileURLToPath(new URL("soak-app.ts", import.meta.url));
/** The longest a life lasts after the app is open; most of a small set's way home lies within. */
const LONGEST_LIFE_MS = 900;
/** A reply, a task and their pictures take about this long, so that kills hit every step. */
const SLOWEST_MS = 250;

/** What a soak found. The first three must be zero. */
export type SoakResult = {
	readonly rounds: number;
	readonly jobs: number;
	/** Pictures a gateway gave that are not on disk, although their job does not say that its answer was lost. */
	readonly lost: readonly string[];
	/** Prompts that a gateway was asked for more than once. */
	readonly doubleSent: readonly string[];
	/** Files that are not whole, or not in the index, or in the index alone. */
	readonly halfWritten: readonly string[];
	readonly saved: number;
	/** Jobs whose answer was lost with the app and that say so. */
	readonly unknown: number;
	readonly states: Readonly<Record<string, number>>;
};

/**
 * Starts the app, sends jobs through every gateway, kills it with -9 at a random moment, and again;
 * then lets it come to rest and counts what the gateways gave and what is on disk.
 * @param random between 0 and 1
 */
export async function soak(
	rounds: number,
	{
		random = Math.random,
		onRound,
	}: { readonly random?: () => number; readonly onRound?: (round: number) => void } = {},
): Promise<SoakResult> {
	const folder = await mkdtemp(join(tmpdir(), "seedcase-soak-"));
	const simulators = await Promise.all(
		gatewayNames.map((gateway) =>
			startSimulator(gateway, { latencyMs: SLOWEST_MS * random(), workMs: SLOWEST_MS * random() }),
		),
	);
	const gateways = simulators.map(({ gateway, baseUrl, key }) => ({ gateway, baseUrl, key }));
	try {
		for (let round = 1; round <= rounds; round += 1) {
			const prompts = gatewayNames.map((gateway) => ({
				prompt: `soak ${round} ${gateway}`,
				gateway,
				count: 2 + Math.floor(random() * 3),
			}));
			await liveAndDie({ folder, gateways, prompts, settle: false }, random() * LONGEST_LIFE_MS);
			onRound?.(round);
		}
		const report = await comeToRest({ folder, gateways, prompts: [], settle: true });
		return judge(rounds, simulators, report);
	} finally {
		await Promise.all(simulators.map((simulator) => simulator.close()));
		await rm(folder, { recursive: true, force: true });
	}
}

async function liveAndDie(orders: SoakOrders, lifeMs: number): Promise<void> {
	const app = start(orders);
	const gone = once(app, "exit");
	await Promise.race([once(app, "message"), gone]);
	if (app.exitCode !== null) throw new Error("the app ended by itself");
	await pause(lifeMs);
	app.kill("SIGKILL");
	await gone;
}

async function comeToRest(orders: SoakOrders): Promise<SoakReport> {
	const app = start(orders);
	const gone = once(app, "exit");
	const told = new Promise<SoakReport>((resolve, reject) => {
		app.on("message", (message) => {
			const report = SoakReport.safeParse(message);
			if (report.success) resolve(report.data);
		});
		app.once("exit", (code) => reject(new Error(`the app ended with ${code}`)));
	});
	const report = await told;
	// It still closes its files, which are about to be removed.
	await gone;
	return report;
}

function start(orders: SoakOrders): ChildProcess {
	const env = {
		...{ ...process.env, ELECTRON_RUN_AS_NODE: "1", NODE_OPTIONS: "" },
		// The first life compiles the app's code for all that follow.
		NODE_COMPILE_CACHE: join(orders.folder, "compiled"),
	};
	return fork(appFile, [JSON.stringify(orders)], { execArgv: [], env, stdio: "inherit" });
}

const Asked = z.object({ prompt: z.string() });

function judge(rounds: number, simulators: readonly Simulator[], report: SoakReport): SoakResult {
	const jobs = new Map(report.jobs.map((job) => [job.prompt, job]));
	const lost: string[] = [];
	const doubleSent: string[] = [];
	for (const simulator of simulators) {
		const promptOf = new Map<string, string>();
		const asked = new Map<string, number>();
		for (const { body, id } of simulator.submits()) {
			const prompt = Asked.safeParse(body).data?.prompt;
			if (prompt === undefined) continue;
			asked.set(prompt, (asked.get(prompt) ?? 0) + 1);
			if (id !== undefined) promptOf.set(id, prompt);
		}
		for (const [prompt, times] of asked) if (times > 1) doubleSent.push(prompt);
		for (const { job, place, sha256 } of simulator.delivered()) {
			const prompt = promptOf.get(job) ?? "";
			const mine = jobs.get(prompt);
			if (mine?.saved.includes(sha256) || saysSo(mine)) continue;
			lost.push(`${prompt}, picture ${place + 1}: the job is ${mine?.state ?? "not known"}`);
		}
	}
	const states: Record<string, number> = {};
	for (const { state } of report.jobs) states[state] = (states[state] ?? 0) + 1;
	return {
		...{ rounds, lost, doubleSent, states },
		jobs: report.jobs.length,
		halfWritten: [...report.broken, ...report.problems, ...differences(report)],
		saved: report.indexed.length,
		unknown: states.unknown ?? 0,
	};
}

/** The answer was on its way when the app was killed: nobody here has it, and the job says that. */
function saysSo(job: SoakReport["jobs"][number] | undefined): boolean {
	return job?.state === "unknown" || job?.error === "closed-while-sending";
}

function differences({ indexed, rebuilt }: SoakReport): string[] {
	const [before, after] = [new Set(indexed), new Set(rebuilt)];
	return [
		...indexed.filter((id) => !after.has(id)).map((id) => `${id}: in the index alone`),
		...rebuilt.filter((id) => !before.has(id)).map((id) => `${id}: in the folders alone`),
	];
}
