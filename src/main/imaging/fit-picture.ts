import type { ReferenceRules } from "../../contract/capability.ts";
import { type AppError, appError } from "../../contract/errors.ts";
import { scaledWithin } from "../../contract/fit-forecast.ts";
import { encodeWithin, type WireFormat } from "./encode-within.ts";
import type { FitStep, FittedImage } from "./imaging.ts";
import { type OpenPicture, withScaledCopy } from "./open-picture.ts";
import { inspectPicture } from "./view-picture.ts";
import { hasVisibleAlpha, type VipsModule } from "./vips.ts";

export type FitOptions = {
	readonly rules: ReferenceRules;
	/** For the sentence that says what the gateway takes. */
	readonly gateway: string;
	readonly name: string;
	/** Px of the longer side at most; absent: any. */
	readonly maxSide?: number | undefined;
};

/**
 * A copy of a picture within a gateway's limits. Untouched where it fits already; otherwise upright,
 * in sRGB, without EXIF (which may hold a place and a name), in a format the gateway takes.
 * @throws AppError `reference-cannot-fit` where only cropping or enlarging would help; vips errors
 * when the file is damaged
 */
export function fitPicture(
	vips: VipsModule,
	picture: OpenPicture,
	options: FitOptions,
): FittedImage {
	const { rules, maxSide = Number.MAX_SAFE_INTEGER } = options;
	const { width, height } = picture.facts;
	if (!shapeFits(width, height, rules)) throw cannotFit(options);
	const format = wireFormat(picture.format);
	const fits = Math.max(width, height) <= maxSide && fitsUntouched(picture, rules);
	if (format !== undefined && fits) {
		inspectPicture(vips, picture);
		return { bytes: picture.whole(), format, width, height, steps: [] };
	}
	const box = scaledWithin(width, height, rules.maxPixels);
	return withScaledCopy(
		vips,
		picture,
		{ width: Math.min(box.width, maxSide), height: Math.min(box.height, maxSide) },
		(lazy, own) => {
			const copy = own(lazy.copyMemory());
			if (!shapeFits(copy.width, copy.height, rules)) throw cannotFit(options);
			const encoded = encodeWithin(copy, {
				formats: preferredFormats(picture, hasVisibleAlpha(copy, own), rules),
				maxBytes: rules.maxBytes,
				minSide: rules.minSide,
				own,
			});
			if (encoded === undefined) throw cannotFit(options);
			return { ...encoded, steps: stepsTaken(picture, encoded, options) };
		},
	);
}

function shapeFits(width: number, height: number, rules: ReferenceRules): boolean {
	const ratio = width / height;
	return (
		Math.min(width, height) >= rules.minSide && ratio >= rules.minRatio && ratio <= rules.maxRatio
	);
}

function fitsUntouched(picture: OpenPicture, rules: ReferenceRules): boolean {
	const { facts } = picture;
	return (
		rules.formats.includes(picture.format) &&
		facts.bytes <= rules.maxBytes &&
		facts.width * facts.height <= rules.maxPixels &&
		!picture.turned &&
		!picture.cmyk &&
		picture.frames === 1
	);
}

/** Best first: its own format, then what loses least, then what is smallest. */
function preferredFormats(
	picture: OpenPicture,
	alpha: boolean,
	rules: ReferenceRules,
): readonly WireFormat[] {
	const own = wireFormat(picture.format);
	const rest: readonly WireFormat[] = alpha ? ["png", "webp", "jpeg"] : ["jpeg", "png", "webp"];
	const all = own === undefined ? rest : [own, ...rest.filter((format) => format !== own)];
	return all.filter((format) => rules.formats.includes(format));
}

function wireFormat(format: OpenPicture["format"]): WireFormat | undefined {
	return format === "png" || format === "jpeg" || format === "webp" ? format : undefined;
}

function stepsTaken(
	picture: OpenPicture,
	encoded: Omit<FittedImage, "steps">,
	{ rules, name }: FitOptions,
): FitStep[] {
	const { facts } = picture;
	const steps: FitStep[] = [];
	const add = (key: string, more: FitStep["facts"] = {}) =>
		steps.push({ key, facts: { name, ...more } });
	if (picture.frames > 1) add("first-frame", { frames: picture.frames });
	if (picture.turned) add("turned-upright");
	if (picture.cmyk) add("made-rgb");
	if (encoded.format !== picture.format) {
		add("converted", { from: picture.format.toUpperCase(), to: encoded.format.toUpperCase() });
	}
	const { width, height } = encoded;
	if (width !== facts.width || height !== facts.height) {
		add("scaled", { fromWidth: facts.width, fromHeight: facts.height, width, height });
	}
	if (facts.bytes > rules.maxBytes) {
		const to = megabytes(encoded.bytes.byteLength);
		add("compressed", { from: megabytes(facts.bytes), to });
	}
	return steps;
}

function megabytes(bytes: number): string {
	return bytes < 100_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function cannotFit({ name, gateway, rules }: FitOptions): AppError {
	return appError("reference-cannot-fit", {
		name,
		gateway,
		minRatio: ratioInWords(rules.minRatio),
		maxRatio: ratioInWords(rules.maxRatio),
		minSide: rules.minSide,
	});
}

/** Such as `1:16` and `16:1`. */
function ratioInWords(ratio: number): string {
	const round = (value: number) => Number(value.toFixed(2));
	return ratio < 1 ? `1:${round(1 / ratio)}` : `${round(ratio)}:1`;
}
