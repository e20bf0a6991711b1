import { z } from "zod";
import { Failure } from "./errors.ts";
import { CollectionId, ImageId, UndoId } from "./ids.ts";
import { PictureMark } from "./library.ts";
import { TagName } from "./library-query.ts";

/** What one bulk edit may touch. */
export const MAX_EDITED = 20_000;
export const EditedIds = z.array(ImageId).min(1).max(MAX_EDITED);

/** `null` takes something away, what is absent stays. */
export const PictureChange = z.strictObject({
	pick: PictureMark.shape.pick.nullable(),
	stars: PictureMark.shape.stars.nullable(),
	title: PictureMark.shape.title.nullable(),
	addTags: z.array(TagName).max(50).optional(),
	removeTags: z.array(TagName).max(50).optional(),
	addTo: CollectionId.optional(),
	removeFrom: CollectionId.optional(),
});
export type PictureChange = z.infer<typeof PictureChange>;

/** What came of an edit. One bad picture never keeps the others out. */
export const Edited = z.object({
	/** Pictures that are now as asked. */
	changed: z.int(),
	/** Takes the edit back, and what it gives takes that back again; absent: nothing was changed. */
	undo: UndoId.optional(),
	/** The first of what went wrong. */
	error: Failure.optional(),
});
export type Edited = z.infer<typeof Edited>;
