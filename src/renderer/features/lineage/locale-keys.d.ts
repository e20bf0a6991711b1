import type words from "../../../../resources/locales/en/lineage.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		lineage: typeof words;
	}
}
