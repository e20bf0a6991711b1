import { join } from "node:path";
import { AppError, type Outcome } from "../../contract/errors.ts";
import type { AppInfo } from "../../contract/settings.ts";
import { systemClock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import { createDemoTransport } from "../gateways/demo/demo-transport.ts";
import { gatewayAdapter, gatewayAdapters } from "../gateways/registry.ts";
import { createHttpClient } from "../http/http-client.ts";
import type { Imaging } from "../imaging/imaging.ts";
import { createImaging } from "../imaging/imaging-pool.ts";
import type { Desktop } from "../ipc/desktop.ts";
import { accountsHandlers } from "../ipc/handlers/accounts-handlers.ts";
import { type AppFacts, appHandlers } from "../ipc/handlers/app-handlers.ts";
import { jobsHandlers } from "../ipc/handlers/jobs-handlers.ts";
import { libraryHandlers } from "../ipc/handlers/library-handlers.ts";
import { referencesHandlers } from "../ipc/handlers/references-handlers.ts";
import { createDispatch, type Dispatch, type Handlers } from "../ipc/router.ts";
import type { Emit } from "../jobs/job-ports.ts";
import { JobService } from "../jobs/job-service.ts";
import { ReplyStore } from "../jobs/reply-store.ts";
import type { Library } from "../library/library.ts";
import { answerMedia } from "../library/media.ts";
import { openLibrary } from "../library/open-library.ts";
import { createReferenceStore } from "../references/reference-store.ts";
import { AccountBook } from "../secrets/account-book.ts";
import type { AccountFile } from "../secrets/account-file.ts";
import type { SealedBox } from "../secrets/sealed-box.ts";
import { createWeakBox } from "../secrets/weak-box.ts";
import type { OpenJournal } from "./open-journal.ts";
import type { createPainter } from "./painter-window.ts";
import type { SettingsStore } from "./settings-store.ts";
import type { StartOptions } from "./start-options.ts";

/** The running house, as the shell sees it. */
export type House = {
	readonly dispatch: Dispatch;
	readonly jobs: JobService;
	readonly answerMedia: (url: string, signal: AbortSignal) => ReturnType<typeof answerMedia>;
	/** Stops all work so that the next start can go on. */
	readonly close: () => Promise<void>;
};

export type HousePorts = {
	readonly options: StartOptions;
	readonly store: SettingsStore;
	readonly journal: OpenJournal;
	readonly box: SealedBox;
	readonly desktop: Desktop;
	readonly painter: ReturnType<typeof createPainter>;
	readonly log: Log;
	readonly emit: Emit;
	readonly version: string;
	/** Puts changed settings into force: theme, menu language. */
	readonly apply: () => Promise<void>;
	readonly language: () => AppInfo["language"];
	readonly chooseLibraryFolder: AppFacts["chooseLibraryFolder"];
	readonly checkOutputs: boolean;
};

/**
 * Builds every service, bottom up. This is the only file that knows them all.
 * @returns the house, or why the library cannot be opened
 */
export async function buildHouse(ports: HousePorts): Promise<Outcome<House>> {
	const { log, journal } = ports;
	const workerUrl = new URL("./imaging-worker.js", import.meta.url);
	const imaging = createImaging({ workerUrl, log });
	let library: Library;
	try {
		library = await openLibraryOf(ports, imaging);
	} catch (thrown) {
		journal.database.close();
		return { ok: false, error: AppError.from(thrown).failure };
	}
	const services = buildServices(ports, imaging, library);
	const { references, jobs, http } = services;
	const house: House = {
		dispatch: createDispatch(handlersOver(services, ports), {
			checkOutputs: ports.checkOutputs,
			log,
		}),
		jobs,
		answerMedia: (url, signal) => answerMedia(url, { library, references }, signal),
		close: async () => {
			await jobs.close();
			ports.painter.close();
			await http.close();
			await imaging.close();
			await library.close();
			journal.database.close();
		},
	};
	return { ok: true, value: house };
}

async function openLibraryOf(
	{ options, store, log, emit }: HousePorts,
	imaging: Imaging,
): Promise<Library> {
	const folder = options.libraryFolder;
	// A library that was open before and is gone is an unplugged disk, never a reason for an empty one.
	const create = store.knownLibrary() !== folder;
	const library = await openLibrary({
		...{ folder, create, imaging, clock: systemClock, log },
		onRebuilt: ({ images }) => emit("library.rebuilt", { images }),
	});
	store.rememberLibrary(folder);
	return library;
}

type Services = ReturnType<typeof buildServices>;

function buildServices(ports: HousePorts, imaging: Imaging, library: Library) {
	const { options, log, emit } = ports;
	const { journal } = ports.journal;
	const clock = systemClock;
	const references = createReferenceStore({ library, imaging, log });
	const accounts = openAccounts(ports);
	const palette = (dataUrl: string) => imaging.palette({ bytes: bytesOf(dataUrl) }, { count: 6 });
	const demo = createDemoTransport({ paint: ports.painter.paint, palette, clock });
	const http = createHttpClient({ transports: { "demo:": demo }, clock, log });
	const jobs = new JobService({
		...{ clock, log, journal, http, imaging, library, references, accounts, emit },
		adapterFor: gatewayAdapter,
		replies: new ReplyStore(join(options.dataFolder, "replies")),
	});
	return { clock, imaging, library, references, accounts, http, journal, jobs };
}

function openAccounts({ options, store, box, log, emit }: HousePorts): AccountBook {
	let starting = true;
	const write: AccountFile["write"] = (list) => {
		try {
			store.accounts.write(list);
		} catch (error) {
			// The built-in accounts are made anew at each start until there is room to write them down.
			if (!starting) throw error;
			log.warn("the accounts cannot be written down", { said: String(error) });
		}
	};
	const book = new AccountBook({
		file: { read: store.accounts.read, write },
		box,
		weakBox: createWeakBox(join(options.dataFolder, "weak-key")),
		gateways: gatewayAdapters,
		onChange: (list) => emit("accounts.changed", list),
	});
	starting = false;
	return book;
}

function handlersOver(services: Services, ports: HousePorts): Handlers {
	const { clock, imaging, library, references, accounts, http, jobs } = services;
	const { desktop, emit } = ports;
	const info = () => appInfo(services, ports);
	const facts: AppFacts = {
		info,
		settings: ports.store.get,
		change: async (change) => {
			const settings = ports.store.set(change);
			await ports.apply();
			emit("settings.changed", { settings, info: await info() });
			return settings;
		},
		chooseLibraryFolder: ports.chooseLibraryFolder,
	};
	return {
		...appHandlers({ facts, library, desktop }),
		...accountsHandlers({ accounts, http, clock }),
		...referencesHandlers({ references, library, desktop }),
		...jobsHandlers(jobs),
		...libraryHandlers({ library, imaging, desktop }),
	};
}

async function appInfo(
	{ library, journal, accounts }: Services,
	ports: HousePorts,
): Promise<AppInfo> {
	const ownAccount = accounts.list().some((account) => account.baseUrl !== undefined);
	return {
		version: ports.version,
		platform: platform(),
		language: ports.language(),
		libraryFolder: library.folder,
		keyStore: (await ports.box.protects()) ? "sealed" : "none",
		firstRun: journal.isEmpty() && !ownAccount,
	};
}

function bytesOf(dataUrl: string): Uint8Array {
	return Buffer.from(dataUrl.slice(dataUrl.indexOf(",") + 1), "base64");
}

function platform(): AppInfo["platform"] {
	return process.platform === "darwin" || process.platform === "win32" ? process.platform : "linux";
}
