import i18next from "i18next";
import type { Facts } from "../../contract/errors.ts";

/**
 * The sentence under `key` of a file whose keys are made at run time, in the designer's language;
 * `fallback` when there is none. A component that shows it must also call `useTranslation`.
 * @param file such as `capability` for `resources/locales/<language>/capability.json`
 */
export function computedText(
	file: "capability" | "fitting" | "settings",
	key: string,
	facts: Facts = {},
	fallback = "",
): string {
	// The typed `t` knows the files whose keys are written in the code; these are made by main.
	const say = i18next.t as unknown as (key: string, options: Record<string, unknown>) => string;
	return say(key, { ns: file, ...facts, defaultValue: fallback });
}
