import { computedText } from "../../bridge/computed-text.ts";

// The words of capability records, which name their sentences by key; without a sentence the
// gateway's own word stands. A component that shows one must also call `useTranslation`.

/** The name of an advanced field. */
export function extraLabel(key: string): string {
	return computedText("capability", `extra.${key}.label`, {}, key);
}

/** What an advanced field does, or nothing when no sentence was written for it. */
export function extraHelp(key: string): string | undefined {
	return computedText("capability", `extra.${key}.help`) || undefined;
}

/** One value of an advanced field with choices. */
export function choiceLabel(key: string, value: string): string {
	return computedText("capability", `extra.${key}.choice.${value}`, {}, value);
}

/** Something to know before choosing a tier or a count; nothing when no sentence was written for it. */
export function adviceText(key: string | undefined): string | undefined {
	return key === undefined ? undefined : computedText("capability", key) || undefined;
}
