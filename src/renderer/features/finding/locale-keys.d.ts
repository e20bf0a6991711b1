import type words from "../../../../resources/locales/en/finding.json";

declare module "i18next" {
	interface ResourceNamespaceMap {
		finding: typeof words;
	}
}
