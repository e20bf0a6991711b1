import type words from "../../../../resources/locales/en/compare.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		compare: typeof words;
	}
}
