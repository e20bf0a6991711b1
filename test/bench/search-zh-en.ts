import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Library } from "../../src/main/library/library.ts";
import { ftsQuery } from "../../src/main/store/search-text.ts";
import { realImaging, realLibrary } from "./bench-services.ts";
import type { Benchmark, Result } from "./benchmark.ts";
import { interleave, result, timed } from "./measure.ts";
import { fillIndex, syntheticJobs } from "./synthetic-pictures.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const PICTURES = 100_000;
const PAGE = 200;
const GOAL = 3;
const COUNTED = { rounds: 40, warmUps: 5 };

/** A word that a great many prompts have, one that fewer have, and two words; one search is their mean. */
const searches = [
	{ language: "en", texts: ["neon", "violet", "neon panda"] },
	{ language: "zh", texts: ["少女", "马戏团", "霓虹 熊猫"] },
] as const;

const RECORDS = `SELECT images.*, jobs.prompt, jobs.model_title, jobs.gateway_title
	FROM images_text CROSS JOIN images ON images.place = images_text.rowid
	JOIN jobs ON jobs.id = images.job
	WHERE images_text MATCH ? ORDER BY images_text.rowid DESC LIMIT ${PAGE}`;
const SHAPES = `SELECT images.place, width, height
	FROM images_text CROSS JOIN images ON images.place = images_text.rowid
	WHERE images_text MATCH ? ORDER BY images_text.rowid DESC`;

/**
 * What main does for a search the window sends: the outline of everything found, then the first page.
 * It stands against two floors: the one statement for the first 200 records, which is all a list
 * without a true scrollbar would need, and that one together with the one for the shapes of
 * everything found, which is as much as ours gives.
 */
export const searchZhEn: Benchmark = {
	name: "search-zh-en",
	compares: `a search in ${PICTURES} pictures, outline and first page / the bare SQLite statement`,
	run: async (say) => {
		await using folder = await temporaryFolder();
		const imaging = realImaging();
		const path = join(folder.path, ".seedcase/index.db");
		await mkdir(join(folder.path, ".seedcase"));
		fillIndex(path, folder.path, syntheticJobs(PICTURES));
		const library = await realLibrary(folder.path, imaging);
		const bare = new DatabaseSync(path, { readOnly: true });
		const records = bare.prepare(RECORDS);
		const shapes = bare.prepare(SHAPES);
		const results: Result[] = [];
		for (const { language, texts } of searches) {
			const found = texts.map((text) => `${text} ${library.outline(text).ratios.length}`);
			say(`${language}: found ${found.join(", ")}`);
			const ours = () => perSearch(texts, (text) => search(library, text));
			const againstPage = await interleave({
				ours,
				floor: () => perSearch(texts, (text) => rowsOf(records, text)),
				...COUNTED,
			});
			const againstAll = await interleave({
				ours,
				floor: () =>
					perSearch(texts, (text) => {
						rowsOf(shapes, text);
						rowsOf(records, text);
					}),
				...COUNTED,
			});
			const name = `search-zh-en ${language}`;
			results.push(result(`${name} / first 200`, againstPage, { goal: GOAL }));
			results.push(result(`${name} / all found`, againstAll, { goal: GOAL }));
		}
		bare.close();
		await library.close();
		await imaging.close();
		return results;
	},
};

async function perSearch(texts: readonly string[], work: (text: string) => void): Promise<number> {
	const ms = await timed(() => {
		for (const text of texts) work(text);
	});
	return ms / texts.length;
}

function search(library: Library, text: string): void {
	const { ratios } = library.outline(text);
	const page = library.page({ text, offset: 0, limit: PAGE });
	check(text, Math.min(PAGE, ratios.length), page.length);
}

function rowsOf(statement: StatementSync, text: string): void {
	const query = ftsQuery(text);
	if (query === undefined) throw new Error(`${text} is no search`);
	check(text, 1, Math.min(1, statement.all(query).length));
}

function check(text: string, expected: number, found: number): void {
	if (found === 0 || found !== expected) throw new Error(`${text} found ${found} of ${expected}`);
}
