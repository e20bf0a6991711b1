import type words from "../../../../resources/locales/en/reference-editor.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		"reference-editor": typeof words;
	}
}
