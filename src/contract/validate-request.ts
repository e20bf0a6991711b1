import type { Capability } from "./capability.ts";
import { checkCount } from "./check-count.ts";
import { checkExtras } from "./check-extras.ts";
import { checkMentions } from "./check-mentions.ts";
import { checkReferences, type KnownPictures } from "./check-references.ts";
import { checkSize } from "./check-size.ts";
import { countCjkCharacters, countCodePoints, countWords } from "./count-prompt.ts";
import type { GenerationRequest } from "./generation.ts";
import type { Problem } from "./problem.ts";

/** What a request's check must know besides the request and the model. */
export type ValidationContext = {
	readonly needsKey: boolean;
	readonly accountHasKey: boolean;
	/** For sentences. */
	readonly accountLabel: string;
	readonly gatewayTitle: string;
	/** Pictures can be placed as links although the gateway has no upload of its own. */
	readonly hasReferenceHost: boolean;
	/** Absent: the pictures behind the references are not judged. */
	readonly pictures?: KnownPictures;
	/** The references, as `mentionKey`s, of the recipe the prompt was written for. Absent: written here. */
	readonly recipeOrder?: readonly string[];
};

/**
 * Everything about a request that its model cannot take (`block`) or that is worth knowing before
 * it is sent (`advice`), in the order of the form. The form calls it as the designer types, and
 * main before it sends: one function, so that the two never disagree.
 */
export function validateRequest(
	request: GenerationRequest,
	capability: Capability,
	context: ValidationContext,
): readonly Problem[] {
	return [
		...checkKey(context),
		...checkPrompt(request.prompt, capability),
		...checkMentions(request, context.recipeOrder),
		...checkReferences(
			request.references,
			capability,
			context.pictures ?? new Map(),
			context.hasReferenceHost,
		),
		...checkRequestedSize(request, capability),
		...checkCount(request, capability),
		...checkFormat(request, capability),
		...checkWatermark(request, capability),
		...checkStream(request, capability),
		...checkExtras(request.extras, capability.extras, capability.title),
	];
}

function checkKey(context: ValidationContext): readonly Problem[] {
	if (!context.needsKey || context.accountHasKey) return [];
	const facts = { account: context.accountLabel, gateway: context.gatewayTitle };
	return [{ field: "account", reason: "key-missing", facts, level: "block" }];
}

function checkPrompt(prompt: string, capability: Capability): readonly Problem[] {
	const { maxChars: limit, advised } = capability.prompt;
	const model = capability.title;
	if (prompt.trim() === "") {
		return [{ field: "prompt", reason: "prompt-empty", facts: {}, level: "block" }];
	}
	const have = countCodePoints(prompt);
	if (have > limit) {
		const facts = { model, have, limit, over: have - limit };
		return [{ field: "prompt", reason: "prompt-too-long", facts, level: "block" }];
	}
	if (advised === undefined) return [];
	const characters = countCjkCharacters(prompt);
	if (characters > advised.cjkChars) {
		const facts = { model, have: characters, limit: advised.cjkChars };
		return [{ field: "prompt", reason: "prompt-above-advised-characters", facts, level: "advice" }];
	}
	const words = countWords(prompt);
	if (words > advised.words) {
		const facts = { model, have: words, limit: advised.words };
		return [{ field: "prompt", reason: "prompt-above-advised-words", facts, level: "advice" }];
	}
	return [];
}

function checkRequestedSize(
	{ size, references }: GenerationRequest,
	capability: Capability,
): readonly Problem[] {
	const fault = checkSize(size, capability, references.length);
	return fault === undefined ? [] : [{ field: "size", ...fault, level: "block" }];
}

function checkFormat({ format }: GenerationRequest, capability: Capability): readonly Problem[] {
	const { formats, title: model } = capability;
	if (format === undefined || formats.includes(format)) return [];
	const reason = formats.length === 0 ? "format-not-chosen-here" : "format-not-offered";
	const choices = formats.map((one) => one.toUpperCase()).join(", ");
	const facts = { model, format: format.toUpperCase(), choices };
	return [{ field: "format", reason, facts, level: "block" }];
}

function checkWatermark(
	{ watermark }: GenerationRequest,
	capability: Capability,
): readonly Problem[] {
	if (watermark === undefined || capability.watermark !== undefined) return [];
	const facts = { model: capability.title };
	return [{ field: "watermark", reason: "watermark-not-offered", facts, level: "block" }];
}

function checkStream({ stream }: GenerationRequest, capability: Capability): readonly Problem[] {
	if (stream === undefined || capability.stream !== undefined) return [];
	const facts = { model: capability.title };
	return [{ field: "stream", reason: "stream-not-offered", facts, level: "block" }];
}
