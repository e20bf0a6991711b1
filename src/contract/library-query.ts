import { z } from "zod";
import { CollectionId, ImageId, JobId, ReferenceId } from "./ids.ts";
import { EpochMs } from "./jobs.ts";

/** From `min` to `max`, both included; what is absent is open. */
const Span = z.strictObject({
	min: z.number().min(0).optional(),
	max: z.number().min(0).optional(),
});
export type Span = z.infer<typeof Span>;

/** Six lower-case hexadecimal digits after a `#`, sRGB. */
export const HexColour = z.string().regex(/^#[0-9a-f]{6}$/);

/** The longest tag, in characters. */
export const MAX_TAG = 80;
/** The designer's own word for pictures; the case typed first is shown, compared without regard to it. */
export const TagName = z.string().trim().min(1).max(MAX_TAG);

/** Which pictures are meant: everything that is given must hold. */
export const LibraryFilter = z.strictObject({
	/** Words of prompt, title, caption, tags and file name; the last may be unfinished. Empty: any. */
	text: z.string().max(500),
	/** Any of these gateways, by id. */
	gateways: z.array(z.string().max(64)).max(50).optional(),
	/** Any of these models, by the title shown. */
	models: z.array(z.string().max(200)).max(50).optional(),
	/** Saved at or after this moment. */
	from: EpochMs.optional(),
	/** Saved before this moment. */
	before: EpochMs.optional(),
	/** Of the longer side, px. */
	side: Span.optional(),
	/** Width divided by height. */
	ratio: Span.optional(),
	/** Any of these. */
	picks: z
		.array(z.enum(["picked", "rejected", "none"]))
		.max(3)
		.optional(),
	minStars: z.int().min(1).max(5).optional(),
	/** All of these. */
	tags: z.array(TagName).max(50).optional(),
	/** In this collection, which the designer fills by hand. */
	collection: CollectionId.optional(),
	/** Made with this reference. */
	reference: ReferenceId.optional(),
	/** Made from this picture: by editing it, with it as a reference, or going on from it. */
	childrenOf: ImageId.optional(),
	/** Of this job and of the jobs that went on with its set. */
	job: JobId.optional(),
	/** What the picture cost, US dollars. */
	usd: Span.optional(),
	origin: z.enum(["made", "imported"]).optional(),
	/** Absent: what is neither in the trash nor missing from the disk is shown. */
	state: z.enum(["trashed", "missing"]).optional(),
});
export type LibraryFilter = z.infer<typeof LibraryFilter>;

/** The order of the gallery. Only the first two have days. */
export const LibraryOrder = z.discriminatedUnion("by", [
	z.strictObject({ by: z.literal("newest") }),
	z.strictObject({ by: z.literal("oldest") }),
	/** Most stars first, then newest. */
	z.strictObject({ by: z.literal("stars") }),
	/** Dearest first. */
	z.strictObject({ by: z.literal("price") }),
	/** Those that look like this picture, the likest first; those that do not are left out. */
	z.strictObject({ by: z.literal("similar"), image: ImageId }),
	/** Nearest to this colour first. */
	z.strictObject({ by: z.literal("colour"), hex: HexColour }),
	/** Only pictures that have a near-duplicate, groups together, the newest group first. */
	z.strictObject({ by: z.literal("duplicates") }),
]);
export type LibraryOrder = z.infer<typeof LibraryOrder>;

/** One gallery: which pictures, in which order. */
export const LibraryQuery = z.strictObject({
	filter: LibraryFilter,
	/** Absent: newest first. */
	order: LibraryOrder.optional(),
	/** Pictures of one set or job are one: its best picked, best starred or first. */
	stacked: z.boolean().optional(),
});
export type LibraryQuery = z.infer<typeof LibraryQuery>;

/** Steps of a shape in an outline: a ratio of 1 is written as this number. */
export const RATIO_UNIT = 2_048;

/**
 * The shape of the whole gallery in one answer, in its order, so that the scrollbar is right from
 * the start: records come page by page, for what is visible.
 */
export const LibraryOutline = z.object({
	/** Width divided by height times {@link RATIO_UNIT}, at most 65,535, of every picture. */
	ratios: z.instanceof(Uint16Array),
	/** Consecutive pictures of one local day, such as `2026-11-21`; one group without a day for other orders. */
	days: z.array(z.object({ day: z.string(), count: z.int().positive() })),
});
export type LibraryOutline = z.infer<typeof LibraryOutline>;

/** What the library holds, for choosing filters; counts are of pictures that are kept. */
export const LibraryFacets = z.object({
	total: z.int(),
	/** `id` empty: imported pictures. */
	gateways: z.array(z.object({ id: z.string(), title: z.string(), count: z.int() })),
	models: z.array(z.object({ title: z.string(), count: z.int() })),
	/** The ones used most, at most 200. */
	tags: z.array(z.object({ name: z.string(), count: z.int() })),
	trashed: z.int(),
	missing: z.int(),
	/** Pictures whose likeness and colours are not known yet. */
	unseen: z.int(),
});
export type LibraryFacets = z.infer<typeof LibraryFacets>;
