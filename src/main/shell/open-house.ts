import { app, net, powerMonitor } from "electron";
import { AppError, type Failure } from "../../contract/errors.ts";
import type { Language } from "../../contract/settings.ts";
import { systemClock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import type { Emit } from "../jobs/job-ports.ts";
import { PAINTER_URL, PRINTER_URL } from "./app-pages.ts";
import { buildHouse, type House } from "./compose.ts";
import { createDesktop } from "./desktop.ts";
import { followNetwork } from "./follow-network.ts";
import type { HousePorts } from "./house-ports.ts";
import { askAboutJournal } from "./journal-words.ts";
import { askAboutLibrary, chooseLibraryFolder } from "./library-choice.ts";
import { journalPath, type OpenJournal, openJournal } from "./open-journal.ts";
import { createPainter } from "./painter-window.ts";
import { createPrinter } from "./print-window.ts";
import { createSealedBox } from "./sealed-box.ts";
import type { SettingsStore } from "./settings-store.ts";
import type { StartOptions } from "./start-options.ts";
import { errorSentence, type Say } from "./texts.ts";

export type HouseFacts = {
	readonly options: StartOptions;
	readonly store: SettingsStore;
	readonly log: Log;
	readonly emit: Emit;
	readonly tellOthers: HousePorts["tellOthers"];
	readonly floating: HousePorts["floating"];
	readonly apply: () => Promise<void>;
	readonly language: () => Language;
	readonly say: () => Say;
	/** Starts the app anew, in order; the designer may be asked first. */
	readonly restart: () => void;
};

export type OpenHouse = {
	readonly house: House;
	/** Where the damaged journal lies that an empty one has replaced. */
	readonly journalSetAside: string | undefined;
};

/** The house, or undefined when the designer has to decide about the journal or the library first. */
export async function openHouse(facts: HouseFacts): Promise<OpenHouse | undefined> {
	const { options, store, log, say } = facts;
	const said = (failure: Failure) => errorSentence(failure, facts.language());
	let journal: OpenJournal;
	try {
		journal = openJournal(options.dataFolder, systemClock.now(), log);
	} catch (thrown) {
		const { failure } = AppError.from(thrown);
		log.error("the journal cannot be opened", { reason: failure.reason, said: failure.message });
		await askAboutJournal(failure, said(failure), journalPath(options.dataFolder), say());
		return undefined;
	}
	const network = followNetwork({ net, power: powerMonitor });
	network.onChange(({ online }) => facts.emit("app.network", { online }));
	const built = await buildHouse({
		...{ ...facts, network },
		journal,
		box: createSealedBox(systemClock),
		desktop: createDesktop(say),
		painter: createPainter(painterUrl(options.devServer)),
		print: createPrinter(printerUrl(options.devServer)),
		version: app.getVersion(),
		chooseLibraryFolder: () => chooseLibraryFolder(store, say(), facts.restart),
		checkOutputs: options.checkOutputs,
	});
	if (built.ok) return { house: built.value, journalSetAside: journal.setAside };
	const { reason } = built.error;
	log.error("the library cannot be opened", { folder: options.libraryFolder, reason });
	await askAboutLibrary(built.error, said(built.error), store, say());
	return undefined;
}

function painterUrl(devServer: string | undefined): string {
	return devServer === undefined ? PAINTER_URL : new URL("painter.html", devServer).href;
}

function printerUrl(devServer: string | undefined): string {
	return devServer === undefined ? PRINTER_URL : new URL("printer.html", devServer).href;
}
