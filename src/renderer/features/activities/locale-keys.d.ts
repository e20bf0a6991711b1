import type words from "../../../../resources/locales/en/activity.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		activity: typeof words;
	}
}
