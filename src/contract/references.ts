import { z } from "zod";
import { Failure } from "./errors.ts";
import { ReferenceId } from "./ids.ts";

/** A snapshot kept in `references/` of the library: the recipe stays whole when the original moves. */
export const Reference = z.object({
	id: ReferenceId,
	/** The file's name when it came in. */
	name: z.string(),
	/** Pixels, upright (EXIF orientation applied). */
	width: z.int().positive(),
	height: z.int().positive(),
	bytes: z.int().positive(),
	/** As decoded, not as named. */
	format: z.string(),
});
export type Reference = z.infer<typeof Reference>;

/** One bad file never keeps the others out. */
export const ImportedReferences = z.object({
	references: z.array(Reference),
	problems: z.array(z.object({ name: z.string(), error: Failure })),
});
export type ImportedReferences = z.infer<typeof ImportedReferences>;
