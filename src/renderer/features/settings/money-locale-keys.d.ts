import type words from "../../../../resources/locales/en/money.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		money: typeof words;
	}
}
