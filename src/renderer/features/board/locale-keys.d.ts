import type words from "../../../../resources/locales/en/board.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		board: typeof words;
	}
}
