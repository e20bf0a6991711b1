import { renameSync } from "node:fs";
import { join } from "node:path";
import Store from "electron-store";
import { z } from "zod";
import { Settings } from "../../contract/settings.ts";
import type { Log } from "../foundation/log.ts";
import { type AccountFile, AccountRecord } from "../secrets/account-file.ts";

/** Where the window was, in screen pixels. */
export const WindowState = z.object({
	x: z.int().optional(),
	y: z.int().optional(),
	width: z.int().min(200),
	height: z.int().min(200),
	maximized: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

/** What the app remembers between runs, besides jobs and pictures; read with zod, never trusted. */
export type SettingsStore = {
	readonly get: () => Settings;
	readonly set: (change: Partial<Settings>) => Settings;
	readonly windowState: () => WindowState | undefined;
	readonly rememberWindow: (state: WindowState) => void;
	readonly accounts: AccountFile;
	/** The library folder chosen in Settings; undefined: the usual place. */
	readonly chosenLibrary: () => string | undefined;
	readonly chooseLibrary: (folder: string) => void;
	/** The folder that was opened last: when it is gone, its disk is, and no empty one takes its place. */
	readonly knownLibrary: () => string | undefined;
	readonly rememberLibrary: (folder: string) => void;
};

/** @param folder the app's data folder; two files are kept there: `settings.json` and `accounts.json` */
export function createSettingsStore(folder: string, log: Log): SettingsStore {
	const settings = openStore(folder, "settings", log);
	const accounts = openStore(folder, "accounts", log);

	const get = () => {
		const parsed = Settings.safeParse(settings.get("settings") ?? {});
		return parsed.success ? parsed.data : Settings.parse({});
	};
	return {
		get,
		set: (change) => {
			const next = Settings.parse({ ...get(), ...change });
			settings.set("settings", next);
			return next;
		},
		windowState: () => WindowState.safeParse(settings.get("window")).data,
		rememberWindow: (state) => settings.set("window", state),
		chosenLibrary: () => z.string().safeParse(settings.get("libraryFolder")).data,
		chooseLibrary: (folder) => settings.set("libraryFolder", folder),
		knownLibrary: () => z.string().safeParse(settings.get("knownLibrary")).data,
		rememberLibrary: (folder) => settings.set("knownLibrary", folder),
		accounts: {
			read: () => {
				const rows = z.array(z.unknown()).safeParse(accounts.get("accounts") ?? []).data ?? [];
				// One damaged account must not take the others with it.
				return rows.flatMap((row) => AccountRecord.safeParse(row).data ?? []);
			},
			write: (list) => accounts.set("accounts", list),
		},
	};
}

/** A file that is no JSON is set aside under another name: the app starts, and nothing is lost for good. */
function openStore(folder: string, name: string, log: Log): Store {
	const open = () => new Store({ cwd: folder, name, configFileMode: 0o600 });
	try {
		return open();
	} catch (error) {
		const aside = `${name}.damaged-${Date.now()}.json`;
		log.error("a settings file cannot be read and was set aside", {
			file: aside,
			said: String(error),
		});
		renameSync(join(folder, `${name}.json`), join(folder, aside));
		return open();
	}
}
