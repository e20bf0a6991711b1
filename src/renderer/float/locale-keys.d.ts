import type words from "../../../resources/locales/en/float.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		float: typeof words;
	}
}
