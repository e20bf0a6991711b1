import type words from "../../../../resources/locales/en/mirror.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		mirror: typeof words;
	}
}
