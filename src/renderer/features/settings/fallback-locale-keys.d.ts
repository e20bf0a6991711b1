import type words from "../../../../resources/locales/en/fallback.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		fallback: typeof words;
	}
}
