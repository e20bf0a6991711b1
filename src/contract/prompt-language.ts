import { countWords } from "./count-prompt.ts";

/** How the pictures of a request are called in its prompt. */
export type PromptLanguage = "en" | "zh";

const han = /\p{Script=Han}/gu;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const hanText = /[\p{Script=Han}]+/gu;

/** A Chinese prompt may quote a Japanese title or a の; Japanese prose has a kana to every other Han character at least. */
const QUOTED_KANA = 1 / 4;

/**
 * Which language a prompt speaks, as far as it matters for naming pictures. Chinese: there are Han
 * characters, they outnumber the words of other scripts (one Han character weighs as much as one
 * such word), and kana is no more than quoted. Everything else is English: Latin, Japanese, Korean
 * and all other scripts, and a prompt without any words, whatever language the app speaks.
 */
export function promptLanguage(words: string): PromptLanguage {
	const characters = words.match(han)?.length ?? 0;
	if (characters === 0) return "en";
	if ((words.match(kana)?.length ?? 0) > characters * QUOTED_KANA) return "en";
	return characters > countWords(words.replaceAll(hanText, " ")) ? "zh" : "en";
}
