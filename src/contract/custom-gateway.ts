import { z } from "zod";
import { isPlace } from "./place-in-json.ts";

/**
 * What can be wrong with one field of a custom gateway; each is a sentence
 * `custom.problem.<fault>` of settings.json.
 */
export const customFaults = [
	"empty",
	"too-long",
	"path-slash",
	"path-characters",
	"path-dots",
	"path-id",
	"place",
	"field",
	"field-taken",
	"word-twice",
	"tiers-none",
	"number",
	"model-twice",
] as const;
export type CustomFault = (typeof customFaults)[number];

const fault = (error: CustomFault) => ({ error });
const MAX_TEXT = 300;
const MAX_WORD = 60;
export const MAX_CUSTOM_MODELS = 20;

const text = (max: number) => z.string().trim().min(1, fault("empty")).max(max, fault("too-long"));

/** Below the base address. A key travels there, so nothing in it may lead to another host or climb out. */
const path = text(MAX_TEXT)
	.refine((value) => value.startsWith("/") && !value.startsWith("//"), fault("path-slash"))
	.refine((value) => /^[\w\-./~%{}?=&:@,+!$'()*;]*$/.test(value), fault("path-characters"))
	.refine((value) => !/(^|[/?])(\.|%2e){1,2}($|[/?])/i.test(value), fault("path-dots"));

const place = text(MAX_TEXT).refine(isPlace, fault("place"));

/** A field of the request; dots make it a field inside another one. */
const field = text(100).refine(
	(value) => /^[a-z_][\w-]*(\.[a-z_][\w-]*){0,4}$/i.test(value),
	fault("field"),
);
const FIELDS_OF_EVERY_REQUEST = ["model", "prompt", "size", "n"];

const words = z.array(text(MAX_WORD)).min(1, fault("empty")).max(20, fault("too-long"));

const whole = (min: number, max: number) =>
	z.int(fault("number")).min(min, fault("number")).max(max, fault("number"));

export const customTiers = ["1K", "2K", "3K", "4K"] as const;
export type CustomTier = (typeof customTiers)[number];

/** What a custom gateway's models take, as far as the designer knows; one row a model. */
export const CustomModel = z.strictObject({
	/** The id on the wire. */
	id: text(200),
	title: text(MAX_WORD),
	/** `tier-or-pixels`: `size` is 2K or 2048x2048. `ratio`: `size` is 16:9 beside a resolution. */
	sizes: z.enum(["tier-or-pixels", "ratio"]),
	tiers: z.array(z.enum(customTiers)).min(1, fault("tiers-none")),
	maxImages: whole(1, 15),
	maxReferences: whole(0, 14),
	usdPerImage: z
		.number(fault("number"))
		.min(0, fault("number"))
		.max(1_000, fault("number"))
		.optional(),
});
export type CustomModel = z.infer<typeof CustomModel>;

const shared = {
	models: z
		.array(CustomModel)
		.min(1, fault("empty"))
		.max(MAX_CUSTOM_MODELS, fault("too-long"))
		.superRefine((models, context) => {
			for (const [at, { id }] of models.entries()) {
				if (models.findIndex((other) => other.id === id) === at) continue;
				context.addIssue({ code: "custom", message: "model-twice", path: [at, "id"] });
			}
		}),
	/** Below the base address. */
	submitPath: path,
	/** Where the tier goes when sizes are ratios, such as `resolution` or `metadata.resolution`. */
	tierField: field.refine((name) => !FIELDS_OF_EVERY_REQUEST.includes(name), fault("field-taken")),
};

/** A gateway that answers like Ark: pictures in the reply to the request. */
export const CustomSync = z.strictObject({
	kind: z.literal("sync"),
	...shared,
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

const taskShape = {
	kind: z.literal("task"),
	...shared,
	/** With `{id}` in it. */
	pollPath: path.refine((value) => value.includes("{id}"), fault("path-id")),
	idPlace: place,
	statusPlace: place,
	doneWords: words,
	failedWords: words,
	/** Links or base64 of the pictures, or objects that hold them. */
	resultPlace: place,
	errorPlace: place,
	/** Name of the field of references. */
	referencesField: field.refine(
		(name) => !FIELDS_OF_EVERY_REQUEST.includes(name),
		fault("field-taken"),
	),
};

/** The three fields of an upload, for gateways that take pictures no other way. */
const uploadShape = { uploadPath: path, uploadField: field, uploadPlace: place };

/**
 * A gateway that names a task and is asked after it. Places inside replies are written like
 * `data.task.id` or `result.data[].url`.
 */
export const CustomTask = z
	.strictObject({
		...taskShape,
		references: z.enum(["inline", "link", "upload", "none"]),
		/** For `upload`: a multipart POST below the base address, and where its reply has the link. */
		upload: z.strictObject(uploadShape).optional(),
	})
	.superRefine((task, context) => {
		const say = (message: CustomFault, ...at: string[]) =>
			context.addIssue({ code: "custom", message, path: at });
		const done = new Set(task.doneWords.map(plainWord));
		if (task.failedWords.some((word) => done.has(plainWord(word))))
			say("word-twice", "failedWords");
		if (insideEachOther(task.referencesField, task.tierField)) {
			say("field-taken", "referencesField");
		}
		if (task.references === "upload" && task.upload === undefined) {
			say("empty", "upload", "uploadPath");
		}
	});
export type CustomTask = z.infer<typeof CustomTask>;

/** How the designer describes a gateway the app does not know. */
export const CustomGateway = z.discriminatedUnion("kind", [CustomSync, CustomTask]);
export type CustomGateway = z.infer<typeof CustomGateway>;

/** State words are compared without capitals and edges. */
export function plainWord(word: string): string {
	return word.trim().toLowerCase();
}

/** Two fields cannot both be sent when one is, or lies inside, the other. */
function insideEachOther(one: string, other: string): boolean {
	return `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`);
}
