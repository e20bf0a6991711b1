import type { CannedReply } from "./scenarios.ts";

/**
 * What Tokaify's two model pages and the gateway reference (5.2 to 5.4) allow, read 2026-11-21.
 * Written apart from the app's own records, so that one can contradict the other.
 */
const models: Readonly<Record<string, { readonly minPixels: number }>> = {
	"doubao-seedream-5-0-lite-260128": { minPixels: 2560 * 1440 },
	"doubao-seedream-4-0-250828": { minPixels: 1280 * 720 },
};
export const modelIds: readonly string[] = Object.keys(models);

const MAX_PIXELS = 4096 * 4096;
const MAX_RATIO = 16;
const MAX_PROMPT_CHARS = 200_000;
const MAX_REFERENCES = 14;
const MAX_TOGETHER = 15;
const MAX_REFERENCE_BYTES = 10_000_000;
const tiers = ["1K", "2K", "4K"];

/** A request that passed every check, with what it asks for. */
export type AcceptedSubmit = {
	readonly model: string;
	readonly images: number;
	readonly isSet: boolean;
	readonly responseFormat: "url" | "b64_json";
	/** Pixels of the pictures that a real gateway would make. */
	readonly size: { readonly width: number; readonly height: number };
};

type Body = Readonly<Record<string, unknown>>;
type Check = (value: unknown, body: Body) => string | undefined;

const isText: Check = (value) =>
	typeof value === "string" && value !== "" ? undefined : "must be a string that is not empty";
const oneOf =
	(...allowed: readonly unknown[]): Check =>
	(value) =>
		allowed.includes(value) ? undefined : `must be one of ${allowed.join(", ")}`;
const wholeNumber =
	(min: number, max: number): Check =>
	(value) =>
		typeof value === "number" && Number.isInteger(value) && value >= min && value <= max
			? undefined
			: `must be a whole number from ${min} to ${max}`;

/** Every field of the pages and how it is checked; a field that is not here is refused. */
const fields: Readonly<Record<string, Check>> = {
	model: oneOf(...modelIds),
	prompt: (value) => {
		const length = typeof value === "string" ? [...value].length : 0;
		return length >= 1 && length <= MAX_PROMPT_CHARS ? undefined : "must be 1 to 200000 characters";
	},
	image: checkImages,
	size: checkSize,
	response_format: oneOf("url", "b64_json"),
	watermark: oneOf(true, false),
	sequential_image_generation: oneOf("disabled", "auto"),
	sequential_image_generation_options: checkSetOptions,
	stream: oneOf(false),
	user: isText,
	n: wholeNumber(1, 10),
	quality: isText,
	style: isText,
};

/** Checks a body against the pages. @returns the 400 a strict gateway would give, or what was asked for */
export function checkSubmit(body: unknown): CannedReply | AcceptedSubmit {
	if (typeof body !== "object" || body === null || Array.isArray(body)) {
		return refuse("InvalidParameter", "the body must be a JSON object");
	}
	const given = body as Body;
	for (const required of ["model", "prompt"]) {
		if (!Object.hasOwn(given, required)) return refuse(`MissingParameter.${required}`, required);
	}
	for (const [name, value] of Object.entries(given)) {
		const check = fields[name];
		const fault = check === undefined ? "is not a documented field" : check(value, given);
		if (fault !== undefined) return refuse(`InvalidParameter.${name}`, `\`${name}\` ${fault}`);
	}
	const images = imagesAsked(given);
	if (imagesOf(given).length + images > MAX_TOGETHER) {
		return refuse("InvalidParameter", "references and images together must not exceed 15");
	}
	return {
		model: String(given.model),
		images,
		isSet: given.sequential_image_generation === "auto",
		responseFormat: given.response_format === "b64_json" ? "b64_json" : "url",
		size: pixelsOf(given.size),
	};
}

function refuse(code: string, message: string): CannedReply {
	const error = {
		code,
		message: `${message}. Request id: 0217simulator`,
		param: "",
		type: "BadRequest",
	};
	return {
		status: 400,
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ error }),
	};
}

function imagesAsked(body: Body): number {
	const options = body.sequential_image_generation_options as { max_images?: number } | undefined;
	return body.sequential_image_generation === "auto"
		? (options?.max_images ?? 1)
		: Number(body.n ?? 1);
}

function imagesOf(body: Body): readonly unknown[] {
	if (body.image === undefined) return [];
	return Array.isArray(body.image) ? body.image : [body.image];
}

function checkSetOptions(value: unknown, body: Body): string | undefined {
	if (body.sequential_image_generation !== "auto") return "only goes with a set";
	if (typeof value !== "object" || value === null) return "must be an object";
	const { max_images: max, ...rest } = value as { max_images?: unknown };
	if (Object.keys(rest).length > 0) return "holds a field that is not documented";
	const fault = wholeNumber(1, 15)(max, body);
	return fault === undefined ? undefined : `max_images ${fault}`;
}

function checkSize(value: unknown, body: Body): string | undefined {
	if (tiers.includes(String(value))) return undefined;
	const match = /^([1-9]\d*)x([1-9]\d*)$/.exec(String(value));
	if (match === null) return "must be 1K, 2K, 4K or <width>x<height>";
	const [width, height] = [Number(match[1]), Number(match[2])];
	const ratio = width / height;
	if (ratio > MAX_RATIO || ratio < 1 / MAX_RATIO) return "must be between 1:16 and 16:1";
	const { minPixels } = models[String(body.model)] ?? { minPixels: 0 };
	const pixels = width * height;
	return pixels >= minPixels && pixels <= MAX_PIXELS
		? undefined
		: `must have ${minPixels} to ${MAX_PIXELS} pixels`;
}

function pixelsOf(size: unknown): { width: number; height: number } {
	const match = /^(\d+)x(\d+)$/.exec(String(size));
	if (match !== null) return { width: Number(match[1]), height: Number(match[2]) };
	const side = { "1K": 1024, "4K": 4096 }[String(size)] ?? 2048;
	return { width: side, height: side };
}

function checkImages(value: unknown): string | undefined {
	const list = Array.isArray(value) ? value : [value];
	if (list.length === 0) return "must not be empty";
	if (list.length > MAX_REFERENCES) return "takes at most 14 references";
	return list.map(checkImage).find((fault) => fault !== undefined);
}

const magics: Readonly<Record<string, string>> = {
	png: "\x89PNG\r\n\x1a\n",
	jpeg: "\xff\xd8\xff",
	webp: "RIFF",
	gif: "GIF8",
	bmp: "BM",
	tiff: "",
};

function checkImage(value: unknown): string | undefined {
	if (typeof value !== "string") return "must be strings";
	if (/^https?:\/\/[^\s/]+\/?/.test(value)) return undefined;
	const match = /^data:image\/([a-z]+);base64,([A-Za-z0-9+/]+={0,2})$/.exec(value);
	if (match === null) return "must be an address or data:image/<lower-case format>;base64,<bytes>";
	const [, format = "", base64 = ""] = match;
	const magic = magics[format];
	if (magic === undefined) return `does not take ${format}`;
	const bytes = Buffer.from(base64, "base64");
	if (bytes.toString("base64") !== base64) return "is not base64";
	if (bytes.length > MAX_REFERENCE_BYTES) return "is larger than 10 MB";
	return bytes.toString("latin1", 0, 16).startsWith(magic) ? undefined : `is not ${format}`;
}
