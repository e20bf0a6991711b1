import { z } from "zod";

/** Of the edited picture's width or height, 0 to 1. */
const Fraction = z.number().min(0).max(1);
const Point = z.strictObject({ x: Fraction, y: Fraction });
const Colour = z.string().regex(/^#[0-9a-f]{6}$/);

/** Something painted on a reference for an edit prompt to speak of: "replace what is marked red". */
export const PaintedMark = z.discriminatedUnion("kind", [
	z.strictObject({
		kind: z.literal("stroke"),
		colour: Colour,
		/** Of the picture's longer side. */
		width: z.number().min(0.001).max(0.5),
		/** One point: a dot. */
		points: z.array(Point).min(1).max(5_000),
	}),
	/** A closed area, filled half transparent with a full line around it. */
	z.strictObject({
		kind: z.literal("area"),
		colour: Colour,
		points: z.array(Point).min(3).max(5_000),
	}),
]);
export type PaintedMark = z.infer<typeof PaintedMark>;

/** Of the picture's longer side, and never below 1 px. */
export const AREA_LINE = 0.004;
/** How much an area's filling covers, 0 to 1. */
export const AREA_COVER = 0.5;
/** How strongly a picture behind itself is blurred: the sigma, of the padded picture's longer side. */
export const PAD_BLUR = 0.03;

/**
 * A quick edit of a reference, carried out in this order: turned, flipped, cropped, painted on,
 * padded. The original snapshot stays; the result is a reference of its own. Fractions are of the
 * picture as the step before left it.
 */
export const ReferenceEdit = z.strictObject({
	/** Degrees, clockwise. */
	turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]).default(0),
	flipX: z.boolean().default(false),
	flipY: z.boolean().default(false),
	crop: z.strictObject({ x: Fraction, y: Fraction, width: Fraction, height: Fraction }).optional(),
	marks: z.array(PaintedMark).max(200).default([]),
	pad: z
		.strictObject({
			/** Width divided by height of the result; the picture itself is never scaled. */
			ratio: z
				.number()
				.min(1 / 16)
				.max(16),
			fill: z.discriminatedUnion("kind", [
				z.strictObject({ kind: z.literal("colour"), colour: Colour }),
				/** The picture itself, enlarged and blurred. */
				z.strictObject({ kind: z.literal("blur") }),
			]),
		})
		.optional(),
});
export type ReferenceEdit = z.output<typeof ReferenceEdit>;
