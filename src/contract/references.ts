import { z } from "zod";
import { Failure } from "./errors.ts";
import { ImageId, ReferenceId, RunId } from "./ids.ts";

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
	/** The picture of the library it is, or was made of by editing. */
	from: ImageId.optional(),
});
export type Reference = z.infer<typeof Reference>;

/** One bad file never keeps the others out. */
export const ImportedReferences = z.object({
	references: z.array(Reference),
	problems: z.array(z.object({ name: z.string(), error: Failure })),
});
export type ImportedReferences = z.infer<typeof ImportedReferences>;

/** What one drop can bring, files in folders counted; more than a board is meant to hold. */
export const MAX_GATHERED = 2_000;

/** How a long import stands. `references` and `problems` are those since the last word. */
export const Gathering = z.object({
	run: RunId,
	/** `looking` while folders are searched; their number is not known until then. */
	stage: z.enum(["looking", "reading", "done", "stopped"]),
	/** Pictures found so far, at most the limit. */
	found: z.int().min(0),
	/** Of those, read: taken in or refused. */
	done: z.int().min(0),
	/** In the order found. */
	references: z.array(Reference),
	problems: z.array(z.object({ name: z.string(), error: Failure })),
	/** Pictures beyond the limit. */
	leftOut: z.int().min(0),
	/** Files in folders that are no pictures by their name; they were not opened. */
	passedOver: z.int().min(0),
});
export type Gathering = z.infer<typeof Gathering>;

/** What a reference is for; a label for the designer, nothing of it is sent. */
export const referenceRoles = ["subject", "style", "product", "character", "layout"] as const;
export const ReferenceRole = z.enum(referenceRoles);
export type ReferenceRole = z.infer<typeof ReferenceRole>;

/**
 * A reference with a name of its own, kept on the library's shelf for every board and prompt. Names
 * are unique without regard to case; letters, digits, `-` and `_` of any script.
 */
export const ShelfEntry = z.object({
	reference: ReferenceId,
	/** Without the `@`. */
	name: z
		.string()
		.max(40)
		.regex(/^[\p{L}\p{M}\p{N}_-]+$/u),
	role: ReferenceRole.optional(),
	addedAt: z.int().min(0),
});
export type ShelfEntry = z.infer<typeof ShelfEntry>;
