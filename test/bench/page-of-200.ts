import { join } from "node:path";
import type { Library } from "../../src/main/library/library.ts";
import { realImaging, realLibrary } from "./bench-services.ts";
import type { Benchmark } from "./benchmark.ts";
import { makeLargeIndex } from "./large-library.ts";
import { interleave, repeatableRandom, result, timed } from "./measure.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const SMALL = 10_000;
const LARGE = 1_000_000;
const PAGE = 200;
const GOAL = 2;
const everything = { filter: { text: "" } };

/**
 * A page of the gallery, anywhere in it, at 1,000,000 pictures against one at 10,000; and the outline
 * of the whole gallery, whose cost per picture must not grow with their number.
 */
export const pageOf200: Benchmark = {
	name: "page-of-200",
	compares:
		"200 records at a random place of 1,000,000 / of 10,000; the outline, per 10,000 pictures",
	run: async (say) => {
		await using folder = await temporaryFolder();
		const imaging = realImaging();
		const small = await libraryOf(SMALL, join(folder.path, "small"), imaging);
		const large = await libraryOf(LARGE, join(folder.path, "large"), imaging);
		const random = repeatableRandom(3);
		const page = (library: Library, total: number) => {
			const offset = Math.floor(random() * (total - PAGE));
			return timed(async () => {
				const records = await library.page({ query: everything, offset, limit: PAGE });
				if (records.length !== PAGE) throw new Error(`a page has ${records.length} records`);
			});
		};
		const outline = (library: Library, total: number) =>
			timed(async () => {
				const { ratios } = await library.outline(everything);
				if (ratios.length !== total) throw new Error(`the outline has ${ratios.length} pictures`);
			});

		say(`the first outline of 1,000,000 takes ${(await outline(large, LARGE)).toFixed(0)} ms`);
		const outlines = await interleave({
			ours: async () => (await outline(large, LARGE)) / (LARGE / SMALL),
			floor: () => outline(small, SMALL),
			rounds: 60,
			warmUps: 5,
		});
		const pages = await interleave({
			ours: () => page(large, LARGE),
			floor: () => page(small, SMALL),
			rounds: 400,
			warmUps: 20,
		});
		say(`after that, ${(outlines.ours * (LARGE / SMALL)).toFixed(1)} ms`);
		await small.close();
		await large.close();
		await imaging.close();
		return [
			result("page-of-200", pages, { goal: GOAL }),
			result("page-of-200 outline", outlines, { goal: GOAL, unit: "ms per 10,000" }),
		];
	},
};

/** A library of records alone: an index asks for no file. */
async function libraryOf(
	pictures: number,
	folder: string,
	imaging: ReturnType<typeof realImaging>,
): Promise<Library> {
	await makeLargeIndex(folder, pictures);
	return realLibrary(folder, imaging);
}
