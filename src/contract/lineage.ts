import { z } from "zod";
import { GatewayId, ImageId, JobId, ReferenceId } from "./ids.ts";
import { EpochMs } from "./jobs.ts";
import { ImageRecord } from "./library.ts";

/** Why a picture is a parent of a job. `parent`: it was edited or varied. `set`: the job goes on with its set. */
export const LineageLink = z.object({
	from: ImageId,
	to: JobId,
	why: z.enum(["parent", "reference", "set"]),
});
export type LineageLink = z.infer<typeof LineageLink>;

/** A job between pictures. */
export const LineageJob = z.object({
	id: JobId,
	createdAt: EpochMs,
	prompt: z.string(),
	gateway: GatewayId.optional(),
	gatewayTitle: z.string(),
	modelTitle: z.string(),
	/** What the whole job cost, US dollars. */
	usd: z.number().optional(),
	/** References that are no pictures of this library. */
	references: z.array(ReferenceId),
	/** Its pictures, at most {@link MAX_JOB_PICTURES}, kept ones; `pictures` counts all. */
	images: z.array(ImageId),
	pictures: z.int(),
});
export type LineageJob = z.infer<typeof LineageJob>;

/** What a picture came from and what came of it, as far as the limits reach. */
export const Lineage = z.object({
	image: ImageId,
	jobs: z.array(LineageJob),
	/** Every picture that `jobs` and `links` name. */
	images: z.array(ImageRecord),
	links: z.array(LineageLink),
	/** There is more beyond these jobs: walk on from one of their pictures. */
	more: z.array(JobId),
});
export type Lineage = z.infer<typeof Lineage>;

export const MAX_LINEAGE_JOBS = 200;
export const MAX_JOB_PICTURES = 15;

/** What pictures that were kept cost, by gateway and model. */
export const KeptCost = z.object({
	gatewayTitle: z.string(),
	modelTitle: z.string(),
	/** Pictures saved, and of them picked or given three stars or more. */
	made: z.int(),
	kept: z.int(),
	rejected: z.int(),
	/** Of jobs with a known price, US dollars. */
	usd: z.number(),
	/** Pictures without a known price; they are in no sum. */
	unpriced: z.int(),
	/** Dollars spent for each kept picture; absent: none was kept, or nothing is known. */
	usdPerKept: z.number().optional(),
});
export type KeptCost = z.infer<typeof KeptCost>;
