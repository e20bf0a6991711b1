import type { PromptPart } from "./generation.ts";
import type { Mention, Wording } from "./prompt-chips.ts";
import type { PromptLanguage } from "./prompt-language.ts";

/** What is added to a set's prompt when a part of it is asked for again, in the prompt's own language. */
type Sentences = {
	/** How a frame is called, by its place from 1. */
	readonly frame: (number: number) => string;
	/** Before and after the frames whose looks are to be kept. */
	readonly keep: readonly [string, string];
	/** Between the last two of several, and between the others. */
	readonly join: { readonly last: string; readonly others: string };
	readonly redo: (numbers: readonly number[], total: number) => string;
	readonly extend: (count: number) => string;
	/** Between two sentences. */
	readonly gap: string;
};

const sentences: Readonly<Record<PromptLanguage, Sentences>> = {
	en: {
		frame: (number) => `frame ${number}`,
		keep: ["Keep the characters, style and setting of ", "."],
		join: { last: " and ", others: ", " },
		redo: (numbers, total) =>
			`Draw only ${numbers.length === 1 ? "frame" : "frames"} ${joined(numbers, ", ", " and ")} of this set of ${total}.`,
		extend: (count) =>
			count === 1
				? "Draw one more frame that goes on from there."
				: `Draw ${count} more frames that go on from there.`,
		gap: " ",
	},
	zh: {
		frame: (number) => `第 ${number} 张`,
		keep: ["角色、风格和场景与", "保持一致。"],
		join: { last: "、", others: "、" },
		redo: (numbers, total) => `这组共 ${total} 张，只画第 ${joined(numbers, "、", "、")} 张。`,
		extend: (count) => `接着往下再画 ${count} 张。`,
		gap: "",
	},
};

/** A frame of the set that goes along as a reference. */
export type NamedFrame = {
	/** Of the reference, as `mentionKey` has it. */
	readonly reference: string;
	/** Its place in the set, from 1. */
	readonly number: number;
};

/** The prompt of a set with what is asked of these frames of it. */
export function redoWording(
	prompt: Wording,
	language: PromptLanguage,
	kept: readonly NamedFrame[],
	ask: { readonly numbers: readonly number[]; readonly total: number },
): Wording {
	// Of a single picture there is nothing to choose from.
	const wish = ask.total > 1 ? sentences[language].redo(ask.numbers, ask.total) : "";
	return withSentence(prompt, language, kept, wish);
}

/** The prompt of a set with the wish for more of it. */
export function extendWording(
	prompt: Wording,
	language: PromptLanguage,
	kept: readonly NamedFrame[],
	count: number,
): Wording {
	return withSentence(prompt, language, kept, sentences[language].extend(count));
}

function withSentence(
	prompt: Wording,
	language: PromptLanguage,
	kept: readonly NamedFrame[],
	wish: string,
): Wording {
	const { gap, keep, join } = sentences[language];
	const mentions = kept.map(({ reference, number }): Mention => {
		return { kind: "mention", reference, name: sentences[language].frame(number) };
	});
	const names = mentions.flatMap((mention, at): PromptPart[] => {
		if (at === 0) return [mention];
		return [text(at === mentions.length - 1 ? join.last : join.others), mention];
	});
	const after = names.length === 0 ? wish : wish === "" ? "" : `${gap}${wish}`;
	if (names.length === 0 && after === "") return prompt;
	return [
		...prompt,
		text("\n\n"),
		...(names.length === 0 ? [] : [text(keep[0]), ...names, text(keep[1])]),
		...(after === "" ? [] : [text(after)]),
	];
}

function text(words: string): PromptPart {
	return { kind: "text", text: words };
}

function joined(numbers: readonly number[], others: string, last: string): string {
	const before = numbers.slice(0, -1).join(others);
	return [before, ...numbers.slice(-1)].filter((part) => part !== "").join(last);
}
