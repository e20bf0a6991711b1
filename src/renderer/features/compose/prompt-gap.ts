import i18next from "i18next";
import { promptLanguage } from "../../../contract/prompt-language.ts";
import { draftWording } from "../../state/draft.ts";
import { useDraft } from "../../state/draft-store.ts";

/**
 * Whether a chip that was just put in has a space behind it, for the next word: not in Chinese. A
 * prompt without words will most likely be written in the language of the app.
 */
export function wantsGap(): boolean {
	const { draft } = useDraft.getState();
	const words = draft === undefined ? "" : wordsOf(draftWording(draft));
	if (!/\p{L}/u.test(words)) return !i18next.language.startsWith("zh");
	return promptLanguage(words) !== "zh";
}

function wordsOf(wording: ReturnType<typeof draftWording>): string {
	return wording.map((part) => (part.kind === "text" ? part.text : " ")).join("");
}
