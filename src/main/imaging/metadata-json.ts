import type { ForeignRecipe } from "../../contract/library.ts";

export type Parameters = ForeignRecipe["parameters"];
export type JsonObject = { readonly [name: string]: unknown };

/** Longer prompts are cut: an import's record holds two hundred of them. */
const MAX_PROMPT = 20_000;
const MAX_PARAMETERS = 100;
const MAX_NAME = 80;
const MAX_VALUE = 500;

/** The object a text is in JSON; undefined for everything else. */
export function jsonObject(text: string | undefined): JsonObject | undefined {
	if (text?.trimStart().startsWith("{") !== true) return undefined;
	try {
		// Python writes numbers that JSON does not know.
		const plain = text.replaceAll(/(?<=[:[,]\s{0,4})-?(?:NaN|Infinity)(?=\s{0,4}[,}\]])/g, "null");
		return objectIn(JSON.parse(plain));
	} catch {
		return undefined;
	}
}

export function objectIn(value: unknown): JsonObject | undefined {
	return typeof value === "object" && value !== null && !Array.isArray(value)
		? { ...value }
		: undefined;
}

/** The first of these that is a text with something in it. */
export function textIn(object: JsonObject | undefined, ...names: string[]): string | undefined {
	for (const name of names) {
		const value = own(object, name);
		if (typeof value === "string" && value.trim() !== "") return value;
	}
	return undefined;
}

/** Never what every object has by itself, such as `constructor`. */
export function own(object: JsonObject | undefined, name: string): unknown {
	return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Texts, numbers and switches of an object but for these, in its order. */
export function parametersOf(object: JsonObject, except: readonly string[] = []): Parameters {
	return Object.entries(object).flatMap(([name, value]) => {
		const plain = ["string", "number", "boolean"].includes(typeof value) && value !== "";
		return plain && !except.includes(name) ? [{ name, value: String(value) }] : [];
	});
}

/** A recipe within limits; undefined when nothing is in it. */
export function foreignRecipe(found: {
	readonly generator: string;
	readonly prompt: string | undefined;
	readonly negativePrompt?: string | undefined;
	readonly model?: string | undefined;
	readonly parameters: Parameters;
}): ForeignRecipe | undefined {
	const prompt = within(found.prompt, MAX_PROMPT);
	const negativePrompt = within(found.negativePrompt, MAX_PROMPT);
	const model = within(found.model, MAX_VALUE);
	const parameters = found.parameters.slice(0, MAX_PARAMETERS).map(({ name, value }) => ({
		name: within(name, MAX_NAME),
		value: within(value, MAX_VALUE),
	}));
	if (prompt === "" && model === "" && parameters.length === 0) return undefined;
	return {
		generator: found.generator,
		prompt,
		...(negativePrompt !== "" && { negativePrompt }),
		...(model !== "" && { model }),
		parameters,
	};
}

/** Cut between characters, without control characters but line breaks. */
export function within(text: string | undefined, limit: number): string {
	if (text === undefined) return "";
	const plain = text
		.slice(0, limit + 1)
		.toWellFormed()
		.replaceAll(/[^\P{Cc}\n\t]/gu, "")
		.trim();
	return plain.length <= limit ? plain : plain.slice(0, limit).replace(/[\uD800-\uDBFF]$/, "");
}
