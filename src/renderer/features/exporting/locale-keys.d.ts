import type words from "../../../../resources/locales/en/exporting.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		exporting: typeof words;
	}
}
