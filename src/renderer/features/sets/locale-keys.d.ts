import type words from "../../../../resources/locales/en/sets.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		sets: typeof words;
	}
}
