import { PAD_BLUR, type ReferenceEdit } from "../../contract/reference-edit.ts";
import { paintMarks, touchedBy } from "./edit-picture-marks.ts";
import { type EditPlan, planEdit } from "./edit-picture-plan.ts";
import type { EditedImage } from "./imaging.ts";
import { type OpenPicture, withScaledCopy } from "./open-picture.ts";
import type { Own, VipsImage, VipsModule } from "./vips.ts";

/** WebP's own limit (https://developers.google.com/speed/webp/faq, read 2026-11-21). */
const MAX_WEBP_SIDE = 16_383;
const JPEG_QUALITY = 95;
/**
 * Measured at 6 MP: filters make photographs smaller by a quarter to a half, and more compression takes
 * twice the time for 6 % less.
 */
const pngOptions = { filter: "all", compression: 3, keep: "none" };
/** Measured at 6 MP with grain: higher efforts take twice as long for a quarter less. */
const webpOptions = { lossless: true, effort: 0, keep: "none" };
/** Px; a blurred picture has nothing finer, so that it can be made small and enlarged. */
const BLURRED_SIDE = 256;

/** These lose nothing themselves, so that an edit must not either. */
const lossless: ReadonlySet<string> = new Set(["png", "gif", "tiff"]);

/**
 * Carries an edit out at full resolution.
 * @throws AppError `edit-empty`, `edit-too-large`; vips errors when the file is damaged
 */
export function editPicture(
	vips: VipsModule,
	picture: OpenPicture,
	edit: ReferenceEdit,
	name: string,
): EditedImage {
	const { width, height } = picture.facts;
	const plan = planEdit(picture.facts, edit, name);
	// A copy as large as the picture itself: upright, in sRGB, 8 bits a channel.
	return withScaledCopy(vips, picture, { width, height }, (lazy, own) => {
		const cut = cutOut(lazy, edit, plan, own);
		const painted = paint(vips, cut, edit, own);
		return encode(pad(painted, edit, plan, own), picture.format);
	});
}

/** Turned, flipped and cropped, in memory, as red, green, blue and alpha where there is any. */
function cutOut(lazy: VipsImage, edit: ReferenceEdit, plan: EditPlan, own: Own): VipsImage {
	const { turn, flipX, flipY } = edit;
	const { left, top, width, height } = plan.part;
	const coloured = own(lazy.colourspace("srgb"));
	// Only what is read from top to bottom can be read as it is decoded.
	let image = turn === 0 && !flipY ? coloured : own(coloured.copyMemory());
	if (turn !== 0) image = own(image.rot(`d${turn}`));
	if (flipX) image = own(image.flip("horizontal"));
	if (flipY) image = own(image.flip("vertical"));
	const isWhole = width === image.width && height === image.height;
	return own((isWhole ? image : own(image.crop(left, top, width, height))).copyMemory());
}

function paint(vips: VipsModule, image: VipsImage, { marks }: ReferenceEdit, own: Own): VipsImage {
	const place = touchedBy(marks, image);
	if (place === undefined) return image;
	const { left, top, width, height } = place;
	const bands = image.hasAlpha() ? 4 : 3;
	const memory = own(image.crop(left, top, width, height)).writeToMemory();
	const pixels = memory instanceof Uint8Array ? memory : Uint8Array.from(memory);
	paintMarks({ pixels, bands, ...place }, marks, image);
	const block = own(vips.Image.newFromMemory(pixels, width, height, bands, vips.BandFormat.uchar));
	const coloured = own(block.copy({ interpretation: "srgb" }));
	return own(image.insert(coloured, left, top));
}

function pad(image: VipsImage, edit: ReferenceEdit, { frame }: EditPlan, own: Own): VipsImage {
	const fill = edit.pad?.fill;
	const fits = frame.width === image.width && frame.height === image.height;
	if (fill === undefined || fits) return image;
	if (fill.kind === "blur") {
		return own(blurredBehind(image, frame, own).insert(image, frame.left, frame.top));
	}
	const colour = [1, 3, 5].map((at) => Number.parseInt(fill.colour.slice(at, at + 2), 16));
	return own(
		image.embed(frame.left, frame.top, frame.width, frame.height, {
			extend: "background",
			background: image.hasAlpha() ? [...colour, 255] : colour,
		}),
	);
}

/** The picture enlarged until it fills the frame, and blurred. */
function blurredBehind(
	image: VipsImage,
	frame: { readonly width: number; readonly height: number },
	own: Own,
): VipsImage {
	const small = own(
		image.thumbnailImage(BLURRED_SIDE, { height: BLURRED_SIDE, size: "down", no_rotate: true }),
	);
	const alpha = small.hasAlpha();
	const even = alpha ? own(small.premultiply()) : small;
	const cover = Math.max(frame.width / image.width, frame.height / image.height);
	const width = Math.max(frame.width, Math.round(image.width * cover));
	const height = Math.max(frame.height, Math.round(image.height * cover));
	const sigma = (PAD_BLUR * Math.max(frame.width, frame.height) * small.width) / width;
	const blurred = own(even.gaussblur(sigma));
	const enlarged = own(
		blurred.resize(width / small.width, { vscale: height / small.height, kernel: "cubic" }),
	);
	const left = Math.floor((enlarged.width - frame.width) / 2);
	const top = Math.floor((enlarged.height - frame.height) / 2);
	const filling = own(enlarged.crop(left, top, frame.width, frame.height));
	return own((alpha ? own(filling.unpremultiply()) : filling).cast("uchar"));
}

function encode(image: VipsImage, from: OpenPicture["format"]): EditedImage {
	const { width, height } = image;
	const done = (bytes: Uint8Array, format: EditedImage["format"]): EditedImage => {
		return { bytes, format, width, height };
	};
	if (from === "webp" && Math.max(width, height) <= MAX_WEBP_SIDE) {
		return done(image.webpsaveBuffer(webpOptions), "webp");
	}
	if (lossless.has(from) || from === "webp" || image.hasAlpha()) {
		return done(image.pngsaveBuffer(pngOptions), "png");
	}
	// Optimized coding would keep the whole picture in memory a second time, six bytes a pixel.
	const options = { Q: JPEG_QUALITY, subsample_mode: "off", keep: "none" };
	return done(image.jpegsaveBuffer(options), "jpeg");
}
