import { isDeepStrictEqual } from "node:util";
import type { Recipe } from "../../contract/library.ts";
import { entryOf } from "./folder-record.ts";
import type { LivingIndex } from "./living-index.ts";

/** Tells the index what a recipe that was written anew says of its pictures: captions, prices. */
export function createRefreshJob(
	index: Pick<LivingIndex, "use" | "mark">,
): (recipe: Recipe, inside: string) => void {
	return (recipe, inside) => {
		index.use((rows) =>
			rows.together(() => {
				for (const image of rows.imagesOf(recipe.job)) {
					const entry = entryOf({ kind: "recipe", recipe }, image, inside);
					if (!isDeepStrictEqual(entry.image, image)) index.mark(entry);
				}
			}),
		);
	};
}
