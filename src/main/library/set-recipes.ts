import { appError } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import type { Recipe } from "../../contract/library.ts";
import type { JobFolders } from "./job-folders.ts";
import type { LivingIndex } from "./living-index.ts";
import type { Locks } from "./locks.ts";

/** Recipes as the sets need them: found by job, and changed by the designer. */
export type SetRecipes = {
	/** Undefined when nothing of the job was saved, or its recipe is gone or damaged. */
	readonly of: (job: JobId) => Promise<Recipe | undefined>;
	/** Jobs with saved pictures whose requests name this one as their set. */
	readonly following: (job: JobId) => readonly JobId[];
	/**
	 * Changes the recipe of a job durably, in turn with those who save its pictures.
	 * @param recipe as the job knows it; written when its folder has none yet
	 * @returns what was written
	 * @throws AppError `set-not-found` when the job's folder was there and is gone
	 */
	readonly change: (recipe: Recipe, change: (merged: Recipe) => Recipe) => Promise<Recipe>;
};

export function createSetRecipes(ports: {
	readonly folders: JobFolders;
	readonly inTurn: Locks;
	readonly index: Pick<LivingIndex, "use">;
	/** Tells the index what a recipe says of its pictures. */
	readonly refresh: (recipe: Recipe, inside: string) => void;
	/** Throws what an error of the disk means. */
	readonly guarded: <T>(work: () => Promise<T>) => Promise<T>;
	/** @throws AppError `folder-missing` when the whole library is away */
	readonly ensurePresent: () => Promise<void>;
}): SetRecipes {
	const { folders, inTurn, index, guarded } = ports;
	const folderOf = (job: JobId) => index.use((rows) => rows.folderOf(job));
	return {
		of: (job) =>
			guarded(async () => {
				const inside = folderOf(job);
				return inside === undefined ? undefined : folders.kept(inside);
			}),
		following: (job) => index.use((rows) => rows.following(job)),
		change: (recipe, change) =>
			guarded(() =>
				inTurn(recipe.job, async () => {
					await ports.ensurePresent();
					const { inside, exists } = await folders.locate(recipe);
					if (!exists && folderOf(recipe.job) !== undefined) throw appError("set-not-found");
					// What the job itself has written meanwhile is newer than what the caller knows.
					const kept = exists ? await folders.kept(inside) : undefined;
					const folder = exists ? inside : await folders.make(recipe);
					const written = await folders.write(folder, kept ?? recipe, change);
					ports.refresh(written, folder);
					return written;
				}),
			),
	};
}
