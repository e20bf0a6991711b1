import type words from "../../../../resources/locales/en/keeping.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		keeping: typeof words;
	}
}
