import { evolinkRefusal } from "./evolink-replies.ts";
import type { CannedReply } from "./faults.ts";
import type { PictureLimits } from "./fetch-references.ts";
import type { AcceptedSubmit } from "./gateway-side.ts";
import { isInside } from "./host-words.ts";
import {
	addresses,
	type Check,
	characters,
	checkFields,
	type Fields,
	linksOf,
	objectOf,
	oneOf,
	pixelFault,
	pixelsIn,
	pixelsOfTier,
	wholeNumber,
} from "./page-checks.ts";

/** EvoLink's page "doubao-seedream-5.0-lite Interface", read 2026-11-21. Written apart from the app's own records. */
export const evolinkModel = "doubao-seedream-5.0-lite";

const ratios = "auto 1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9".split(" ");
const pixelBounds = { min: 2560 * 1440, max: 3072 * 3072, ratio: 16 };
const MAX_TOGETHER = 15;
const MAX_CALLBACK_CHARS = 2_048;

export const evolinkLinks: PictureLimits = {
	formats: ["jpeg", "png", "webp", "bmp", "tiff", "gif"],
	maxBytes: 10_000_000,
	maxRatio: 16,
	sideOver: 14,
	maxPixels: 36_000_000,
	takesHttp: true,
};

const checkSize: Check = (value) => {
	if (typeof value !== "string") return "must be a string";
	if (ratios.includes(value)) return undefined;
	const pixels = pixelsIn(value);
	if (pixels === undefined) return `must be one of ${ratios.join(", ")}, or <width>x<height>`;
	return pixelFault(pixels, pixelBounds);
};

const checkQuality: Check = (value, body) => {
	if (pixelsIn(body.size) !== undefined) return "only goes with a ratio";
	return oneOf("2K", "3K")(value, body);
};

const checkTools: Check = (value, body) => {
	if (!Array.isArray(value) || value.length !== 1) return "must be a list of one tool";
	return objectOf({ type: oneOf("web_search") }, ["type"])(value[0], body);
};

const checkCallback: Check = (value) => {
	if (typeof value !== "string" || value.length > MAX_CALLBACK_CHARS) {
		return `must be an address of at most ${MAX_CALLBACK_CHARS} characters`;
	}
	const url = URL.parse(value);
	if (url?.protocol !== "https:") return "must begin with https://";
	return isInside(url.hostname) ? "must not lead into a private network" : undefined;
};

const fields: Fields = {
	model: (value) => (typeof value === "string" ? undefined : "must be a string"),
	prompt: characters(1, 2_000),
	n: wholeNumber(1, 15),
	size: checkSize,
	quality: checkQuality,
	prompt_priority: oneOf("standard"),
	image_urls: addresses(14, true),
	model_params: objectOf({ output_format: oneOf("png", "jpeg"), tools: checkTools }),
	callback_url: checkCallback,
};

/** Checks a body against the page. */
export function checkEvolinkSubmit(value: unknown): CannedReply | AcceptedSubmit {
	const checked = checkFields(value, fields, ["model", "prompt"]);
	if ("said" in checked) return evolinkRefusal("bad-request", checked.said, checked.field);
	const { body } = checked;
	if (body.model !== evolinkModel) return evolinkRefusal("unknown-model");
	const images = Number(body.n ?? 1);
	const links = linksOf(body.image_urls);
	if (links.length + images > MAX_TOGETHER) {
		return evolinkRefusal("bad-request", "references and images together must not exceed 15", "n");
	}
	return {
		model: evolinkModel,
		images,
		isSet: true,
		stream: false,
		inline: false,
		size: pixelsIn(body.size) ?? pixelsOfTier(body.quality, body.size),
		links,
	};
}
