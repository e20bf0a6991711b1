import { join } from "node:path";
import type { Benchmark } from "./benchmark.ts";
import { makeLargeLibrary } from "./large-library.ts";
import { interleave, result } from "./measure.ts";
import { APP_FOLDER, requireWindow } from "./real-window.ts";
import { startMs } from "./start-to-gallery.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const LARGE = 100_000;
const HUGE = 1_000_000;
/** More than the window shows; the others have no files. */
const WITH_FILES = 2_000;
const ROUNDS = { rounds: 9, warmUps: 2 };

/**
 * From starting the program to a painted gallery, in a library of 100,000 against an empty window, and
 * in one of 1,000,000 against the one of 100,000.
 */
export const startOfLibraries: Benchmark = {
	name: "start-of-libraries",
	compares: "start to a painted gallery of 100,000 / an empty window; of 1,000,000 / of 100,000",
	run: async () => {
		requireWindow();
		await using folder = await temporaryFolder();
		const open = async (name: string, pictures: number) => {
			const library = join(folder.path, name);
			await makeLargeLibrary(library, { pictures, real: WITH_FILES });
			const env = { SEEDCASE_LIBRARY: library, SEEDCASE_BENCH_WAITS_FOR: "gallery" };
			return () => startMs(APP_FOLDER, join(folder.path, `${name}-data`), env);
		};
		const large = await open("large", LARGE);
		const emptyWindow = join(import.meta.dirname, "empty-window.cjs");
		const floor = () => startMs(emptyWindow, join(folder.path, "empty"), {});
		const toEmpty = await interleave({ ours: large, floor, ...ROUNDS });
		const huge = await open("huge", HUGE);
		const toLarge = await interleave({ ours: huge, floor: large, ...ROUNDS });
		return [
			result("start-of-libraries 100,000 / empty", toEmpty, { goal: 1.5 }),
			result("start-of-libraries 1,000,000 / 100,000", toLarge, { goal: 1.2 }),
		];
	},
};
