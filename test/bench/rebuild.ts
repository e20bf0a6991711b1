import { lstat, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { RECIPE_FILE } from "../../src/main/library/recipe-file.ts";
import { realImaging, realLibrary } from "./bench-services.ts";
import type { Benchmark } from "./benchmark.ts";
import { makeLargeFolders } from "./large-library.ts";
import { interleave, result, timed } from "./measure.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Four to a folder. */
const PICTURES = 40_000;
/** Everything is parsed whole, compared, sorted in, indexed for words and written to the disk. */
const GOAL = 8;

/** Making the index of 10,000 folders again, against reading their recipes and looking at every file. */
export const rebuild: Benchmark = {
	name: "rebuild",
	compares: `the index of ${PICTURES / 4} job folders made again / their recipes read and files looked at`,
	run: async (say) => {
		await using folder = await temporaryFolder();
		await makeLargeFolders(folder.path, PICTURES);
		const imaging = realImaging();
		const medians = await interleave({
			ours: async () => {
				const own = join(folder.path, ".seedcase");
				for (const ending of ["", "-wal", "-shm"]) {
					await rm(join(own, `index.db${ending}`), { force: true });
				}
				const took = await timed(async () => {
					const library = await realLibrary(folder.path, imaging);
					const images = (await library.rebuiltAtOpening)?.images;
					if (images !== PICTURES) throw new Error(`it has ${images} pictures`);
					await library.close();
				});
				return took;
			},
			floor: () => timed(() => lookThrough(folder.path)),
			rounds: 3,
			warmUps: 1,
		});
		say(`${Math.round((PICTURES / medians.ours) * 1_000)} pictures a second`);
		await imaging.close();
		return [result("rebuild", medians, { goal: GOAL })];
	},
};

async function lookThrough(library: string): Promise<void> {
	for (const month of await readdir(library)) {
		if (month.startsWith(".")) continue;
		for (const job of await readdir(join(library, month))) {
			const folder = join(library, month, job);
			const names = await readdir(folder);
			JSON.parse(await readFile(join(folder, RECIPE_FILE), "utf8"));
			await Promise.all(names.map((name) => lstat(join(folder, name))));
		}
	}
}
