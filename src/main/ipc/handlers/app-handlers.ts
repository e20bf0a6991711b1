import type { RouteParsed } from "../../../contract/routes.ts";
import type { AppInfo, Settings } from "../../../contract/settings.ts";
import type { Library } from "../../library/library.ts";
import type { Desktop } from "../desktop.ts";
import type { HandlersOf } from "../router.ts";

/** What the shell knows of the app itself, as a port. */
export type AppFacts = {
	readonly info: () => Promise<AppInfo>;
	readonly settings: () => Settings;
	/** Stores the change and puts it into force: theme, menu language. */
	readonly change: (change: RouteParsed<"settings.set">) => Promise<Settings>;
	/** The window's word about the network. */
	readonly network: (online: boolean) => void;
	/** Asks for a folder and starts the app again with it; false when the dialog was closed. */
	readonly chooseLibraryFolder: () => Promise<boolean>;
};

export function appHandlers(ports: {
	readonly facts: AppFacts;
	readonly library: Pick<Library, "folder">;
	readonly desktop: Desktop;
}): HandlersOf<"app" | "settings"> {
	const { facts, library, desktop } = ports;
	return {
		"app.info": () => facts.info(),
		"app.openLibraryFolder": () => desktop.openFolder(library.folder),
		"app.chooseLibraryFolder": () => facts.chooseLibraryFolder(),
		"app.network": ({ online }) => facts.network(online),
		"settings.get": () => facts.settings(),
		"settings.set": (change) => facts.change(change),
	};
}
