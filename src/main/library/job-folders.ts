import { lstat } from "node:fs/promises";
import { AppError, appError } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import { Recipe } from "../../contract/library.ts";
import type { Log } from "../foundation/log.ts";
import type { Disk } from "../store/disk.ts";
import { type LibraryFolder, whenAbsent } from "../store/library-folder.ts";
import { jobFolderName } from "./folder-name.ts";
import { mergeRecipe, RECIPE_FILE, readRecipe, recipeText } from "./recipe-file.ts";

/** The folders of jobs and the recipes in them. Paths are inside the library, with `/`. */
export type JobFolders = {
	/** Where the job's pictures are or will be; `exists` tells which. */
	readonly locate: (
		recipe: Recipe,
	) => Promise<{ readonly inside: string; readonly exists: boolean }>;
	/** The job's folder, made when it is missing. */
	readonly make: (recipe: Recipe) => Promise<string>;
	/** The recipe in a folder; undefined when there is none or it is damaged. */
	readonly kept: (inside: string) => Promise<Recipe | undefined>;
	/**
	 * Writes the recipe over the one in the folder, durably; see {@link mergeRecipe} for what stays. A
	 * damaged one is set aside, since the designer's marks may still be read out of it.
	 * @returns what was written
	 */
	readonly write: (
		inside: string,
		recipe: Recipe,
		change?: (merged: Recipe) => Recipe,
	) => Promise<Recipe>;
};

/** Nobody damages so many recipes of one job. */
const MAX_DAMAGED = 1_000;

/** What a damaged recipe is called once it is set aside: `recipe.damaged.json`, `recipe.damaged-2.json`. */
const damagedName = (attempt: number) => `recipe.damaged${attempt === 1 ? "" : `-${attempt}`}.json`;

/** @param indexed the folder of a job as the index knows it */
export function createJobFolders(ports: {
	readonly place: LibraryFolder;
	readonly disk: Disk;
	readonly log: Log;
	readonly indexed: (job: JobId) => string | undefined;
}): JobFolders {
	const { place, disk, log, indexed } = ports;
	// A job's folder must not change when the traveller's time zone does.
	const known = new Map<JobId, string>();

	const exists = async (inside: string) =>
		(await lstat(place.path(inside)).catch(whenAbsent(undefined)))?.isDirectory() ?? false;
	const locate: JobFolders["locate"] = async (recipe) => {
		const before = known.get(recipe.job) ?? indexed(recipe.job);
		if (before !== undefined) return { inside: before, exists: await exists(before) };
		const job = { id: recipe.job, createdAt: recipe.createdAt, prompt: recipe.request.prompt };
		const short = jobFolderName(job, 6);
		const present = await exists(short);
		if (!present) return { inside: short, exists: false };
		const owner = (await readable(place.path(short), log))?.job;
		if (owner === undefined || owner === recipe.job) return { inside: short, exists: true };
		// Once in sixteen million, two jobs of one day and one prompt end with the same six digits.
		const long = jobFolderName(job, 12);
		return { inside: long, exists: await exists(long) };
	};
	const setAside = async (inside: string) => {
		for (let attempt = 1; attempt <= MAX_DAMAGED; attempt += 1) {
			const aside = place.path(`${inside}/${damagedName(attempt)}`);
			if (await disk.moveToNew(place.path(`${inside}/${RECIPE_FILE}`), aside)) return;
		}
		throw appError("storage-failed", { folder: place.root, said: `no free name in ${inside}` });
	};
	return {
		locate,
		make: async (recipe) => {
			await place.ensurePresent();
			const { inside } = await locate(recipe);
			await disk.makeFolder(place.path(inside));
			known.set(recipe.job, inside);
			return inside;
		},
		kept: (inside) => readable(place.path(inside), log),
		write: async (inside, recipe, change = (merged) => merged) => {
			const path = place.path(`${inside}/${RECIPE_FILE}`);
			const kept = await readRecipe(place.path(inside)).catch(async (error: unknown) => {
				if (!isDamage(error)) throw error;
				log.warn("a damaged recipe is set aside", { folder: inside });
				await setAside(inside);
				return undefined;
			});
			// Parsed, so that keys have one order and nothing is written that could not be read.
			const written = Recipe.parse(change(mergeRecipe(kept, recipe)));
			const text = recipeText(written);
			if (kept === undefined || recipeText(kept) !== text) await place.writeWhole(path, text);
			return written;
		},
	};
}

async function readable(folder: string, log: Log): Promise<Recipe | undefined> {
	try {
		return await readRecipe(folder);
	} catch (error) {
		if (!isDamage(error)) throw error;
		log.warn("a recipe cannot be read", { said: String(error) });
		return undefined;
	}
}

function isDamage(error: unknown): boolean {
	return error instanceof AppError && error.reason === "record-damaged";
}
