import type words from "../../../../resources/locales/en/watched.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		watched: typeof words;
	}
}
