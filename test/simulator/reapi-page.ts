import type { CannedReply } from "./faults.ts";
import type { PictureLimits } from "./fetch-references.ts";
import type { AcceptedSubmit } from "./gateway-side.ts";
import {
	addresses,
	type Check,
	characters,
	checkFields,
	type Fields,
	isFlag,
	isObject,
	linksOf,
	objectOf,
	oneOf,
	pixelsOfTier,
	wholeNumber,
} from "./page-checks.ts";
import { reapiRefusal } from "./reapi-replies.ts";

/** reAPI's page on doubao-seedream-5-0-lite, read 2026-11-21. Written apart from the app's own records. */
export const reapiModel = "doubao-seedream-5-0-lite";

const ratios = "1:1 4:3 3:4 16:9 9:16 3:2 2:3 21:9".split(" ");
const MAX_IMAGES = 4;
/** The page names no number; Ark behind it takes 14, and 15 with the pictures (gateway reference 3.1). */
const MAX_REFERENCES = 14;
const MAX_TOGETHER = 15;

export const reapiLinks: PictureLimits = {
	formats: ["jpeg", "png"],
	maxBytes: 10_000_000,
	maxRatio: 3,
	sideOver: 0,
	maxPixels: 36_000_000,
	takesHttp: false,
};

const checkSize: Check = (value, body) => {
	if (value === "auto")
		return body.image_urls === undefined ? "of auto needs image_urls" : undefined;
	return oneOf(...ratios)(value, body);
};

const checkSetOptions: Check = (value, body) => {
	if (body.sequential_image_generation !== "auto") return "only means something under auto";
	return objectOf({ max_images: wholeNumber(1, MAX_IMAGES) })(value, body);
};

const fields: Fields = {
	model: (value) => (typeof value === "string" ? undefined : "must be a string"),
	prompt: characters(1, 4_000),
	size: checkSize,
	// Case does not matter.
	resolution: oneOf("2K", "2k", "3K", "3k"),
	n: wholeNumber(1, MAX_IMAGES),
	image_urls: addresses(MAX_REFERENCES, false),
	output_format: oneOf("jpeg", "png"),
	sequential_image_generation: oneOf("disabled", "auto"),
	sequential_image_generation_options: checkSetOptions,
	watermark: isFlag,
};

/** Checks a body against the page. */
export function checkReapiSubmit(value: unknown): CannedReply | AcceptedSubmit {
	const checked = checkFields(value, fields, ["model", "prompt"]);
	if ("said" in checked) return reapiRefusal("bad-request", checked.said);
	const { body } = checked;
	if (body.model !== reapiModel) return reapiRefusal("unknown-model");
	const options = body.sequential_image_generation_options;
	const most = isObject(options) ? options.max_images : undefined;
	const images = Math.max(Number(body.n ?? 1), Number(most ?? 1));
	const links = linksOf(body.image_urls);
	if (links.length + images > MAX_TOGETHER) {
		return reapiRefusal("bad-request", "references and images together must not exceed 15");
	}
	return {
		model: reapiModel,
		images,
		isSet: true,
		stream: false,
		inline: false,
		size: pixelsOfTier(body.resolution, body.size),
		links,
	};
}
