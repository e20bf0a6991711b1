import type { ReferenceRules } from "./capability.ts";
import type { PixelSize } from "./fit-size.ts";

/** What is known of a reference without opening it. */
export type ForecastFacts = {
	readonly name: string;
	/** Pixels, upright. */
	readonly width: number;
	readonly height: number;
	readonly bytes: number;
	/** As decoded, such as `jpeg`. */
	readonly format: string;
};

/** One thing that will be done to a copy: the key of a sentence in `fitting.json`, and its blanks. */
export type ForecastStep = {
	readonly key: "will-convert" | "will-scale" | "will-compress";
	readonly facts: Readonly<Record<string, string | number>>;
};

/** The formats a fitted copy can have, in the order they are tried when nothing shows through (`fit-picture.ts`). */
const wireFormats = ["jpeg", "png", "webp"] as const;
type WireFormat = (typeof wireFormats)[number];
/** The same when something does. */
const clearFormats: readonly WireFormat[] = ["png", "webp", "jpeg"];
/** Formats that can hold something that shows through: which format a copy gets is not known before it is opened. */
const mayBeClear: ReadonlySet<string> = new Set(["png", "webp", "gif", "tiff", "avif"]);

/**
 * What fitting will do to a reference, as far as size, bytes and format tell. Not foreseen: what
 * only its content shows (moving pictures, pictures on their side, printing inks, what shows
 * through), and pixels or a format given up because of bytes. Empty: it is sent as it is, or it
 * cannot be made to fit, which is a problem of its own.
 */
export function forecastFit(
	facts: ForecastFacts,
	rules: Omit<ReferenceRules, "formats"> & { readonly formats: readonly string[] },
): readonly ForecastStep[] {
	const { name, width, height, bytes, format } = facts;
	if (rules.max === 0 || !shapeFits(width, height, rules)) return [];
	const steps: ForecastStep[] = [];
	const ways = wireFormats.filter((one) => rules.formats.includes(one));
	if (ways.length === 0) return [];
	if (!ways.some((one) => one === format)) {
		const to = formatsOfCopy(ways, format, bytes > rules.maxBytes)
			.join(" / ")
			.toUpperCase();
		steps.push({ key: "will-convert", facts: { name, from: format.toUpperCase(), to } });
	}
	const scaled = sizeInside({ width, height }, scaledWithin(width, height, rules.maxPixels));
	if (scaled.width !== width || scaled.height !== height) {
		if (!shapeFits(scaled.width, scaled.height, rules)) return [];
		const facts = { name, fromWidth: width, fromHeight: height, ...scaled };
		steps.push({ key: "will-scale", facts });
	}
	if (bytes > rules.maxBytes) {
		steps.push({
			key: "will-compress",
			facts: { name, from: megabytes(bytes), limit: megabytes(rules.maxBytes) },
		});
	}
	return steps;
}

/** The largest box of nearly the same shape with at most `maxPixels`; nothing is enlarged. */
export function scaledWithin(width: number, height: number, maxPixels: number): PixelSize {
	const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
	return {
		width: Math.max(1, Math.floor(width * scale)),
		height: Math.max(1, Math.floor(height * scale)),
	};
}

/** What becomes of a picture that is scaled into a box, give or take one pixel of rounding. */
function sizeInside(picture: PixelSize, box: PixelSize): PixelSize {
	const scale = Math.min(1, box.width / picture.width, box.height / picture.height);
	return {
		width: Math.max(1, Math.round(picture.width * scale)),
		height: Math.max(1, Math.round(picture.height * scale)),
	};
}

function shapeFits(
	width: number,
	height: number,
	{ minSide, minRatio, maxRatio }: Pick<ReferenceRules, "minSide" | "minRatio" | "maxRatio">,
): boolean {
	const ratio = width / height;
	return Math.min(width, height) >= minSide && ratio >= minRatio && ratio <= maxRatio;
}

/** Those a copy of another format may get: with nothing that shows through, with it, and any where bytes decide. */
function formatsOfCopy(
	ways: readonly WireFormat[],
	format: string,
	isTooHeavy: boolean,
): readonly WireFormat[] {
	if (isTooHeavy) return ways;
	const solid = ways.slice(0, 1);
	if (!mayBeClear.has(format)) return solid;
	const clear = clearFormats.filter((one) => ways.includes(one)).slice(0, 1);
	return [...new Set([...solid, ...clear])];
}

function megabytes(bytes: number): string {
	return bytes < 100_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
