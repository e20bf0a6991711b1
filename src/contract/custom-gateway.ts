import { z } from "zod";

const MAX_PATH = 300;
const path = z.string().trim().max(MAX_PATH);
const words = z.array(z.string().trim().min(1).max(60)).max(20);

/** What a custom gateway's models take, as far as the designer knows; one row a model. */
export const CustomModel = z.strictObject({
	/** The id on the wire. */
	id: z.string().trim().min(1).max(200),
	title: z.string().trim().min(1).max(60),
	/** `tier-or-pixels`: `size` is 2K or 2048x2048. `ratio`: `size` is 16:9 beside a resolution. */
	sizes: z.enum(["tier-or-pixels", "ratio"]),
	tiers: z.array(z.enum(["1K", "2K", "3K", "4K"])).min(1),
	maxImages: z.int().min(1).max(15),
	maxReferences: z.int().min(0).max(14),
	usdPerImage: z.number().min(0).max(1_000).optional(),
});
export type CustomModel = z.infer<typeof CustomModel>;

const shared = { models: z.array(CustomModel).min(1).max(20) };

/** A gateway that answers like Ark: `POST {base}/images/generations`, pictures in the reply. */
export const CustomSync = z.strictObject({
	kind: z.literal("sync"),
	...shared,
	/** Below the base address. */
	submitPath: path.default("/images/generations"),
	/** Whether it takes references, and how. */
	references: z.enum(["inline", "link", "none"]),
	/** `sequential`: Ark's set fields. `n`: a plain number. */
	count: z.enum(["sequential", "n"]),
	outputFormat: z.boolean(),
	watermark: z.boolean(),
	stream: z.boolean(),
	responseFormat: z.boolean(),
});
export type CustomSync = z.infer<typeof CustomSync>;

/**
 * A gateway that names a task and is asked after it. Places inside replies are written like
 * `data.task.id` or `result.data[].url`.
 */
export const CustomTask = z.strictObject({
	kind: z.literal("task"),
	...shared,
	submitPath: path,
	/** With `{id}` in it. */
	pollPath: path.refine((text) => text.includes("{id}")),
	idPlace: path,
	statusPlace: path,
	doneWords: words.min(1),
	failedWords: words.min(1),
	/** Links or base64 of the pictures. */
	resultPlace: path,
	errorPlace: path,
	/** Name of the field the tier goes in when sizes are ratios, such as `resolution` or `metadata.resolution`. */
	tierField: path,
	/** Name of the field of references. */
	referencesField: path,
	references: z.enum(["inline", "link", "upload", "none"]),
	/** For `upload`: a multipart POST below the base address, and where its reply has the link. */
	uploadPath: path,
	uploadField: path,
	uploadPlace: path,
});
export type CustomTask = z.infer<typeof CustomTask>;

/** How the designer describes a gateway the app does not know. */
export const CustomGateway = z.discriminatedUnion("kind", [CustomSync, CustomTask]);
export type CustomGateway = z.infer<typeof CustomGateway>;
