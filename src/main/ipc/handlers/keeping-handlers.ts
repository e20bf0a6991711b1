import { appError } from "../../../contract/errors.ts";
import type { KnownLibrary } from "../../../contract/keeping.ts";
import type { Keeping } from "../../library/keeping/keeping.ts";
import type { Desktop } from "../desktop.ts";
import type { Handlers } from "../router.ts";

/** The libraries the shell knows of, as a port. */
export type Libraries = {
	/** The open one first. */
	readonly list: () => Promise<KnownLibrary[]>;
	/** Starts the app again with it. */
	readonly open: (folder: string) => Promise<void>;
	readonly forget: (folder: string) => void;
};

type Answered = Pick<
	Handlers,
	| "libraries.list"
	| "libraries.open"
	| "libraries.forget"
	| "libraries.move"
	| "library.check"
	| "library.lastCheck"
	| "library.backup"
	| "library.restoreBackup"
>;

export function keepingHandlers(ports: {
	readonly keeping: Keeping;
	readonly libraries: Libraries;
	/** Whether jobs are going on. */
	readonly hasJobs: () => boolean;
	readonly desktop: Pick<Desktop, "pickKeepingFolder">;
}): Answered {
	const { keeping, libraries, desktop } = ports;
	const known = async (folder: string): Promise<KnownLibrary> => {
		const found = (await libraries.list()).find((one) => one.folder === folder);
		if (found === undefined) throw appError("library-unknown", { folder });
		return found;
	};
	return {
		"libraries.list": () => libraries.list(),
		"libraries.open": async (folder) => {
			const { present, teammate, current } = await known(folder);
			if (!present && !current) throw appError("folder-missing", { folder });
			// Pictures that are on their way could not be saved there.
			if (teammate !== undefined && ports.hasJobs()) throw appError("library-busy-jobs");
			await libraries.open(folder);
		},
		"libraries.forget": async (folder) => {
			const { current } = await known(folder);
			if (!current) libraries.forget(folder);
			return libraries.list();
		},
		"libraries.move": async ({ run }, caller) => {
			keeping.ensureMovable();
			const chosen = await desktop.pickKeepingFolder(caller, "move");
			if (chosen === undefined) return false;
			await keeping.move(run, chosen);
			return true;
		},
		"library.check": ({ run, repair }) => keeping.check(run, repair),
		"library.lastCheck": async () => (await keeping.lastCheck()) ?? null,
		"library.backup": async ({ run }, caller) => {
			const chosen = await desktop.pickKeepingFolder(caller, "backup");
			if (chosen === undefined) return false;
			await keeping.backup(run, chosen);
			return true;
		},
		"library.restoreBackup": async ({ run }, caller) => {
			const chosen = await desktop.pickKeepingFolder(caller, "restoreFrom");
			if (chosen === undefined) return false;
			// Said before the designer is asked a second time.
			const root = await keeping.findBackup(chosen);
			const to = await desktop.pickKeepingFolder(caller, "restoreTo");
			if (to === undefined) return false;
			await keeping.restore(run, root, to);
			return true;
		},
	};
}
