import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { _electron } from "playwright";
import type { Benchmark } from "./benchmark.ts";
import { makeLargeLibrary } from "./large-library.ts";
import { APP_FOLDER, electronArguments, requireWindow, windowEnvironment } from "./real-window.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const PICTURES = 100_000;
const WITH_FILES = 2_000;
/** What the start has set going is over by then. */
const SETTLE_MS = 20_000;
const WATCH_MS = 60_000;
const GOAL = { cpuPercent: 1, memory: 1.5 } as const;

type Idle = { readonly cpuPercent: number; readonly memoryMb: number };

/** Sixty seconds in which nobody does anything: processor time, and memory against an empty window. */
export const idle: Benchmark = {
	name: "idle",
	compares: `60 s with a library of ${PICTURES}: processor / one percent, memory / an empty window`,
	run: async (say) => {
		requireWindow();
		await using folder = await temporaryFolder();
		const library = join(folder.path, "library");
		await makeLargeLibrary(library, { pictures: PICTURES, real: WITH_FILES });
		const empty = await watch(join(import.meta.dirname, "empty-window.cjs"), folder.path, {});
		const ours = await watch(APP_FOLDER, folder.path, { SEEDCASE_LIBRARY: library });
		say(`an empty window: ${empty.cpuPercent.toFixed(2)} % and ${empty.memoryMb.toFixed(0)} MB`);
		const short = (value: number) => Number(value.toPrecision(4));
		const line = (name: string, of: number, floor: number, goal: number, unit: string) => ({
			...{ name, goal, unit, n: 1 },
			...{ ours: short(of), floor: short(floor), ratio: short(of / floor) },
		});
		return [
			line("idle processor", ours.cpuPercent, GOAL.cpuPercent, 1, "% of a core"),
			line("idle memory", ours.memoryMb, empty.memoryMb, GOAL.memory, "MB"),
		];
	},
};

async function watch(
	appPath: string,
	folder: string,
	env: Readonly<Record<string, string>>,
): Promise<Idle> {
	const data = join(folder, `data-${Object.keys(env).length}`);
	const app = await _electron.launch({
		executablePath: process.execPath,
		args: [...electronArguments, appPath, `--user-data-dir=${data}`],
		env: windowEnvironment(env),
	});
	await app.firstWindow();
	await sleep(SETTLE_MS);
	const read = () =>
		app.evaluate(({ app: running }) => {
			const all = running.getAppMetrics();
			const sum = (of: (metric: (typeof all)[number]) => number) =>
				all.reduce((total, metric) => total + of(metric), 0);
			return {
				cpuSeconds: sum(({ cpu }) => cpu.cumulativeCPUUsage ?? 0),
				kilobytes: sum(({ memory }) => memory.workingSetSize),
			};
		});
	const before = await read();
	await sleep(WATCH_MS);
	const after = await read();
	await app.close();
	return {
		cpuPercent: ((after.cpuSeconds - before.cpuSeconds) / (WATCH_MS / 1_000)) * 100,
		memoryMb: after.kilobytes / 1_024,
	};
}
