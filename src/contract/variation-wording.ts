import type { PromptPart } from "./generation.ts";
import { mergeWords, type Wording } from "./prompt-chips.ts";
import type { PromptLanguage } from "./prompt-language.ts";

/** What is added to a prompt that is asked for again close to one of its pictures. */
type Sentence = {
	/** What the chip of the picture says. */
	readonly name: string;
	/** Before and after the chip. */
	readonly around: readonly [string, string];
};

const sentences: Readonly<Record<PromptLanguage, Sentence>> = {
	en: {
		name: "this picture",
		around: ["Make a variation of ", ": keep close to its subject, composition and style."],
	},
	zh: { name: "这张图", around: ["以", "为基础画一个变体：主体、构图和风格与它相近。"] },
};
const BREAK = "\n\n";

/** A prompt with the wish that what comes be close to this reference, in the prompt's own language. */
export function variationWording(
	prompt: Wording,
	language: PromptLanguage,
	reference: string,
): Wording {
	const { name, around } = sentences[language];
	const isEmpty = prompt.every((part) => part.kind === "text" && part.text.trim() === "");
	return mergeWords([
		...(isEmpty ? [] : [...prompt, text(BREAK)]),
		text(around[0]),
		{ kind: "mention", reference, name },
		text(around[1]),
	]);
}

/**
 * The prompt without that wish, for the variation of a variation, and the reference it spoke of;
 * undefined when the prompt does not end with it, word for word.
 */
export function withoutVariation(
	wording: Wording,
): { readonly prompt: Wording; readonly reference: string } | undefined {
	const [before, mention, after] = wording.slice(-3);
	if (before?.kind !== "text" || mention?.kind !== "mention" || after?.kind !== "text") {
		return undefined;
	}
	for (const { around } of Object.values(sentences)) {
		if (after.text !== around[1] || !before.text.endsWith(around[0])) continue;
		const words = before.text.slice(0, -around[0].length);
		if (words !== "" && !words.endsWith(BREAK)) continue;
		const kept = text(words.slice(0, words.length - BREAK.length));
		const prompt = mergeWords([...wording.slice(0, -3), ...(words === "" ? [] : [kept])]);
		return { prompt, reference: mention.reference };
	}
	return undefined;
}

function text(words: string): PromptPart {
	return { kind: "text", text: words };
}
