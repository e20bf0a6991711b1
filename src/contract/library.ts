import { z } from "zod";
import { GenerationRequest } from "./generation.ts";
import { GatewayId, ImageId, JobId, ReferenceId } from "./ids.ts";
import { EpochMs } from "./jobs.ts";
import { Charge, JobPrice } from "./money.ts";

/** What the designer thinks of a picture. */
export const PictureMark = z.object({
	pick: z.enum(["picked", "rejected"]).optional(),
	stars: z.int().min(1).max(5).optional(),
});
export type PictureMark = z.infer<typeof PictureMark>;

/** One saved picture, as the gallery needs it. */
export const ImageRecord = z.object({
	id: ImageId,
	job: JobId,
	/** Place in its job, from 0. */
	index: z.int().min(0),
	/** Pixels. */
	width: z.int().positive(),
	height: z.int().positive(),
	bytes: z.int().positive(),
	format: z.string(),
	savedAt: EpochMs,
	/** Inside the library folder, with `/`. */
	file: z.string(),
	prompt: z.string(),
	modelTitle: z.string(),
	gatewayTitle: z.string(),
	/** Absent: none. */
	mark: PictureMark.optional(),
});
export type ImageRecord = z.infer<typeof ImageRecord>;

/** One reference of a recipe: enough to restore it, and to know whether its snapshot is still there. */
export const RecipeReference = z.object({
	id: ReferenceId.optional(),
	name: z.string().optional(),
	url: z.string().optional(),
});

/** The designer's arrangement of a set, kept in the recipe of the job it began with. */
export const SetArrangement = z.object({
	/** Slots in the order shown; those not named follow in their own order. */
	order: z.array(z.int().min(0)).max(1_000).optional(),
	/** By slot. */
	captions: z.record(z.string(), z.string().max(2_000)).optional(),
	/** The picture chosen for a slot, by slot; absent: the newest saved one. */
	shown: z.record(z.string(), ImageId).optional(),
});
export type SetArrangement = z.infer<typeof SetArrangement>;

/** `recipe.json` of a job folder: everything needed to know, a month later, how a picture was made. */
export const RECIPE_VERSION = 1;
export const Recipe = z.object({
	version: z.literal(RECIPE_VERSION),
	job: JobId,
	createdAt: EpochMs,
	gateway: GatewayId,
	gatewayTitle: z.string(),
	modelTitle: z.string(),
	accountLabel: z.string(),
	/** The request as the designer saw it; references by hash or link, in the order sent. */
	request: GenerationRequest,
	/** The gateway's own id of the task or the reply. */
	remoteId: z.string().optional(),
	charged: Charge.optional(),
	/** What a picture was expected to cost when the job was made. */
	price: JobPrice.optional(),
	/** When the request left, and when the job ended. */
	sentAt: EpochMs.optional(),
	endedAt: EpochMs.optional(),
	outputs: z
		.array(
			z.object({
				id: ImageId,
				index: z.int().min(0),
				state: z.enum(["saved", "refused", "lost", "pending"]),
				/** File name inside the job folder, for saved pictures. */
				file: z.string().optional(),
				sha256: z.string().optional(),
				bytes: z.int().optional(),
				width: z.int().optional(),
				height: z.int().optional(),
				format: z.string().optional(),
				savedAt: EpochMs.optional(),
				/** What the gateway made of the prompt, where it says so. */
				revisedPrompt: z.string().optional(),
				/** The English sentence, for refused and lost pictures. */
				reason: z.string().optional(),
			}),
		)
		/** Ten times what a request can ask for: whoever looks a made-up list through is busy for minutes. */
		.max(1_000),
	/** The designer's own words about this job. */
	marks: z.object({
		title: z.string().optional(),
		tags: z.array(z.string()).max(1_000).optional(),
		/** By picture id. */
		pictures: z.record(z.string(), PictureMark).optional(),
		/** How the set that began with this job is arranged. */
		set: SetArrangement.optional(),
	}),
});
export type Recipe = z.infer<typeof Recipe>;

/**
 * The shape of the whole gallery in one answer, newest first, so that the scrollbar is right from
 * the start: records come page by page, for what is visible.
 */
export const LibraryOutline = z.object({
	/** Width divided by height of every picture, in order. */
	ratios: z.array(z.number()),
	/** Consecutive pictures of one local day. */
	days: z.array(z.object({ day: z.string(), count: z.int().positive() })),
});
export type LibraryOutline = z.infer<typeof LibraryOutline>;

export const ImageDetail = z.object({
	image: ImageRecord,
	recipe: Recipe,
	/** The other pictures of the same job, in order, this one included. */
	siblings: z.array(ImageRecord),
});
export type ImageDetail = z.infer<typeof ImageDetail>;
