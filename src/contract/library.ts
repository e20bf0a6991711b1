import { z } from "zod";
import { GenerationRequest } from "./generation.ts";
import { CollectionId, GatewayId, ImageId, JobId, ReferenceId } from "./ids.ts";
import { EpochMs } from "./jobs.ts";
import { Charge, JobPrice } from "./money.ts";

/** What the designer thinks of a picture. */
export const PictureMark = z.object({
	pick: z.enum(["picked", "rejected"]).optional(),
	stars: z.int().min(1).max(5).optional(),
	/** The designer's own name for it. */
	title: z.string().max(500).optional(),
	tags: z.array(z.string().min(1).max(80)).max(500).optional(),
	/** Collections it was put into. */
	collections: z.array(CollectionId).max(500).optional(),
});
export type PictureMark = z.infer<typeof PictureMark>;

/** What the metadata of a foreign picture says of how it was made. */
export const ForeignRecipe = z.object({
	/** Such as `ComfyUI`; empty: not known. */
	generator: z.string(),
	prompt: z.string(),
	negativePrompt: z.string().optional(),
	model: z.string().optional(),
	/** Everything else, as the file has it, in its order. */
	parameters: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type ForeignRecipe = z.infer<typeof ForeignRecipe>;

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
	/** What its frame is called in its set. */
	caption: z.string().optional(),
	/** Its share of what its job cost, US dollars; absent: not known. */
	usd: z.number().optional(),
	/** It came in from outside. */
	imported: z.literal(true).optional(),
	/** Absolute path of the original where it stays outside the library; `file` is then a name of no file. */
	link: z.string().optional(),
	/** In the trash since. */
	trashedAt: EpochMs.optional(),
	/** Its file was not where it should be. */
	missing: z.literal(true).optional(),
	/** In a stacked gallery: how many pictures it stands for, when more than itself. */
	stack: z.int().optional(),
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
				/** `removed`: it was in the library until the designer took it away for good. */
				state: z.enum(["saved", "refused", "lost", "pending", "removed"]),
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
				/** How it looks, for finding it by likeness and colour: see `PictureLook`. */
				look: z.string().max(400).optional(),
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

export const ImageDetail = z.object({
	image: ImageRecord,
	/** Absent: it was made elsewhere. */
	recipe: Recipe.optional(),
	/** Of an imported picture: its entry without what is in `recipe`. */
	imported: z
		.object({
			source: z.string(),
			way: z.enum(["copy", "link"]),
			/** The linked file is not what it was when it came in. */
			changed: z.literal(true).optional(),
			description: z.string().optional(),
			author: z.string().optional(),
			foreign: ForeignRecipe.optional(),
		})
		.optional(),
	/** Six colours at most, the most of them first; empty: not known yet. */
	colours: z.array(z.object({ hex: z.string(), share: z.number() })),
	/** The other pictures of the same job, in order, this one included. */
	siblings: z.array(ImageRecord),
});
export type ImageDetail = z.infer<typeof ImageDetail>;
