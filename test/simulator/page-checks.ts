import type { PixelSize } from "./gateway-side.ts";

/** A request's body, once it is known to be an object. */
export type Body = Readonly<Record<string, unknown>>;
/** Says what is wrong with a field, or nothing. */
export type Check = (value: unknown, body: Body) => string | undefined;
/** Every field of a page and how it is checked; a field that is not here is refused. */
export type Fields = Readonly<Record<string, Check>>;

/** What is wrong with a body, and in which field. */
export type FieldFault = {
	readonly field: string;
	readonly said: string;
	readonly missing: boolean;
};

/** Goes over a body by the page's list of fields. */
export function checkFields(
	value: unknown,
	fields: Fields,
	required: readonly string[],
): FieldFault | { readonly body: Body } {
	if (!isObject(value)) {
		return { field: "", said: "the body must be a JSON object", missing: false };
	}
	for (const field of required) {
		if (!Object.hasOwn(value, field)) {
			return { field, said: `\`${field}\` is required`, missing: true };
		}
	}
	for (const [field, given] of Object.entries(value)) {
		const check = Object.hasOwn(fields, field) ? fields[field] : undefined;
		const fault = check === undefined ? "is not a documented field" : check(given, value);
		if (fault !== undefined) return { field, said: `\`${field}\` ${fault}`, missing: false };
	}
	return { body: value };
}

export function isObject(value: unknown): value is Body {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const isText: Check = (value) =>
	typeof value === "string" && value !== "" ? undefined : "must be a string that is not empty";

export const isFlag: Check = (value) =>
	typeof value === "boolean" ? undefined : "must be true or false";

export const oneOf =
	(...allowed: readonly unknown[]): Check =>
	(value) =>
		allowed.includes(value) ? undefined : `must be one of ${allowed.join(", ")}`;

export const wholeNumber =
	(min: number, max: number): Check =>
	(value) =>
		typeof value === "number" && Number.isInteger(value) && value >= min && value <= max
			? undefined
			: `must be a whole number from ${min} to ${max}`;

/** A text of so many Unicode characters. */
export const characters =
	(min: number, max: number): Check =>
	(value) => {
		const length = typeof value === "string" ? [...value].length : -1;
		return length >= min && length <= max ? undefined : `must be ${min} to ${max} characters`;
	};

/** A list of addresses; bytes in their place are refused, as all task gateways do. */
export const addresses =
	(most: number, takesHttp: boolean): Check =>
	(value) => {
		if (!Array.isArray(value) || value.length === 0) return "must be a list that is not empty";
		if (value.length > most) return `takes at most ${most} pictures`;
		const isAddress = (one: unknown) => typeof one === "string" && /^https?:\/\/\S+$/.test(one);
		if (!value.every(isAddress)) return "takes addresses only: base64 is not supported";
		const isPlain = (one: unknown) => /^http:\/\/(?!127\.|localhost[:/]|\[::1\])/.test(String(one));
		return !takesHttp && value.some(isPlain) ? "must begin with https://" : undefined;
	};

/** An object of these fields and no others. */
export const objectOf =
	(fields: Fields, required: readonly string[] = []): Check =>
	(value) => {
		const checked = checkFields(value, fields, required);
		return "said" in checked ? `is not valid: ${checked.said}` : undefined;
	};

/** `1024x768`; nothing for other texts. */
export function pixelsIn(value: unknown): PixelSize | undefined {
	const match = /^([1-9]\d*)x([1-9]\d*)$/.exec(String(value));
	return match === null ? undefined : { width: Number(match[1]), height: Number(match[2]) };
}

/** Pixels within bounds, sides within a ratio. */
export function pixelFault(
	{ width, height }: PixelSize,
	bounds: { readonly min: number; readonly max: number; readonly ratio: number },
): string | undefined {
	if (Math.max(width / height, height / width) > bounds.ratio) {
		return `must be between 1:${bounds.ratio} and ${bounds.ratio}:1`;
	}
	const pixels = width * height;
	if (pixels >= bounds.min && pixels <= bounds.max) return undefined;
	return `must have ${bounds.min} to ${bounds.max} pixels`;
}

const tierSides: Readonly<Record<string, number>> = {
	"1K": 1024,
	"2K": 2048,
	"3K": 3072,
	"4K": 4096,
};

/** About what a tier and a ratio such as `16:9` give; a square where the ratio is left open. */
export function pixelsOfTier(tier: unknown, ratio: unknown = "1:1"): PixelSize {
	const side = tierSides[String(tier).toUpperCase()] ?? 2048;
	const [across = 1, down = 1] = /^\d+:\d+$/.test(String(ratio))
		? String(ratio).split(":").map(Number)
		: [];
	const step = (length: number) => Math.max(16, Math.round(length / 16) * 16);
	return {
		width: step(side * Math.sqrt(across / down)),
		height: step(side * Math.sqrt(down / across)),
	};
}

/** The strings of a list that passed its check; nothing was given: none. */
export function linksOf(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.map(String) : [];
}
