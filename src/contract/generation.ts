import { z } from "zod";
import { AccountId, ImageId, JobId, ReferenceId } from "./ids.ts";

/** The most pictures one request can name, whatever the gateway: Ark's references + images <= 15, doubled for slack. */
export const MAX_REFERENCES = 30;
const MAX_SIDE_PX = 32_768;

/** One reference in a request: a picture kept in the library, or a link the gateway fetches by itself. */
export const RequestReference = z.discriminatedUnion("kind", [
	z.strictObject({
		kind: z.literal("picture"),
		id: ReferenceId,
		/** The file's own name, for sentences and the recipe. */
		name: z.string().max(255),
		/** The picture of the library it is, or was made of by editing; not sent. */
		from: ImageId.optional(),
	}),
	z.strictObject({ kind: z.literal("link"), url: z.string().max(8_192) }),
]);
export type RequestReference = z.infer<typeof RequestReference>;

/**
 * A stretch of the prompt as the designer wrote it: words, or a chip that names a reference.
 * `compilePrompt` makes the sent text of them.
 */
export const PromptPart = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("text"), text: z.string().max(400_000) }),
	z.strictObject({
		kind: z.literal("mention"),
		/** A picture's id or a link's address. */
		reference: z.string().max(8_192),
		/** Without the `@`. */
		name: z.string().max(255),
	}),
]);
export type PromptPart = z.infer<typeof PromptPart>;

/** What a job does for a set that is there already. */
export const SetTask = z.discriminatedUnion("way", [
	/** Its pictures, in order, take the place of what stands in these slots. */
	z.strictObject({
		way: z.literal("redo"),
		set: JobId,
		slots: z.array(z.int().min(0).max(999)).min(1).max(100),
	}),
	/** Its pictures go behind the last slot. */
	z.strictObject({
		way: z.literal("extend"),
		set: JobId,
		/** The slot of its first picture: it must not hang on which other jobs are still known. */
		from: z.int().min(0).max(999).optional(),
	}),
]);
export type SetTask = z.infer<typeof SetTask>;

/** A tier lets the model choose the shape; pixels force it. */
export const RequestSize = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("tier"), tier: z.string().max(16) }),
	z.strictObject({
		kind: z.literal("pixels"),
		width: z.int().min(1).max(MAX_SIDE_PX),
		height: z.int().min(1).max(MAX_SIDE_PX),
	}),
]);
export type RequestSize = z.infer<typeof RequestSize>;

/** The value of one advanced field; which fields exist is in the capability record. */
export const ExtraValue = z.union([z.string().max(8_192), z.number(), z.boolean()]);
export type ExtraValue = z.infer<typeof ExtraValue>;

/**
 * What the designer asked for, in the app's own words; an adapter turns it into a wire body.
 * The bounds here are the app's own; a model's limits are checked by `validateRequest`.
 */
export const GenerationRequest = z.strictObject({
	account: AccountId,
	model: z.string().min(1).max(200),
	/** As it is sent. */
	prompt: z.string().max(400_000),
	/** As it was written, with chips; absent: it has none. `prompt` is what `compilePrompt` makes of it. */
	wording: z.array(PromptPart).max(2_000).optional(),
	/** In the order shown, which is the order sent. */
	references: z.array(RequestReference).max(MAX_REFERENCES),
	size: RequestSize,
	/** `set`: matching pictures made together, at most `count`. `single`: `count` separate pictures. */
	mode: z.enum(["single", "set"]),
	count: z.int().min(1).max(100),
	/** Absent: the gateway decides. */
	format: z.enum(["png", "jpeg", "webp"]).optional(),
	/** Absent: the model has no such switch. */
	watermark: z.boolean().optional(),
	/** Absent: the model's own default, or it cannot stream. */
	stream: z.boolean().optional(),
	extras: z.record(z.string().max(64), ExtraValue),
	/** The picture this request goes on from. */
	parent: ImageId.optional(),
	/** The set this request mends or goes on with. */
	follows: SetTask.optional(),
});
export type GenerationRequest = z.infer<typeof GenerationRequest>;
