import { z } from "zod";
import { GatewayId } from "./ids.ts";

/** Where a fact was read, and when. */
export const Source = z.object({
	/** A page of the gateway, or a section of the reference. */
	page: z.string(),
	/** ISO date of reading. */
	read: z.string(),
});
export type Source = z.infer<typeof Source>;

export const Shape = z.object({
	/** Such as `16:9`. */
	ratio: z.string(),
	width: z.int().positive(),
	height: z.int().positive(),
});
export type Shape = z.infer<typeof Shape>;

export const Tier = z.object({
	/** The word sent, such as `2K`. */
	id: z.string(),
	/** Pixel sizes that stand for this tier; sent as pixels when the designer picks a shape. */
	shapes: z.array(Shape),
	/** Key of a sentence in `resources/locales/<language>/capability.json`: something to know before choosing this. */
	advice: z.string().optional(),
});
export type Tier = z.infer<typeof Tier>;

/** What a model takes as references. Limits are per picture unless they say otherwise. */
export const ReferenceRules = z.object({
	/** 0: the model takes none. */
	max: z.int().min(0),
	formats: z.array(z.enum(["jpeg", "png", "webp", "gif", "tiff", "bmp", "heif", "avif"])),
	maxBytes: z.int().positive(),
	/** Width times height. */
	maxPixels: z.int().positive(),
	/** Each side must be longer than or equal to this, px. */
	minSide: z.int().positive(),
	/** Width divided by height. */
	minRatio: z.number().positive(),
	maxRatio: z.number().positive(),
	/**
	 * `inline`: the bytes ride in the request. `upload`: the gateway's own upload API makes a link of
	 * them. `link`: a public https address; without the other two, pictures need a reference host.
	 */
	by: z.array(z.enum(["inline", "upload", "link"])),
});
export type ReferenceRules = z.infer<typeof ReferenceRules>;

const extraBase = {
	/** The name in `GenerationRequest.extras`; its label and help are `extra.<key>.label|help` in capability.json. */
	key: z.string(),
	/** What it asks for is meant for one request alone: what goes on from that one does not take it over. */
	once: z.literal(true).optional(),
};

/** One advanced field, drawn by its kind. A field left at its default is not sent. */
export const ExtraField = z.discriminatedUnion("kind", [
	z.object({ ...extraBase, kind: z.literal("text"), default: z.string(), maxChars: z.int() }),
	z.object({
		...extraBase,
		kind: z.literal("choice"),
		default: z.string(),
		/** Values; the label of each is `extra.<key>.choice.<value>`. */
		choices: z.array(z.string()).min(1),
	}),
	z.object({ ...extraBase, kind: z.literal("toggle"), default: z.boolean() }),
	/** A public https address; empty: not sent. */
	z.object({ ...extraBase, kind: z.literal("link"), default: z.literal(""), maxChars: z.int() }),
	z.object({
		...extraBase,
		kind: z.literal("number"),
		default: z.number(),
		min: z.number(),
		max: z.number(),
	}),
]);
export type ExtraField = z.infer<typeof ExtraField>;

/** What one model of one gateway accepts, as data: the form, the check and the adapter all read this. */
export const Capability = z.object({
	gateway: GatewayId,
	/** The model id on the wire. */
	model: z.string(),
	/** The name a designer knows it by. */
	title: z.string(),
	prompt: z.object({
		/** Unicode code points. */
		maxChars: z.int().positive(),
		/** Above this the model begins to overlook things; a hint, not a limit. */
		advised: z.object({ cjkChars: z.int(), words: z.int() }).optional(),
	}),
	references: ReferenceRules,
	size: z.object({
		tiers: z.array(Tier).min(1),
		defaultTier: z.string(),
		/**
		 * How a listed shape goes out: as its pixels, or as its ratio beside the tier. By ratio, the
		 * pixels of the shape are what to expect and no promise.
		 */
		shapesBy: z.enum(["pixels", "ratio"]),
		/** Whether the shape can be left open: to the model, or to the first reference. */
		auto: z.enum(["always", "with-references", "never"]),
		/** Absent: only the listed shapes. */
		free: z
			.object({
				minPixels: z.int(),
				maxPixels: z.int(),
				minRatio: z.number(),
				maxRatio: z.number(),
				/** Each side, px. */
				maxSide: z.int(),
			})
			.optional(),
	}),
	/** Separate pictures in one request. */
	single: z.object({
		max: z.int().min(1),
		/** Key in capability.json, shown when more than one is asked for. */
		advice: z.string().optional(),
	}),
	/** Absent: no sets. `max` pictures of one set. */
	set: z
		.object({
			max: z.int().min(2),
			/** Key in capability.json, shown while a set is asked for. */
			advice: z.string().optional(),
		})
		.optional(),
	/** References and pictures asked for together, of a set or separate. */
	referencesPlusImages: z.int().optional(),
	/** File formats that can be asked for; empty: the gateway decides. The first is the default. */
	formats: z.array(z.enum(["png", "jpeg", "webp"])),
	/** Absent: the model has no such switch. */
	watermark: z.object({ default: z.boolean() }).optional(),
	/** Pictures can come one by one while the others are drawn. Absent: all at the end. */
	stream: z.object({ default: z.boolean() }).optional(),
	extras: z.array(ExtraField),
	/** List price, US dollars for one picture. Absent: the page gives none. 0: free. */
	price: z.object({ usdPerImage: z.number(), source: Source }).optional(),
	results: z.object({
		/** `reply`: in the answer to the request. `task`: the gateway names a task that is asked after. */
		by: z.enum(["reply", "task"]),
		/** How long result links live. Absent: the page does not say. */
		linkHours: z.number().positive().optional(),
	}),
	sources: z.array(Source).min(1),
});
export type Capability = z.infer<typeof Capability>;

/** A gateway as the window knows it. */
export const GatewayInfo = z.object({
	id: GatewayId,
	title: z.string(),
	needsKey: z.boolean(),
	/** Absent: built in, or a custom gateway, whose address the designer types. */
	defaultBaseUrl: z.string().optional(),
	/** Other addresses of the same service; `name` is a key of `gateway.address` in settings.json. */
	addresses: z.array(z.object({ name: z.string(), url: z.string() })),
	/** Its upload API can hold references for other gateways too. */
	uploads: z.boolean(),
	/** It tells what is left on the account. */
	tellsBalance: z.boolean(),
	/** Set up by the designer, for one account. */
	custom: z.boolean(),
	/** What a key looks like, such as `sk-…`. */
	keyHint: z.string().optional(),
	models: z.array(Capability).min(1),
});
export type GatewayInfo = z.infer<typeof GatewayInfo>;
