import { z } from "zod";
import { ImageId, JobId } from "./ids.ts";
import { EpochMs } from "./jobs.ts";
import { ForeignRecipe, PictureMark, Recipe } from "./library.ts";

/** `copy`: the file comes into the library. `link`: it stays where it is, and the library remembers it. */
export const ImportWay = z.enum(["copy", "link"]);
export type ImportWay = z.infer<typeof ImportWay>;

export const ImportedPicture = z.object({
	id: ImageId,
	/** Place in its folder's record, from 0. */
	index: z.int().min(0),
	/** File name inside the record's folder; absent: linked. */
	file: z.string().optional(),
	/** Absolute path of the file as it came; for a linked one, where it is. */
	source: z.string(),
	/** The linked file's time of change, ms since the Unix epoch, when its hash was taken. */
	changedAt: EpochMs.optional(),
	sha256: z.string(),
	bytes: z.int(),
	width: z.int(),
	height: z.int(),
	format: z.string(),
	/** When the picture was taken or made, as far as it tells; it stands at this time in the gallery. */
	madeAt: EpochMs,
	/** Words of its own metadata. */
	description: z.string().optional(),
	author: z.string().optional(),
	/** Made by another generator. */
	foreign: ForeignRecipe.optional(),
	/** Made by this app, here or on another computer: everything needed to make it again. */
	recipe: Recipe.optional(),
	/** How it looks: see `PictureLook`. */
	look: z.string().optional(),
	/** Taken away for good; its file is gone. */
	removedAt: EpochMs.optional(),
});
export type ImportedPicture = z.infer<typeof ImportedPicture>;

/** `import.json` of a folder of imported pictures: at most {@link IMPORT_RECORD_LENGTH} of one source folder. */
export const IMPORT_VERSION = 1;
export const IMPORT_RECORD_LENGTH = 200;
export const ImportRecord = z.object({
	version: z.literal(IMPORT_VERSION),
	/** Takes the place of a job. */
	job: JobId,
	createdAt: EpochMs,
	/** Absolute path of the folder the pictures came from. */
	source: z.string(),
	/** Its name, shown. */
	title: z.string(),
	way: ImportWay,
	pictures: z.array(ImportedPicture).max(1_000),
	marks: z.object({ pictures: z.record(z.string(), PictureMark).optional() }),
});
export type ImportRecord = z.infer<typeof ImportRecord>;

/** A folder whose new pictures come in by themselves. */
export const WatchedFolder = z.strictObject({
	/** Absolute. */
	path: z.string().min(1).max(4_096),
	way: ImportWay,
});
export type WatchedFolder = z.infer<typeof WatchedFolder>;

/** With how it stands. */
export const WatchedFolderState = z.object({
	...WatchedFolder.shape,
	state: z.enum(["watching", "missing", "failed"]),
	lastImportAt: EpochMs.optional(),
});
export type WatchedFolderState = z.infer<typeof WatchedFolderState>;
