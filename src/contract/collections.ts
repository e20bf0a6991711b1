import { z } from "zod";
import { CollectionId } from "./ids.ts";
import { EpochMs } from "./jobs.ts";
import { HexColour, LibraryQuery } from "./library-query.ts";

/** A colour of a brand. */
export const Swatch = z.strictObject({ hex: HexColour, name: z.string().max(80) });
export type Swatch = z.infer<typeof Swatch>;

/**
 * A collection of the library, kept as `collections/<id>.json`. Without a query the designer fills it
 * by hand, and its pictures name it in their recipes; with one it is a saved search that fills itself.
 */
export const Collection = z.strictObject({
	id: CollectionId,
	title: z.string().trim().min(1).max(200),
	query: LibraryQuery.optional(),
	/** Pictures are compared with these, in Lab. */
	swatches: z.array(Swatch).max(24),
	createdAt: EpochMs,
});
export type Collection = z.infer<typeof Collection>;

/** With how many pictures are in it; absent for saved searches, which are counted when opened. */
export const CollectionSummary = z.object({ ...Collection.shape, count: z.int().optional() });
export type CollectionSummary = z.infer<typeof CollectionSummary>;
