/// <reference types="vite/client" />
import i18next, { type Resource } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../../contract/settings.ts";

/** Every file of `resources/locales/<language>/` is a namespace; a new file is picked up by itself. */
const files = import.meta.glob<Record<string, string>>("../../../resources/locales/*/*.json", {
	eager: true,
	import: "default",
});

/** The files by language and name. */
function localeResources(): Resource {
	const resources: Resource = {};
	for (const [path, sentences] of Object.entries(files)) {
		const [language, file] = path.split("/").slice(-2);
		if (language === undefined || file === undefined) continue;
		resources[language] = {
			...resources[language],
			[file.replace(/\.json$/, "")]: sentences,
		};
	}
	return resources;
}

/** Makes every sentence available in `language`, before anything is drawn. */
export async function startI18n(language: Language): Promise<void> {
	const resources = localeResources();
	await i18next.use(initReactI18next).init({
		lng: language,
		fallbackLng: "en",
		resources,
		ns: Object.keys(resources.en ?? {}),
		defaultNS: "app",
		keySeparator: ".",
		ignoreJSONStructure: true,
		interpolation: { escapeValue: false },
		// A blank without a fact stays visible, as in `fillSentence`.
		missingInterpolationHandler: () => "…",
		react: { useSuspense: false },
	});
	markDocument(language);
}

/** Says everything in another language from now on, without a restart. */
export async function switchLanguage(language: Language): Promise<void> {
	if (i18next.language === language) return;
	await i18next.changeLanguage(language);
	markDocument(language);
}

function markDocument(language: Language): void {
	document.documentElement.lang = language;
}
