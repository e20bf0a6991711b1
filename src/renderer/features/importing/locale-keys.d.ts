import type words from "../../../../resources/locales/en/importing.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		importing: typeof words;
	}
}
