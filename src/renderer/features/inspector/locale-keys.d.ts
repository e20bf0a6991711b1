import type words from "../../../../resources/locales/en/inspector.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		inspector: typeof words;
	}
}
