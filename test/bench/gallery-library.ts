import { link, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { RECIPE_FILE, recipeText } from "../../src/main/library/recipe-file.ts";
import { THUMBNAIL_SIDE } from "../../src/main/store/thumbnail-cache.ts";
import { realImaging } from "./bench-services.ts";
import { photoPng } from "./photo-png.ts";
import { fillIndex, syntheticJobs } from "./synthetic-pictures.ts";

/** Pixels; with room above the size of a thumbnail, so that every thumbnail has its full size. */
const shapes = [
	{ width: 720, height: 720 },
	{ width: 960, height: 540 },
	{ width: 630, height: 840 },
	{ width: 900, height: 600 },
] as const;
const SEEDS = 6;

type Pixels = { readonly width: number; readonly height: number };

/**
 * Makes a library as the app would have left it: job folders with PNGs and recipes, thumbnails and
 * the index. The pictures are twenty-four different ones, each under many names.
 * @param folder new or empty
 * @param of pixels and number of the different ones; absent: as above
 */
export async function makeGalleryLibrary(
	folder: string,
	pictures: number,
	of: { readonly shapes: readonly Pixels[]; readonly seeds: number } = { shapes, seeds: SEEDS },
): Promise<void> {
	const originals = await paintOriginals(join(folder, ".seedcase/originals"), of);
	const jobs = syntheticJobs(pictures, originals);
	for (const job of jobs) {
		await mkdir(join(folder, job.folder), { recursive: true });
		await writeFile(join(folder, job.folder, RECIPE_FILE), recipeText(job.recipe));
		for (const { record, original } of job.images) {
			const { id, file } = record;
			await link(original.path, join(folder, file));
			const thumbnail = join(folder, `.seedcase/thumbs/${id.slice(-2)}/${id}.webp`);
			await mkdir(dirname(thumbnail), { recursive: true });
			await writeFile(thumbnail, original.thumbnail);
		}
	}
	fillIndex(join(folder, ".seedcase/index.db"), folder, jobs);
}

/**
 * Paints the different pictures of a library, with their thumbnails.
 * @param folder made when it is not there
 */
export async function paintOriginals(
	folder: string,
	of: { readonly shapes: readonly Pixels[]; readonly seeds: number } = { shapes, seeds: SEEDS },
) {
	await mkdir(folder, { recursive: true });
	const imaging = realImaging();
	const made = Array.from({ length: of.shapes.length * of.seeds }, async (_, at) => {
		const { width, height } = of.shapes[at % of.shapes.length] ?? shapes[0];
		const bytes = photoPng({ width, height, seed: at + 1 });
		const path = join(folder, `${at}.png`);
		await writeFile(path, bytes);
		const thumbnail = await imaging.thumbnail({ bytes }, { maxSide: THUMBNAIL_SIDE });
		const thumbnailPath = join(folder, `${at}.webp`);
		await writeFile(thumbnailPath, thumbnail);
		return { width, height, bytes: bytes.length, path, thumbnail, thumbnailPath };
	});
	const originals = await Promise.all(made);
	await imaging.close();
	return originals;
}
