import { app } from "electron";
import i18next, { type TFunction } from "i18next";
import enErrors from "../../../resources/locales/en/errors.json" with { type: "json" };
import en from "../../../resources/locales/en/shell.json" with { type: "json" };
import zhCNErrors from "../../../resources/locales/zh-CN/errors.json" with { type: "json" };
import zhCN from "../../../resources/locales/zh-CN/shell.json" with { type: "json" };
import { type Failure, fillSentence } from "../../contract/errors.ts";
import type { Language, Settings } from "../../contract/settings.ts";

/** The language in force: what the designer chose, else the computer's, else English. */
export function languageInForce(chosen: Settings["language"]): Language {
	if (chosen !== "system") return chosen;
	const preferred = app.getPreferredSystemLanguages()[0] ?? app.getLocale();
	return preferred.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

/** Says a sentence of `shell.json`. */
export type Say = TFunction<"shell">;

/** A failure in the designer's language, for the dialogs that come before the window. */
export function errorSentence(failure: Failure, language: Language): string {
	const sentences = { en: enErrors, "zh-CN": zhCNErrors }[language];
	return fillSentence(sentences[failure.reason], failure.facts ?? {});
}

/** The few words the main process says itself: menu, dialogs. */
export async function loadTexts(language: Language): Promise<Say> {
	const instance = i18next.createInstance();
	return instance.init({
		lng: language,
		fallbackLng: "en",
		defaultNS: "shell",
		resources: { en: { shell: en }, "zh-CN": { shell: zhCN } },
		interpolation: { escapeValue: false },
	});
}
