import { z } from "zod";
import { ImageId, RunId } from "./ids.ts";
import { MAX_EDITED } from "./library-edit.ts";

/** Which metadata leaves with a picture. */
export const exportMetadata = [
	/** The gateway's bytes, untouched. */
	"as-is",
	/** No metadata at all, but for the colour profile. */
	"clean",
	/** XMP with the recipe, so that it can be brought back; made by machine, says IPTC. */
	"recipe",
	/** XMP that says made by machine, with title and alt text, without prompt and recipe. */
	"marked",
] as const;
export const ExportMetadata = z.enum(exportMetadata);
export type ExportMetadata = z.infer<typeof ExportMetadata>;

/** What becomes of a picture on its way out. `as-is` with nothing else: the very file. */
export const PictureIntent = z.strictObject({
	metadata: ExportMetadata,
	/** Absent: the format it has. */
	format: z.enum(["png", "jpeg", "webp"]).optional(),
	/** Px of the longer side at most; never made larger. */
	maxSide: z.int().min(16).max(16_384).optional(),
	/** Bytes at most, for JPEG and WebP: quality gives way. */
	maxBytes: z.int().min(1_000).optional(),
	/**
	 * How files are named: words and `{date} {time} {prompt} {title} {model} {gateway} {set} {n} {id}
	 * {width} {height} {tags}`; absent: `{date} {prompt} {n}`.
	 */
	names: z.string().max(200).optional(),
});
export type PictureIntent = z.infer<typeof PictureIntent>;

/** Pictures on their way out, in order. Main asks where to. */
export const PictureExport = z.strictObject({
	run: RunId,
	ids: z.array(ImageId).min(1).max(MAX_EDITED),
	intent: PictureIntent,
	/** The name of what comes out, made safe by main. */
	title: z.string().max(200),
	as: z.discriminatedUnion("kind", [
		z.strictObject({ kind: z.literal("folder") }),
		z.strictObject({ kind: z.literal("zip") }),
		z.strictObject({
			kind: z.literal("contact-sheet"),
			paper: z.enum(["a4", "letter"]),
			orientation: z.enum(["portrait", "landscape"]),
			columns: z.int().min(2).max(8),
			captions: z.boolean(),
		}),
		/** A ZIP of pictures, a contact sheet, and `manifest.json`. */
		z.strictObject({
			kind: z.literal("hand-off"),
			/** Leaves prompts and recipes out of everything. */
			withoutPrompts: z.boolean(),
			paper: z.enum(["a4", "letter"]),
		}),
	]),
});
export type PictureExport = z.infer<typeof PictureExport>;

/** Whether Eagle is open on this computer. */
export const EagleStatus = z.object({ running: z.boolean(), version: z.string().optional() });
export type EagleStatus = z.infer<typeof EagleStatus>;
