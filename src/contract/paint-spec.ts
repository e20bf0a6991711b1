import { z } from "zod";

const MAX_SIDE_PX = 16_384;

/**
 * One picture the Demo gateway wants painted. Main asks the painter page with `window.paint(spec)`,
 * which answers with a promise of the file's bytes in base64. The same spec gives the same picture.
 */
export const PaintSpec = z.object({
	/** Pixels. */
	width: z.int().min(1).max(MAX_SIDE_PX),
	height: z.int().min(1).max(MAX_SIDE_PX),
	/** Chooses composition and details; the pictures of a set share it. */
	seed: z.int().min(0).max(0xffff_ffff),
	/** `#rrggbb`, the most important first; empty: the painter chooses by the prompt. */
	palette: z.array(z.string().regex(/^#[0-9a-f]{6}$/)).max(12),
	/** Drawn below the picture, shortened to fit. */
	prompt: z.string(),
	/** From 1. */
	frame: z.int().min(1),
	/** 1: no set, and no number is drawn. */
	frames: z.int().min(1),
	/** Whether `AI generated` stands in the corner. */
	watermark: z.boolean(),
	format: z.enum(["png", "jpeg", "webp"]),
});
export type PaintSpec = z.infer<typeof PaintSpec>;
