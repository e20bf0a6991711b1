import { availableParallelism, loadavg } from "node:os";
import { type Benchmark, NotHere, type Result } from "./benchmark.ts";
import { boardOpen2000 } from "./board-open-2000.ts";
import { boardPan } from "./board-pan.ts";
import { drop200 } from "./drop-200.ts";
import { fling } from "./fling.ts";
import { idle } from "./idle.ts";
import { import2000 } from "./import-2000.ts";
import { lastByteToSaved } from "./last-byte-to-saved.ts";
import { pageOf200 } from "./page-of-200.ts";
import { rebuild } from "./rebuild.ts";
import { requestPath } from "./request-path.ts";
import { resultMemory } from "./result-memory.ts";
import { table, writeResults } from "./results.ts";
import { searchZhEn } from "./search-zh-en.ts";
import { startOfLibraries } from "./start-of-libraries.ts";
import { startToGallery } from "./start-to-gallery.ts";
import { waitingTasks } from "./waiting-tasks.ts";

const benchmarks: readonly Benchmark[] = [
	requestPath,
	lastByteToSaved,
	import2000,
	drop200,
	pageOf200,
	searchZhEn,
	startToGallery,
	startOfLibraries,
	idle,
	rebuild,
	fling,
	boardPan,
	boardOpen2000,
	resultMemory,
	waitingTasks,
];

/**
 * `npm run bench [-- NAME]`: measures everything, or one. A missed goal is a word in the table and
 * never an exit code; only a benchmark that cannot be run to its end is a failure.
 */
async function main(wanted: string | undefined): Promise<number> {
	const chosen = benchmarks.filter(({ name }) => wanted === undefined || name === wanted);
	if (chosen.length === 0) {
		const names = benchmarks.map(({ name }) => name).join(", ");
		console.error(`There is no benchmark called ${wanted}. There are: ${names}.`);
		return 1;
	}
	const results: Result[] = [];
	let failed = 0;
	for (const { name, compares, run } of chosen) {
		console.log(`${name}: ${compares}`);
		try {
			results.push(...(await run((line) => console.log(`  ${line}`))));
		} catch (error) {
			if (error instanceof NotHere) console.log(`  Skipped: ${error.message}`);
			else {
				failed += 1;
				console.error(`  Failed:`, error);
			}
		}
	}
	if (results.length > 0) {
		console.log(`\n${table(results)}\n`);
		console.log(`Written to ${await writeResults(results)}`);
	}
	const load = loadavg()[0];
	// Windows tells no load; a ratio survives other work on the machine, a long task does not.
	if (load) console.log(`Load at the end: ${load.toFixed(1)} on ${availableParallelism()} cores.`);
	return failed === 0 ? 0 : 1;
}

const code = await main(process.argv[2]);
// What broke off in the middle may have left a decoder or a connection that keeps a process alive.
if (code === 0) process.exitCode = code;
else process.exit(code);
