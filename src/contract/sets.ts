import { z } from "zod";
import { Failure } from "./errors.ts";
import { GenerationRequest } from "./generation.ts";
import { ImageId, JobId, RunId } from "./ids.ts";
import { EpochMs, OutputState } from "./jobs.ts";
import { ImageRecord, SetArrangement } from "./library.ts";

/** One try at a slot of a set. */
export const SetFrame = z.object({
	/** The output, and the picture once it is saved. */
	id: ImageId,
	job: JobId,
	state: OutputState,
	expiresAt: EpochMs.optional(),
	/** Why it is not there, while the job is on the list. */
	error: Failure.optional(),
	/** The English sentence of the recipe, for jobs that are off the list. */
	said: z.string().optional(),
	/** Once saved. */
	image: ImageRecord.optional(),
});
export type SetFrame = z.infer<typeof SetFrame>;

/** One place of a set: what was tried for it, oldest first. */
export const SetSlot = z.object({
	/** From 0, for good; the order shown may be another. */
	slot: z.int().min(0),
	frames: z.array(SetFrame),
	/** The saved frame that stands here; absent: none is saved yet. */
	shown: ImageId.optional(),
	/** A job is still to bring a frame for it. */
	awaited: z.boolean(),
	/**
	 * Nothing was delivered for it and no job works on it, although it was asked for: the model made
	 * fewer, or the job failed as a whole, and then `error` says why.
	 */
	empty: z.boolean(),
	error: Failure.optional(),
	caption: z.string(),
});
export type SetSlot = z.infer<typeof SetSlot>;

/** Pictures that belong together: those of one job, with everything that was redone or added since. */
export const SetDetail = z.object({
	/** The job it began with. */
	set: JobId,
	title: z.string(),
	/** Of the job it began with. */
	request: GenerationRequest,
	gatewayTitle: z.string(),
	modelTitle: z.string(),
	createdAt: EpochMs,
	/** Width divided by height to draw empty slots with. */
	ratio: z.number().positive(),
	/** In the order shown. */
	slots: z.array(SetSlot),
	/** Every job of the set, the first one first. */
	jobs: z.array(JobId),
});
export type SetDetail = z.infer<typeof SetDetail>;

/** A change of a set's arrangement; what is absent stays. */
export const SetChange = z.strictObject({
	set: JobId,
	title: z.string().max(200).optional(),
	order: SetArrangement.shape.order,
	/** Only the captions that change; empty: none any more. */
	captions: SetArrangement.shape.captions,
	/** Only the slots that change. */
	shown: SetArrangement.shape.shown,
});
export type SetChange = z.infer<typeof SetChange>;

const paper = {
	paper: z.enum(["a4", "letter"]),
	orientation: z.enum(["portrait", "landscape"]),
	/** The set's title on each page; empty: none. */
	title: z.string().max(200),
};

/** Pictures on their way out, in order, each with its caption; the window knows what stands where. */
export const ExportOrder = z.strictObject({
	run: RunId,
	frames: z
		.array(z.strictObject({ image: ImageId, caption: z.string().max(2_000) }))
		.min(1)
		.max(1_000),
	/** The start of file names, made safe by main. */
	name: z.string().max(200),
	as: z.discriminatedUnion("kind", [
		/** The untouched files in a folder the designer chooses: `name-01.png`, `name-02.png`, … */
		z.strictObject({ kind: z.literal("files") }),
		/** PDF, pictures in rows with their numbers. */
		z.strictObject({ kind: z.literal("contact-sheet"), ...paper, columns: z.int().min(2).max(8) }),
		/** PDF, pictures large with room for captions. */
		z.strictObject({ kind: z.literal("storyboard"), ...paper, perPage: z.int().min(2).max(12) }),
		z.strictObject({
			kind: z.literal("animation"),
			format: z.enum(["webp", "gif"]),
			secondsPerFrame: z.number().min(0.05).max(10),
			/** Px. */
			maxSide: z.int().min(64).max(2_048),
		}),
	]),
});
export type ExportOrder = z.infer<typeof ExportOrder>;

/** What came of an export; absent path: the dialog was closed, or it was stopped. */
export const Exported = z.object({
	/** The file, or the folder of the files; absolute. */
	path: z.string().optional(),
	files: z.int().min(0),
});
export type Exported = z.infer<typeof Exported>;
