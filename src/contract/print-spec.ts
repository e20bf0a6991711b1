import { z } from "zod";

/** A rectangle on a page, millimetres from its top left corner. */
export const PrintBox = z.object({
	x: z.number(),
	y: z.number(),
	width: z.number().positive(),
	height: z.number().positive(),
});
export type PrintBox = z.infer<typeof PrintBox>;

/**
 * Pages as they are to be printed, every place worked out: the printer page only draws. Main hands it
 * over with `window.layOut(spec)`, which answers when every picture is decoded.
 */
export const PrintSpec = z.object({
	/** The app's, so that Han characters take the shapes of that language. */
	language: z.string(),
	/** Of every page, millimetres. */
	paper: z.object({ width: z.number().positive(), height: z.number().positive() }),
	/** Of the captions, millimetres. */
	type: z.object({ size: z.number().positive(), leading: z.number().positive() }),
	pages: z.array(
		z.object({
			/** Left in the corner; empty: none. */
			title: z.string(),
			/** Right in the corner, such as `2 / 5`; empty: none. */
			folio: z.string(),
			head: PrintBox,
			frames: z.array(
				z.object({
					/** The address of a picture; absent: a crossed frame stands for it. */
					picture: z.string().optional(),
					box: PrintBox,
					number: z.string(),
					caption: z.string(),
					/** Number and caption go here; what does not fit ends with an ellipsis. */
					words: PrintBox,
					/** How many lines fit there. */
					lines: z.int().min(1),
				}),
			),
		}),
	),
});
export type PrintSpec = z.infer<typeof PrintSpec>;
