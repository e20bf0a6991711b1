import type words from "../../../../resources/locales/en/queue.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		queue: typeof words;
	}
}
