import type words from "../../../../resources/locales/en/compose.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		compose: typeof words;
	}
}
