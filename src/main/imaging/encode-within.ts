import type { FittedImage } from "./imaging.ts";
import { hasVisibleAlpha, type Own, type VipsImage } from "./vips.ts";

export type WireFormat = FittedImage["format"];

export type EncodeOptions = {
	/** Best first. */
	readonly formats: readonly WireFormat[];
	readonly maxBytes: number;
	/** Below this, px, scaling down stops. */
	readonly minSide: number;
	readonly own: Own;
};

type Encoded = Omit<FittedImage, "steps">;

const FULL_QUALITY = 92;
/** Below the last of these marks of compression show, and fewer pixels look better. */
const lowerQualities = [85, 78, 70] as const;
const SCALED_QUALITY = 85;
/** Aims a little under the limit, since bytes do not shrink quite as pixels do. */
const SCALE_MARGIN = 0.92;
const MAX_SCALING_ROUNDS = 8;

/**
 * Writes a picture so that it fits into `maxBytes`, giving up as little as it must: first the format,
 * then quality, then pixels.
 * @returns undefined when it would have to become smaller than `minSide`, or no format is left
 */
export function encodeWithin(image: VipsImage, options: EncodeOptions): Encoded | undefined {
	const { formats, maxBytes, own } = options;
	const [best] = formats;
	if (best === undefined) return undefined;
	const whole = encode(image, best, FULL_QUALITY, own);
	if (whole.bytes.byteLength <= maxBytes) return whole;
	const small = smallestFormat(image, formats, own) ?? best;
	const qualities = small === "png" ? [] : [FULL_QUALITY, ...lowerQualities];
	let last = whole;
	for (const quality of qualities) {
		last = encode(image, small, quality, own);
		if (last.bytes.byteLength <= maxBytes) return last;
	}
	return scaleWithin(image, last, options);
}

function scaleWithin(
	image: VipsImage,
	tooLarge: Encoded,
	options: EncodeOptions,
): Encoded | undefined {
	const { maxBytes, minSide, own } = options;
	let last = tooLarge;
	let scale = 1;
	for (let round = 0; round < MAX_SCALING_ROUNDS; round++) {
		scale *= Math.sqrt(maxBytes / last.bytes.byteLength) * SCALE_MARGIN;
		const smaller = own(image.resize(scale));
		if (Math.min(smaller.width, smaller.height) < minSide) return undefined;
		last = encode(smaller, tooLarge.format, SCALED_QUALITY, own);
		if (last.bytes.byteLength <= maxBytes) return last;
	}
	return undefined;
}

/** The format that can give up quality for size and still hold what the picture has. */
function smallestFormat(
	image: VipsImage,
	formats: readonly WireFormat[],
	own: Own,
): WireFormat | undefined {
	if (!hasVisibleAlpha(image, own) && formats.includes("jpeg")) return "jpeg";
	return formats.includes("webp") ? "webp" : undefined;
}

function encode(image: VipsImage, format: WireFormat, quality: number, own: Own): Encoded {
	const { width, height } = image;
	const written = (bytes: Uint8Array): Encoded => ({ bytes, format, width, height });
	switch (format) {
		case "png":
			return written(image.pngsaveBuffer({ compression: 6, keep: "none" }));
		case "webp":
			return written(image.webpsaveBuffer({ Q: quality, effort: 3, keep: "none" }));
		case "jpeg": {
			// JPEG has no transparency: white is what a page would show.
			const solid = image.hasAlpha() ? own(image.flatten({ background: [255] })) : image;
			return written(solid.jpegsaveBuffer({ Q: quality, keep: "none", optimize_coding: true }));
		}
	}
}
