import i18next from "i18next";
import type { Facts } from "../../contract/errors.ts";

/** Says a sentence whose key comes from main, which no compiler can check. */
const say: (key: string, options: Record<string, unknown>) => string = i18next.t.bind(i18next);

/**
 * The sentence under `key` of a file whose keys are made at run time, in the designer's language;
 * `fallback` when there is none. A component that shows it must also call `useTranslation`.
 * @param file such as `capability` for `resources/locales/<language>/capability.json`
 */
export function computedText(
	file: "capability" | "fitting",
	key: string,
	facts: Facts = {},
	fallback = "",
): string {
	return say(key, { ns: file, ...facts, defaultValue: fallback });
}
