import type words from "../../../../resources/locales/en/custom.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		custom: typeof words;
	}
}
