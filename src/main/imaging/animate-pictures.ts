import type { AnimationOptions, Canvas, FramedImage } from "./imaging.ts";
import { type OpenPicture, withScaledCopy } from "./open-picture.ts";
import type { Own, VipsImage, VipsModule } from "./vips.ts";

/** High, since it is compressed once more. */
const FRAME_QUALITY = 95;
/** Shapes nearer than this are taken for one: a row of ground beside a picture looks like a fault. */
const SAME_SHAPE = 0.01;
const WHITE = "#ffffff";

/**
 * One frame of an animation, as a JPEG. The first one, on a canvas without a ground, is brought inside
 * the canvas, never enlarged; the others fill a canvas of its size as far as their shape lets them, and
 * stand in its middle.
 * @throws vips errors when the file is damaged
 */
export function framePicture(vips: VipsModule, picture: OpenPicture, canvas: Canvas): FramedImage {
	const { width, height, ground } = canvas;
	return withScaledCopy(vips, picture, { width, height }, (lazy, own) => {
		const whole = own(lazy.copyMemory());
		const copy = onGround(whole, ground ?? WHITE, own);
		const framed = ground === undefined ? copy : filling(copy, { width, height, ground }, own);
		return {
			bytes: framed.jpegsaveBuffer({
				Q: FRAME_QUALITY,
				subsample_mode: "off",
				keep: "none",
			}),
			width: framed.width,
			height: framed.height,
			edge: edgeColour(framed, own),
		};
	});
}

/** Three bands, nothing behind them. */
function onGround(image: VipsImage, ground: string, own: Own): VipsImage {
	const coloured = own(image.colourspace("srgb"));
	return coloured.hasAlpha() ? own(coloured.flatten({ background: channels(ground) })) : coloured;
}

function filling(image: VipsImage, canvas: Required<Canvas>, own: Own): VipsImage {
	const { width, height, ground } = canvas;
	const across = width / image.width;
	const down = height / image.height;
	if (across === 1 && down === 1) return image;
	if (Math.abs(across / down - 1) < SAME_SHAPE) return own(image.resize(across, { vscale: down }));
	const scaled = own(image.resize(Math.min(across, down)));
	return own(
		scaled.gravity("centre", width, height, {
			extend: "background",
			background: channels(ground),
		}),
	);
}

/** The mean colour of the outermost pixels. */
function edgeColour(image: VipsImage, own: Own): string {
	const { width, height } = image;
	const sides = [
		image.crop(0, 0, width, 1),
		image.crop(0, height - 1, width, 1),
		image.crop(0, 0, 1, height),
		image.crop(width - 1, 0, 1, height),
	].map(own);
	const hex = [0, 1, 2].map((band) => {
		const sum = sides.reduce((all, side) => all + own(side.extractBand(band)).avg(), 0);
		return Math.round(sum / sides.length)
			.toString(16)
			.padStart(2, "0");
	});
	return `#${hex.join("")}`;
}

function channels(colour: string): number[] {
	return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/**
 * One file of frames of one size, played for ever. Frames are decoded one after another as the file is
 * written, so that one of them is in memory at a time.
 * @param frames JPEGs of {@link framePicture}
 */
export function animateFrames(
	vips: VipsModule,
	frames: readonly Uint8Array[],
	{ format, delayMs }: AnimationOptions,
	own: Own,
): Uint8Array {
	const images = frames.map((bytes) =>
		own(vips.Image.newFromBuffer(bytes, "", { access: "sequential", fail_on: "error" })),
	);
	const [first] = images;
	if (first === undefined) throw new Error("an animation without frames");
	const strip = own(own(vips.Image.arrayjoin(images, { across: 1 })).copy());
	strip.setInt("page-height", first.height);
	strip.setArrayInt(
		"delay",
		Array.from(images, () => delayMs),
	);
	strip.setInt("loop", 0);
	return format === "webp"
		? // Effort 2: measured, the higher ones take much longer for a few per cent.
			strip.webpsaveBuffer({ Q: 82, effort: 2 })
		: // Effort 1: measured, 4 takes twice as long.
			strip.gifsaveBuffer({ effort: 1, keep_duplicate_frames: true });
}
