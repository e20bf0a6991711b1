import type { ImageRecord, Recipe } from "../../contract/library.ts";
import type { LibraryFolder } from "../store/library-folder.ts";
import { factsOf, imageRecord, indexEntry, type RecipeOutput } from "./image-record.ts";
import type { LivingIndex } from "./living-index.ts";
import { asTrashed, entryInTrash, readTrashed } from "./trash-entry.ts";

/**
 * The record of an output that was saved and then thrown away: it is in the trash, or gone for good.
 * It was paid for and came home, so nobody is to fetch or make it again.
 * @param of the job's folder, the recipe in it and what that says of the output
 */
export async function findPutAway(
	of: {
		readonly inside: string;
		readonly recipe: Recipe | undefined;
		readonly output: Pick<RecipeOutput, "id" | "index"> & Partial<RecipeOutput>;
	},
	ports: { readonly place: LibraryFolder; readonly putInIndex: LivingIndex["put"] },
): Promise<ImageRecord | undefined> {
	const { inside, recipe, output } = of;
	const trashed = await readTrashed(ports.place, output.id);
	if (trashed !== undefined && !("said" in trashed)) {
		const { entry, file } = trashed;
		const found =
			recipe === undefined
				? entryInTrash(trashed)
				: asTrashed(indexEntry(recipe, output, file, entry.image), trashed);
		ports.putInIndex(found);
		return found.image;
	}
	const facts = output.state === "removed" ? factsOf(output) : undefined;
	if (recipe === undefined || facts === undefined) return undefined;
	return imageRecord(recipe, output, `${inside}/${output.file ?? ""}`, facts);
}
