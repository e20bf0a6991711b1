import i18next from "i18next";

/**
 * The words of capability records, which name their sentences by key: computed keys, so they are
 * not checked by the compiler, and a missing one falls back to what the gateway itself says.
 */
const ns = "capability";

/** The name of an advanced field. */
export function extraLabel(key: string): string {
	return i18next.t(`extra.${key}.label`, { ns, defaultValue: key });
}

/** What an advanced field does, or nothing when no sentence was written for it. */
export function extraHelp(key: string): string | undefined {
	const help = i18next.t(`extra.${key}.help`, { ns, defaultValue: "" });
	return help === "" ? undefined : help;
}

/** One value of an advanced field with choices. */
export function choiceLabel(key: string, value: string): string {
	return i18next.t(`extra.${key}.choice.${value}`, { ns, defaultValue: value });
}

/** Something to know before choosing a tier or a count. */
export function adviceText(key: string): string {
	return i18next.t(key, { ns });
}
