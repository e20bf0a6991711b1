import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Benchmark } from "./benchmark.ts";
import { makeGalleryLibrary } from "./gallery-library.ts";
import { interleave, result } from "./measure.ts";
import { APP_FOLDER, electronArguments, requireWindow, windowEnvironment } from "./real-window.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const PICTURES = 2_000;
/** A start that takes longer than this has failed. */
const LIMIT_MS = 60_000;

/**
 * From starting the program to a gallery whose pictures in sight are all on screen, against the same
 * program opening an empty window. Both have been started before, as on any morning but the first.
 */
export const startToGallery: Benchmark = {
	name: "start-to-gallery",
	compares: `start to a painted gallery of ${PICTURES} / start to an empty Electron window`,
	run: async () => {
		requireWindow();
		await using folder = await temporaryFolder();
		const library = join(folder.path, "library");
		await makeGalleryLibrary(library, PICTURES);
		const env = { SEEDCASE_LIBRARY: library, SEEDCASE_BENCH_WAITS_FOR: "gallery" };
		const emptyWindow = join(import.meta.dirname, "empty-window.cjs");
		const medians = await interleave({
			ours: () => startMs(APP_FOLDER, join(folder.path, "data"), env),
			floor: () => startMs(emptyWindow, join(folder.path, "empty"), {}),
			rounds: 15,
			warmUps: 2,
		});
		return [result("start-to-gallery", medians, { goal: 1.5 })];
	},
};

/** Starts an app, waits until `paint-watch.cjs` in it says when it had painted, and lets it quit. */
export async function startMs(
	appPath: string,
	data: string,
	env: Readonly<Record<string, string>>,
): Promise<number> {
	const watch = join(import.meta.dirname, "paint-watch.cjs");
	const args = [...electronArguments, "-r", watch, appPath, `--user-data-dir=${data}`];
	const started = Date.now();
	const child = spawn(process.execPath, args, {
		env: windowEnvironment(env),
		stdio: ["ignore", "pipe", "pipe"],
		timeout: LIMIT_MS,
		killSignal: "SIGKILL",
	});
	let said = "";
	let complaints = "";
	child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
		said += chunk;
	});
	child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
		complaints += chunk;
	});
	await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
	const painted = /^painted (\d+)$/m.exec(said)?.[1];
	if (painted === undefined) throw new Error(`${appPath} painted nothing: ${complaints}`);
	return Number(painted) - started;
}
