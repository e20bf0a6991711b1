import { checkArkImages } from "./ark-page.ts";
import { arkRefusal } from "./ark-replies.ts";
import type { CannedReply } from "./faults.ts";
import type { AcceptedSubmit } from "./gateway-side.ts";
import {
	type Body,
	type Check,
	characters,
	checkFields,
	type Fields,
	isFlag,
	isObject,
	isText,
	objectOf,
	oneOf,
	pixelFault,
	pixelsIn,
	pixelsOfTier,
	wholeNumber,
} from "./page-checks.ts";

/**
 * What Tokaify's two model pages and the gateway reference (5.2 to 5.4) allow, read 2026-11-21.
 * Written apart from the app's own records, so that one can contradict the other.
 */
const models: Readonly<Record<string, { readonly minPixels: number }>> = {
	"doubao-seedream-5-0-lite-260128": { minPixels: 2560 * 1440 },
	"doubao-seedream-4-0-250828": { minPixels: 1280 * 720 },
};
export const modelIds: readonly string[] = Object.keys(models);

const MAX_TOGETHER = 15;
const tiers = ["1K", "2K", "4K"];

const checkSize: Check = (value, body) => {
	if (tiers.includes(String(value))) return undefined;
	const pixels = pixelsIn(value);
	if (pixels === undefined) return "must be 1K, 2K, 4K or <width>x<height>";
	const { minPixels } = models[String(body.model)] ?? { minPixels: 0 };
	return pixelFault(pixels, { min: minPixels, max: 4096 * 4096, ratio: 16 });
};

const checkSetOptions: Check = (value, body) => {
	if (body.sequential_image_generation !== "auto") return "only goes with a set";
	return objectOf({ max_images: wholeNumber(1, 15) }, ["max_images"])(value, body);
};

const fields: Fields = {
	model: oneOf(...modelIds),
	prompt: characters(1, 200_000),
	image: checkArkImages,
	size: checkSize,
	response_format: oneOf("url", "b64_json"),
	watermark: isFlag,
	sequential_image_generation: oneOf("disabled", "auto"),
	sequential_image_generation_options: checkSetOptions,
	stream: isFlag,
	user: isText,
	n: wholeNumber(1, 10),
	quality: isText,
	style: isText,
};

/** Checks a body against the pages. @returns the 400 a strict gateway would give, or what was asked for */
export function checkSubmit(value: unknown): CannedReply | AcceptedSubmit {
	const checked = checkFields(value, fields, ["model", "prompt"]);
	if ("said" in checked) {
		return arkRefusal(checked.missing ? "missing" : "bad-request", checked.said, checked.field);
	}
	const { body } = checked;
	const images = imagesAsked(body);
	const references = body.image === undefined ? [] : [body.image].flat().map(String);
	if (references.length + images > MAX_TOGETHER) {
		return arkRefusal("bad-request", "references and images together must not exceed 15");
	}
	return {
		model: String(body.model),
		images,
		isSet: body.sequential_image_generation === "auto",
		stream: body.stream === true,
		inline: body.response_format === "b64_json",
		size: pixelsIn(body.size) ?? pixelsOfTier(body.size),
		links: references.filter((one) => !one.startsWith("data:")),
	};
}

function imagesAsked(body: Body): number {
	if (body.sequential_image_generation !== "auto") return Number(body.n ?? 1);
	const options = body.sequential_image_generation_options;
	return isObject(options) ? Number(options.max_images) : 1;
}
