import type words from "../../../../resources/locales/en/gallery.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		gallery: typeof words;
	}
}
