import { renameSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import Store from "electron-store";
import { z } from "zod";
import type { RouteParsed } from "../../contract/routes.ts";
import { Settings } from "../../contract/settings.ts";
import type { Log } from "../foundation/log.ts";
import { storageError, systemCode } from "../foundation/storage-error.ts";
import { OwnPrices, type OwnPricesFile } from "../jobs/money/own-prices.ts";
import type { MirrorFile } from "../mirror/mirror-book.ts";
import { type AccountFile, AccountRecord } from "../secrets/account-file.ts";
import { type HostFile, readHostRecords } from "../secrets/host-file.ts";
import { createLibraryList, type LibraryList } from "./known-libraries.ts";
import { readSettings } from "./read-settings.ts";

/** Where the window was, in screen pixels. */
export const WindowState = z.object({
	x: z.int().optional(),
	y: z.int().optional(),
	width: z.int().min(200),
	height: z.int().min(200),
	maximized: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

/**
 * What the app remembers between runs, besides jobs and pictures; read with zod, never trusted.
 * Reading never throws. What the designer decides throws AppError when it cannot be written down
 * (`disk-full` and its like); what the app notes by itself is then logged and forgotten.
 */
export type SettingsStore = {
	readonly get: () => Settings;
	/** null takes a setting back. */
	readonly set: (
		change: RouteParsed<"settings.set"> & Partial<Pick<Settings, "watched">>,
	) => Settings;
	readonly windowState: () => WindowState | undefined;
	readonly rememberWindow: (state: WindowState) => void;
	readonly accounts: AccountFile;
	readonly hosts: HostFile;
	/** Which libraries are mirrored, and where to. */
	readonly mirrors: MirrorFile;
	readonly prices: OwnPricesFile;
	/** The library folder chosen in Settings; undefined: the usual place. */
	readonly chosenLibrary: () => string | undefined;
	/** The designer's own word, also for an empty folder: it counts as never opened. */
	readonly chooseLibrary: (folder: string) => void;
	/** The folder that was opened last: when it is gone, its disk is, and no empty one takes its place. */
	readonly knownLibrary: () => string | undefined;
	readonly rememberLibrary: (folder: string) => void;
	/** Opens a library from the next start on that was open before, or was made by this app. */
	readonly useLibrary: (folder: string) => void;
	readonly libraries: LibraryList;
};

/** @param folder the app's data folder; two files are kept there: `settings.json` and `accounts.json` */
export function createSettingsStore(folder: string, log: Log): SettingsStore {
	const settings = openStore(folder, "settings", log);
	const accounts = openStore(folder, "accounts", log);
	let prices: OwnPrices | undefined;

	const note = (key: string, value: unknown) => {
		if (isDeepStrictEqual(settings.get(key), value)) return;
		try {
			settings.set(key, value);
		} catch (error) {
			log.warn("a setting cannot be written down", { key, said: String(error) });
		}
	};
	const get = () => readSettings(settings.get("settings")).known;
	return {
		get,
		set: (change) => {
			const wanted = Object.entries({ ...get(), ...change }).filter(([, value]) => value !== null);
			const next = Settings.parse(Object.fromEntries(wanted));
			// What a newer version has set is its own, and stays.
			const present = settings.get("settings");
			const whole = { ...readSettings(present).unknown, ...next };
			if (!isDeepStrictEqual(present, whole)) settings.set("settings", whole);
			return next;
		},
		windowState: () => WindowState.safeParse(settings.get("window")).data,
		rememberWindow: (state) => note("window", state),
		chosenLibrary: () => z.string().safeParse(settings.get("libraryFolder")).data,
		chooseLibrary: (folder) => {
			settings.set("libraryFolder", folder);
			note("knownLibrary", "");
		},
		knownLibrary: () => z.string().safeParse(settings.get("knownLibrary")).data,
		rememberLibrary: (folder) => note("knownLibrary", folder),
		useLibrary: (folder) => {
			settings.set("libraryFolder", folder);
			note("knownLibrary", folder);
		},
		libraries: createLibraryList({
			read: () => settings.get("libraries") ?? [],
			note: (list) => note("libraries", list),
			write: (list) => settings.set("libraries", list),
		}),
		accounts: {
			read: () => {
				const rows = z.array(z.unknown()).safeParse(accounts.get("accounts") ?? []).data ?? [];
				// One damaged account must not take the others with it.
				return rows.flatMap((row) => AccountRecord.safeParse(row).data ?? []);
			},
			write: (list) => accounts.set("accounts", list),
		},
		hosts: {
			read: () => readHostRecords(accounts.get("hosts")),
			write: (list) => accounts.set("hosts", list),
		},
		mirrors: {
			read: () => settings.get("mirrors"),
			write: (records) => settings.set("mirrors", records),
		},
		prices: {
			read: () => {
				// Asked for with every keystroke of the form; the file is read once.
				prices ??= OwnPrices.safeParse(settings.get("ownPrices")).data ?? noPrices;
				return prices;
			},
			write: (next) => {
				settings.set("ownPrices", next);
				prices = next;
			},
		},
	};
}

const noPrices: OwnPrices = { images: {}, credits: {} };

type Kept = {
	readonly get: (key: string) => unknown;
	/** @throws AppError when the disk does not take it */
	readonly set: (key: string, value: unknown) => void;
};

/**
 * A file that the disk does not give is taken for empty, and opened again before anything is
 * written, so that nothing takes the place of what could not be read.
 */
function openStore(folder: string, name: string, log: Log): Kept {
	let store: Store | undefined;
	const opened = () => {
		store ??= openOrSetAside(folder, name, log);
		return store;
	};
	return {
		get: (key) => {
			try {
				return opened().get(key);
			} catch (error) {
				log.error("a settings file cannot be read", { file: name, said: String(error) });
				return undefined;
			}
		},
		set: (key, value) => {
			try {
				opened().set(key, value);
			} catch (error) {
				throw storageError(error, folder);
			}
		},
	};
}

/** A file that is no JSON is set aside under another name: the app starts, and nothing is lost for good. */
function openOrSetAside(folder: string, name: string, log: Log): Store {
	const open = () => new Store({ cwd: folder, name, configFileMode: 0o600 });
	try {
		return open();
	} catch (error) {
		// The disk's own errors say nothing about what is in the file.
		if (systemCode(error) !== "") throw error;
		const aside = `${name}.damaged-${Date.now()}.json`;
		log.error("a settings file cannot be read and was set aside", {
			file: aside,
			said: String(error),
		});
		renameSync(join(folder, `${name}.json`), join(folder, aside));
		return open();
	}
}
