import { appError } from "../../contract/errors.ts";
import type { ImageFacts } from "./imaging.ts";
import type { PictureBytes } from "./read-picture.ts";
import { type Own, type VipsImage, type VipsModule, withImages } from "./vips.ts";

/** A picture whose header has been read and found harmless; no pixel is decoded yet. */
export type OpenPicture = PictureBytes & {
	/** Reads lazily and once, from top to bottom, and fails on damage. */
	readonly image: VipsImage;
	readonly facts: ImageFacts;
	/** The pixels lie on their side or are mirrored, and an EXIF tag says so. */
	readonly turned: boolean;
	readonly frames: number;
	/** In printing inks, which few models read right. */
	readonly cmyk: boolean;
	readonly hasProfile: boolean;
};

const readOnce = { access: "sequential", fail_on: "error" };

const MAX_PIXELS = 200_000_000;
const MAX_SIDE_PX = 65_000;
/** EXIF orientations from here on swap width and height. */
const FIRST_SIDEWAYS_ORIENTATION = 5;

/**
 * These loaders can scale while they decode and still read every byte, so that one small decode both
 * proves the file whole and gives the thumbnail. TIFF and AVIF are left out: libvips would take an
 * embedded small version instead of the picture itself.
 */
const scalesWhileLoading: ReadonlySet<string> = new Set(["png", "jpeg", "webp", "gif"]);

/** @throws AppError `reference-damaged` for a broken header, `reference-too-large` for a bomb */
export function openPicture(
	vips: VipsModule,
	picture: PictureBytes,
	name: string,
	own: Own,
): OpenPicture {
	const image = loadOnce(vips, picture, own);
	refuseHugePicture(image, name);
	const orientation = intField(image, "orientation") ?? 1;
	const sideways = orientation >= FIRST_SIDEWAYS_ORIENTATION;
	return {
		...picture,
		image,
		facts: {
			width: sideways ? image.height : image.width,
			height: sideways ? image.width : image.height,
			format: picture.format,
			bytes: picture.length,
		},
		turned: orientation > 1,
		frames: intField(image, "n-pages") ?? 1,
		cmyk: image.interpretation === "cmyk",
		hasProfile: image.getTypeof("icc-profile-data") !== 0,
	};
}

/**
 * Decodes the whole picture and gives `use` a copy within a box, never enlarged: upright, 8 bits a
 * channel, in sRGB where the picture's own profile says how.
 * @throws vips errors when the file is damaged
 */
export function withScaledCopy<Value>(
	vips: VipsModule,
	picture: OpenPicture,
	box: Box,
	use: (copy: VipsImage, own: Own) => Value,
): Value {
	const attempt = (colours: Colours) =>
		withImages((own) => use(scaledCopy(vips, picture, box, colours, own), own));
	// Asked for without need, the way to sRGB doubles the time of a thumbnail.
	if (!picture.hasProfile) return attempt("as-they-are");
	try {
		return attempt("to-srgb");
	} catch {
		// A profile that belongs to another kind of picture is common and harms no pixel.
		return attempt("as-they-are");
	}
}

type Box = { readonly width: number; readonly height: number };
type Colours = "to-srgb" | "as-they-are";

/** Nothing is decoded before the copy is used. */
function scaledCopy(
	vips: VipsModule,
	picture: OpenPicture,
	box: Box,
	colours: Colours,
	own: Own,
): VipsImage {
	const options = {
		height: box.height,
		size: "down",
		...(colours === "to-srgb" ? { output_profile: "srgb" } : {}),
	};
	if (!scalesWhileLoading.has(picture.format)) {
		const whole = loadOnce(vips, picture, own);
		return inBytes(own(whole.thumbnailImage(box.width, options)), own);
	}
	// The `fail_on` of thumbnail itself does not reach the loader (seen in 8.18).
	const strict = { ...options, option_string: "fail_on=error" };
	const copy = picture.inParts
		? vips.Image.thumbnailSource(partsOf(vips, picture, own), box.width, strict)
		: vips.Image.thumbnailBuffer(picture.whole(), box.width, strict);
	return inBytes(own(copy), own);
}

/** Lazily, once, from top to bottom. */
function loadOnce(vips: VipsModule, picture: PictureBytes, own: Own): VipsImage {
	return own(
		picture.inParts
			? vips.Image.newFromSource(partsOf(vips, picture, own), "", readOnce)
			: vips.Image.newFromBuffer(picture.whole(), "", readOnce),
	);
}

/** What libvips calls the three places a seek is counted from. */
const [FROM_START, FROM_HERE] = [0, 1];

/**
 * The picture as something the decoder asks for parts of. libvips turns an exception in here into a
 * crash, so a part that cannot be read is an end that comes too early: damage.
 */
function partsOf(vips: VipsModule, picture: PictureBytes, own: Own) {
	let at = 0;
	const source = own(new vips.SourceCustom());
	source.onRead = (length) => {
		try {
			const part = picture.part(at, length);
			at += part.byteLength;
			return part;
		} catch {
			return undefined;
		}
	};
	source.onSeek = (offset, whence) => {
		const start = whence === FROM_START ? 0 : whence === FROM_HERE ? at : picture.length;
		at = Math.max(0, start + offset);
		return at;
	};
	return source;
}

/** Without a profile, 16 bits a channel stay 16. */
function inBytes(image: VipsImage, own: Own): VipsImage {
	if (image.format === "uchar") return image;
	return own(image.colourspace(image.bands < 3 ? "b-w" : "srgb"));
}

function refuseHugePicture(image: VipsImage, name: string): void {
	const { width, height } = image;
	const have = `${width} × ${height} px`;
	if (Math.max(width, height) > MAX_SIDE_PX) {
		throw appError("reference-too-large", { name, have, limit: `${MAX_SIDE_PX} px` });
	}
	if (width * height > MAX_PIXELS) {
		const megapixels = (pixels: number) => `${Math.ceil(pixels / 1e6)} MP`;
		throw appError("reference-too-large", {
			name,
			have: `${have} (${megapixels(width * height)})`,
			limit: megapixels(MAX_PIXELS),
		});
	}
}

function intField(image: VipsImage, field: string): number | undefined {
	return image.getTypeof(field) === 0 ? undefined : image.getInt(field);
}
