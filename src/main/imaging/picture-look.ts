import { convertRgbToLab65 } from "culori/fn";
import {
	type LookColour,
	lookText,
	MAX_LOOK_COLOURS,
	type PictureLook,
} from "../../contract/picture-look.ts";
import { type ColourGroup, colourGroups } from "./main-colours.ts";
import { type VipsImage, type VipsModule, withImages } from "./vips.ts";

/** Small enough for the colours; their shares hardly change beyond. */
const COLOUR_PX = 32;
/** Eight differences in each of eight rows. */
const LIKENESS_SIDE = 8;

/**
 * How a picture looks, as `lookText` writes it. Made of the stand-in, so that a picture that comes
 * back, on another computer or years later, gets the same.
 * @param standIn a whole picture file of at most a few hundred pixels a side
 */
export function lookOf(vips: VipsModule, standIn: Uint8Array): string {
	return withImages((own) => {
		// The shape is given up: likeness must outlive a crop to another ratio.
		const square = { height: COLOUR_PX, size: "force" };
		const small = own(vips.Image.thumbnailBuffer(standIn, COLOUR_PX, square));
		// In memory: read twice, it would be decoded twice.
		const image = own(own(small.colourspace("srgb")).copyMemory());
		const bits = { height: LIKENESS_SIDE, size: "force" };
		const likeness = greyBits(own(image.thumbnailImage(LIKENESS_SIDE + 1, bits)));
		const groups = colourGroups(pixelsOf(image), image.bands, MAX_LOOK_COLOURS);
		return lookText({ likeness, colours: groups.map(inLab) });
	});
}

/**
 * The difference hash (N. Krawetz, "Kind of Like That", 2013): one bit for each pixel and its right
 * neighbour, set where it grows brighter. It outlives scaling, new compression and light changes of colour.
 */
function greyBits(image: VipsImage): PictureLook["likeness"] {
	const pixels = pixelsOf(image);
	const grey = (x: number, y: number): number => {
		const at = (y * (LIKENESS_SIDE + 1) + x) * image.bands;
		const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
		// ITU-R BT.601, clear pixels on white.
		const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
		if (image.bands < 4) return luma;
		const alpha = (pixels[at + 3] ?? 255) / 255;
		return luma * alpha + 255 * (1 - alpha);
	};
	const halves: [number, number] = [0, 0];
	for (let y = 0; y < LIKENESS_SIDE; y += 1) {
		const half = y < LIKENESS_SIDE / 2 ? 0 : 1;
		for (let x = 0; x < LIKENESS_SIDE; x += 1) {
			halves[half] = (halves[half] << 1) | (grey(x + 1, y) > grey(x, y) ? 1 : 0);
		}
	}
	return [halves[0] >>> 0, halves[1] >>> 0];
}

function inLab({ rgb: [red, green, blue], share }: ColourGroup): LookColour {
	const { l, a, b } = convertRgbToLab65({ r: red / 255, g: green / 255, b: blue / 255 });
	const within = (value: number, low: number, high: number) =>
		Math.min(high, Math.max(low, Math.round(value)));
	return {
		l: within(l, 0, 100),
		a: within(a, -128, 127),
		b: within(b, -128, 127),
		share: within(share * 255, 1, 255),
	};
}

function pixelsOf(image: VipsImage): Uint8Array {
	const pixels = image.writeToMemory();
	return pixels instanceof Uint8Array ? pixels : Uint8Array.from(pixels);
}
