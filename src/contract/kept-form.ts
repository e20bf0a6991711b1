import { z } from "zod";
import { GenerationRequest, MAX_REFERENCES, RequestReference } from "./generation.ts";
import { AccountId, ImageId, ReferenceId } from "./ids.ts";
import { EpochMs } from "./jobs.ts";

/** A kept picture as the form drew it last: with its shape, so that it can be drawn before it is asked after. */
const KeptPicture = z.strictObject({
	kind: z.literal("picture"),
	id: ReferenceId,
	name: z.string().max(255),
	/** Absent: its snapshot was gone. */
	width: z.int().positive().optional(),
	height: z.int().positive().optional(),
	bytes: z.int().positive().optional(),
	format: z.string().max(32).optional(),
	from: ImageId.optional(),
});
const KeptLink = RequestReference.options[1];

/**
 * A request as it stands in the form: it may not be fit to be sent yet, such as one whose number of
 * pictures is just being typed.
 */
export const KeptDraft = GenerationRequest.extend({
	references: z.array(z.discriminatedUnion("kind", [KeptPicture, KeptLink])).max(MAX_REFERENCES),
	size: z.discriminatedUnion("kind", [
		z.strictObject({ kind: z.literal("tier"), tier: z.string().max(16) }),
		z.strictObject({ kind: z.literal("pixels"), width: z.number(), height: z.number() }),
	]),
	count: z.number(),
	/** The references, by id or address, of the recipe the words came with. */
	recipeOrder: z.array(z.string().max(8_192)).max(MAX_REFERENCES).optional(),
});
export type KeptDraft = z.infer<typeof KeptDraft>;

/** What is in the compose form, for the next start. */
export const KeptForm = z.strictObject({
	draft: KeptDraft,
	/** The designer's own draft that waits behind it. */
	aside: KeptDraft.optional(),
	/** The draft came from elsewhere, and nobody has changed it. */
	filled: z.boolean(),
	/** Other targets the same wish goes to. */
	compared: z.array(z.strictObject({ account: AccountId, model: z.string().max(200) })).max(10),
});
export type KeptForm = z.infer<typeof KeptForm>;

/** What an earlier run left, and when it was written down. */
export const FoundForm = z.object({ form: KeptForm, keptAt: EpochMs });
export type FoundForm = z.infer<typeof FoundForm>;
