import i18next from "i18next";
import type words from "../../../../resources/locales/en/finding.json";

type Key = keyof typeof words;
/** What counts has two keys in the file and one here. */
type Word = Key extends infer K
	? K extends `${infer Base}_other`
		? Base
		: K extends `${string}_one`
			? never
			: K
	: never;

/** Words for finding outside a component; a component that shows them must call `useTranslation`. */
export function findingWord(
	key: Word,
	facts: Readonly<Record<string, string | number>> = {},
): string {
	return i18next.t(key as "undo", { ns: "finding", ...facts });
}
