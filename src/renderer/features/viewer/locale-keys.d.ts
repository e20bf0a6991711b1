import type words from "../../../../resources/locales/en/viewer.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		viewer: typeof words;
	}
}
