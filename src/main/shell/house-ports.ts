import type { AppInfo } from "../../contract/settings.ts";
import type { Log } from "../foundation/log.ts";
import type { Desktop, FloatingBoards } from "../ipc/desktop.ts";
import type { AppFacts } from "../ipc/handlers/app-handlers.ts";
import type { Caller } from "../ipc/router.ts";
import type { Emit } from "../jobs/job-ports.ts";
import type { PrintPages } from "../library/export-pages.ts";
import type { SealedBox } from "../secrets/sealed-box.ts";
import type { followNetwork } from "./follow-network.ts";
import type { OpenJournal } from "./open-journal.ts";
import type { createPainter } from "./painter-window.ts";
import type { SettingsStore } from "./settings-store.ts";
import type { StartOptions } from "./start-options.ts";

/** What the house stands on: the system, the disk and the designer's choices. */
export type HousePorts = {
	readonly options: StartOptions;
	readonly store: SettingsStore;
	readonly journal: OpenJournal;
	readonly box: SealedBox;
	readonly desktop: Desktop;
	readonly painter: ReturnType<typeof createPainter>;
	readonly print: PrintPages;
	readonly network: ReturnType<typeof followNetwork>;
	readonly log: Log;
	readonly emit: Emit;
	/** Tells every window but the caller's own. */
	readonly tellOthers: (caller: Caller) => Emit;
	readonly floating: FloatingBoards;
	readonly version: string;
	/** Puts changed settings into force: theme, menu language. */
	readonly apply: () => Promise<void>;
	readonly language: () => AppInfo["language"];
	readonly chooseLibraryFolder: AppFacts["chooseLibraryFolder"];
	/** Starts the app anew, in order; the designer may be asked first. */
	readonly restart: () => void;
	readonly checkOutputs: boolean;
};
