import { type ArkRefusalCause, arkRefusal } from "./ark-replies.ts";
import type { CannedReply } from "./faults.ts";
import { faultOfPicture, type PictureLimits } from "./fetch-references.ts";
import type { AcceptedSubmit } from "./gateway-side.ts";
import {
	type Body,
	type Check,
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

/** What the models differ in: gateway reference 5.2 and 5.3, read 2026-11-21. Written apart from the app's own records. */
type ArkModel = {
	readonly tiers: readonly string[];
	readonly minPixels: number;
	readonly isLite: boolean;
	readonly promptModes: readonly string[];
};
const lite: ArkModel = {
	tiers: ["2K", "3K", "4K"],
	minPixels: 2560 * 1440,
	isLite: true,
	promptModes: ["standard"],
};
const four5: ArkModel = { ...lite, tiers: ["2K", "4K"], isLite: false };
const four: ArkModel = {
	...four5,
	tiers: ["1K", "2K", "4K"],
	minPixels: 1280 * 720,
	promptModes: ["standard", "fast"],
};

/** The ids of each region. */
export const arkModels = {
	ark: {
		"doubao-seedream-5-0-260128": lite,
		"doubao-seedream-5-0-lite-260128": lite,
		"doubao-seedream-4-5-251128": four5,
		"doubao-seedream-4-0-250828": four,
	},
	modelark: {
		"seedream-5-0-260128": lite,
		"seedream-5-0-lite-260128": lite,
		"seedream-4-5-251128": four5,
		"seedream-4-0-250828": four,
	},
} as const satisfies Record<string, Readonly<Record<string, ArkModel>>>;

const MAX_PIXELS = 4096 * 4096;
const MAX_RATIO = 16;
const MAX_REFERENCES = 14;
const MAX_TOGETHER = 15;

/** The limits of early 2026, the stricter ones (gateway reference 5.4). */
export const arkLinks: PictureLimits = {
	formats: ["jpeg", "png", "webp", "bmp", "tiff", "gif"],
	maxBytes: 10_000_000,
	maxRatio: MAX_RATIO,
	sideOver: 14,
	maxPixels: 36_000_000,
	takesHttp: true,
};

const checkSize =
	(model: ArkModel): Check =>
	(value) => {
		if (model.tiers.includes(String(value))) return undefined;
		const pixels = pixelsIn(value);
		if (pixels === undefined) return `must be ${model.tiers.join(", ")} or <width>x<height>`;
		return pixelFault(pixels, { min: model.minPixels, max: MAX_PIXELS, ratio: MAX_RATIO });
	};

const checkSetOptions: Check = (value, body) => {
	if (body.sequential_image_generation !== "auto") return "only goes with auto";
	return objectOf({ max_images: wholeNumber(1, 15) })(value, body);
};

const checkTools: Check = (value, body) => {
	if (!Array.isArray(value) || value.length !== 1) return "must be a list of one tool";
	return objectOf({ type: oneOf("web_search") }, ["type"])(value[0], body);
};

/** A list of pictures, or one: addresses, or `data:image/<lower-case format>;base64,<bytes>`. */
export const checkArkImages: Check = (value) => {
	const list: readonly unknown[] = Array.isArray(value) ? value : [value];
	if (list.length === 0) return "must not be empty";
	if (list.length > MAX_REFERENCES) return `takes at most ${MAX_REFERENCES} pictures`;
	return list.map(checkArkImage).find((fault) => fault !== undefined);
};

function checkArkImage(value: unknown): string | undefined {
	if (typeof value !== "string") return "must be strings";
	if (/^https?:\/\/[^\s/]+\/?/.test(value)) return undefined;
	const match = /^data:image\/([a-z]+);base64,([A-Za-z0-9+/]+={0,2})$/.exec(value);
	if (match === null) return "must be an address or data:image/<lower-case format>;base64,<bytes>";
	const [, format = "", base64 = ""] = match;
	const bytes = Buffer.from(base64, "base64");
	if (bytes.toString("base64") !== base64) return "is not base64";
	const named = arkLinks.formats.filter((one) => one === format);
	return faultOfPicture(bytes, { ...arkLinks, formats: named });
}

function fieldsOf(model: ArkModel): Fields {
	return {
		model: isText,
		prompt: isText,
		image: checkArkImages,
		size: checkSize(model),
		sequential_image_generation: oneOf("disabled", "auto"),
		sequential_image_generation_options: checkSetOptions,
		stream: isFlag,
		response_format: oneOf("url", "b64_json"),
		watermark: isFlag,
		optimize_prompt_options: objectOf({ mode: oneOf(...model.promptModes) }, ["mode"]),
		...(model.isLite && { output_format: oneOf("jpeg", "png"), tools: checkTools }),
	};
}

/** The check of one region's models. */
export function arkCheck(region: keyof typeof arkModels) {
	const models: Readonly<Record<string, ArkModel>> = arkModels[region];
	return (value: unknown): CannedReply | AcceptedSubmit => {
		const named = isObject(value) ? String(value.model) : "";
		const model = Object.hasOwn(models, named) ? models[named] : undefined;
		const checked = checkFields(value, fieldsOf(model ?? lite), ["model", "prompt"]);
		if ("said" in checked) return refuse(checked);
		return model === undefined ? arkRefusal("unknown-model") : accepted(checked.body);
	};
}

function refuse(fault: {
	readonly field: string;
	readonly said: string;
	readonly missing: boolean;
}) {
	const cause: ArkRefusalCause = fault.missing ? "missing" : "bad-request";
	return arkRefusal(cause, fault.said, fault.field);
}

function accepted(body: Body): CannedReply | AcceptedSubmit {
	const list = body.image === undefined ? [] : [body.image].flat();
	const isSet = body.sequential_image_generation === "auto";
	const options = body.sequential_image_generation_options;
	const most = isObject(options) ? options.max_images : undefined;
	const images = isSet ? Number(most ?? MAX_TOGETHER - list.length) : 1;
	if (list.length + images > MAX_TOGETHER) {
		return arkRefusal("bad-request", "references and images together must not exceed 15", "image");
	}
	return {
		model: String(body.model),
		images,
		isSet,
		stream: body.stream === true,
		inline: body.response_format === "b64_json",
		size: pixelsIn(body.size) ?? pixelsOfTier(body.size),
		links: list.map(String).filter((one) => !one.startsWith("data:")),
	};
}
