import { z } from "zod";
import { leavingWords } from "./leaving-words.ts";
import type { LeavingPicture } from "./prepare-picture.ts";

export const MANIFEST_VERSION = 1;

/** `manifest.json` of a hand-off pack: what every picture is, for people and programs that get the pack. What is not known is left out; what pictures cost always is. */
export const HandOffManifest = z.strictObject({
	format: z.literal("seedcase-hand-off"),
	version: z.literal(MANIFEST_VERSION),
	/** ISO 8601. */
	exportedAt: z.string(),
	/** False: prompts and recipes were left out everywhere. */
	prompts: z.boolean(),
	pictures: z.array(
		z.strictObject({
			/** Place in the selection, from 1; also its number on the contact sheet. */
			number: z.int().positive(),
			/** Inside the pack. */
			file: z.string(),
			/** Of the file in the pack, lower-case hexadecimal. */
			sha256: z.string(),
			/** Bytes of the file in the pack. */
			size: z.int(),
			/** Px. */
			width: z.int(),
			height: z.int(),
			/** The app's own name for the picture. */
			id: z.string(),
			model: z.string().optional(),
			gateway: z.string().optional(),
			/** ISO 8601. */
			madeAt: z.string(),
			title: z.string().optional(),
			altText: z.string().optional(),
			prompt: z.string().optional(),
			tags: z.array(z.string()).optional(),
			/** 1 to 5. */
			stars: z.int().optional(),
			/** A term of https://cv.iptc.org/newscodes/digitalsourcetype/. */
			digitalSourceType: z.string().optional(),
		}),
	),
	/** Pictures that were chosen and are not in the pack. */
	missing: z.array(
		z.strictObject({
			number: z.int().positive(),
			id: z.string(),
			/** Name of the reason, such as `image-not-found`. */
			reason: z.string(),
		}),
	),
});
export type HandOffManifest = z.infer<typeof HandOffManifest>;

/** One picture of the manifest. */
export function manifestPicture(
	{ detail, width, height, sourceType }: LeavingPicture,
	written: { readonly file: string; readonly sha256: string; readonly size: number },
	{ place, withoutPrompts }: { readonly place: number; readonly withoutPrompts: boolean },
): HandOffManifest["pictures"][number] {
	const { image } = detail;
	const { title, caption, altText, prompt, tags } = leavingWords(detail, { withoutPrompts });
	const shown = title ?? caption;
	return {
		number: place + 1,
		...written,
		...{ width, height, id: image.id },
		...(image.modelTitle !== "" && { model: image.modelTitle }),
		...(image.gatewayTitle !== "" && { gateway: image.gatewayTitle }),
		madeAt: new Date(image.savedAt).toISOString(),
		...(shown !== undefined && { title: shown }),
		...(altText !== undefined && { altText }),
		...(prompt !== undefined && { prompt }),
		...(tags.length > 0 && { tags: [...tags] }),
		...(image.mark?.stars !== undefined && { stars: image.mark.stars }),
		...(sourceType !== undefined && { digitalSourceType: sourceType }),
	};
}
