import type { ImageFacts } from "./imaging.ts";
import { mainColours } from "./main-colours.ts";
import { type OpenPicture, withScaledCopy } from "./open-picture.ts";
import type { VipsImage, VipsModule } from "./vips.ts";

/** Small enough to cost nothing, and its making reads every byte. */
const PROBE_PX = 32;
const PALETTE_PX = 64;

/** Decodes every pixel of a picture and says what it is. */
export function inspectPicture(vips: VipsModule, picture: OpenPicture): ImageFacts {
	const box = { width: PROBE_PX, height: PROBE_PX };
	withScaledCopy(vips, picture, box, (copy) => copy.avg());
	return picture.facts;
}

/** A WebP of at most `maxSide` px a side; making it decodes every pixel of the picture. */
export function thumbnailOf(vips: VipsModule, picture: OpenPicture, maxSide: number): Uint8Array {
	return withScaledCopy(vips, picture, { width: maxSide, height: maxSide }, (copy) =>
		// Effort 1: measured, the higher ones cost more time than the few bytes are worth.
		copy.webpsaveBuffer({ Q: 80, effort: 1, keep: "none" }),
	);
}

/** The main colours as `#rrggbb`, the most present first. */
export function paletteOf(vips: VipsModule, picture: OpenPicture, count: number): string[] {
	const box = { width: PALETTE_PX, height: PALETTE_PX };
	return withScaledCopy(vips, picture, box, (copy, own) => {
		const coloured = own(copy.colourspace("srgb"));
		return mainColours(pixelsOf(coloured), coloured.bands, count);
	});
}

function pixelsOf(image: VipsImage): Uint8Array {
	const pixels = image.writeToMemory();
	return pixels instanceof Uint8Array ? pixels : Uint8Array.from(pixels);
}
