import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { _electron, type Page } from "playwright";
import { ftsQuery } from "../../src/main/store/search-text.ts";
import type { Benchmark, Result } from "./benchmark.ts";
import { makeLargeLibrary } from "./large-library.ts";
import { median, timed } from "./measure.ts";
import { APP_FOLDER, electronArguments, requireWindow, windowEnvironment } from "./real-window.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const PICTURES = 1_000_000;
/** As many as the window shows at the start; the others have no files. */
const WITH_FILES = 2_000;
const PAGE = 200;
const ROUNDS = 20;
const WARM_UPS = 2;
const GOAL = { ratio: 3, p95Ms: 16 } as const;

/** What is in the field after each keystroke. */
const searches = [
	{ language: "en", texts: ["n", "ne", "neo", "neon", "neon p", "neon panda", "violet"] },
	{ language: "zh", texts: ["少", "少女", "马戏", "马戏团", "霓虹 熊", "霓虹 熊猫"] },
] as const;

const RECORDS = `SELECT images.*, jobs.prompt, jobs.model_title, jobs.gateway_title
	FROM images_text CROSS JOIN images ON images.place = images_text.rowid
	JOIN jobs ON jobs.id = images.job
	WHERE images_text MATCH ? AND trashed_at IS NULL AND missing IS NULL
	ORDER BY images_text.rowid DESC LIMIT ${PAGE}`;

/**
 * From a keystroke in the window to the records of the first page in it, through the bridge and back,
 * against the one SQLite statement that finds them; and the time within which 19 of 20 keystrokes are
 * answered, against a frame.
 */
export const searchZhEn: Benchmark = {
	name: "search-zh-en",
	compares: `first page of a search in ${PICTURES} pictures, in the window / the bare SQLite statement`,
	run: async (say) => {
		requireWindow();
		await using folder = await temporaryFolder();
		const library = join(folder.path, "library");
		await makeLargeLibrary(library, { pictures: PICTURES, real: WITH_FILES });
		const app = await _electron.launch({
			executablePath: process.execPath,
			args: [...electronArguments, APP_FOLDER, `--user-data-dir=${join(folder.path, "data")}`],
			env: windowEnvironment({ SEEDCASE_LIBRARY: library }),
		});
		const page = await app.firstWindow();
		await page.getByRole("navigation").waitFor();
		const bare = new DatabaseSync(join(library, ".seedcase/index.db"), { readOnly: true });
		const statement = bare.prepare(RECORDS);
		const results: Result[] = [];
		for (const { language, texts } of searches) {
			const [ours, floor]: [number[], number[]] = [[], []];
			for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
				for (const text of texts) {
					const here = await timed(() => rowsOf(statement, text));
					const there = await searchInWindow(page, text);
					if (round < 0) continue;
					ours.push(there);
					floor.push(here);
				}
			}
			const p95 = ours.toSorted((a, b) => a - b)[Math.floor(ours.length * 0.95)] ?? 0;
			say(`${language}: 19 of 20 keystrokes within ${p95.toFixed(1)} ms`);
			results.push(
				line(`search-zh-en ${language}`, median(ours), median(floor), GOAL.ratio, ours.length),
				line(`search-zh-en ${language} p95 / a frame`, p95, GOAL.p95Ms, 1, ours.length),
			);
		}
		bare.close();
		await app.close();
		return results;
	},
};

function line(name: string, ours: number, floor: number, goal: number, n: number): Result {
	const short = (value: number) => Number(value.toPrecision(4));
	return {
		...{ name, goal, n, unit: "ms" },
		...{ ours: short(ours), floor: short(floor), ratio: short(ours / floor) },
	};
}

/** Milliseconds in the window from the question to its answer. */
async function searchInWindow(page: Page, text: string): Promise<number> {
	return page.evaluate(
		async ([words, limit]) => {
			const started = performance.now();
			const answer = await window.seedcase.call("library.page", {
				query: { filter: { text: words } },
				offset: 0,
				limit,
			});
			const took = performance.now() - started;
			if (!answer.ok || (answer.value as unknown[]).length === 0) throw new Error(`no ${words}`);
			return took;
		},
		[text, PAGE] as const,
	);
}

function rowsOf(statement: StatementSync, text: string): void {
	const query = ftsQuery(text);
	if (query === undefined) throw new Error(`${text} is no search`);
	if (statement.all(query).length === 0) throw new Error(`${text} finds nothing`);
}
