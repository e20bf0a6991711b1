import type appWords from "../../../resources/locales/en/app.json";
import type commandWords from "../../../resources/locales/en/commands.json";
import type errorSentences from "../../../resources/locales/en/errors.json";
import type problemSentences from "../../../resources/locales/en/problems.json";
import type settingsWords from "../../../resources/locales/en/settings.json";

declare module "i18next" {
	interface CustomTypeOptions {
		defaultNS: "app";
	}
	/** A key that is in no file does not compile. Each feature adds its own file in its own folder. */
	interface ResourceNamespaceMap {
		app: typeof appWords;
		commands: typeof commandWords;
		errors: typeof errorSentences;
		problems: typeof problemSentences;
		settings: typeof settingsWords;
	}
}
