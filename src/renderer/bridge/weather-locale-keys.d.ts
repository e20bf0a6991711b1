import type words from "../../../resources/locales/en/weather.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		weather: typeof words;
	}
}
