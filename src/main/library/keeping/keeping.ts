import { resolve } from "node:path";
import { appError } from "../../../contract/errors.ts";
import type { RunId } from "../../../contract/ids.ts";
import type { CheckReport } from "../../../contract/keeping.ts";
import type { Log } from "../../foundation/log.ts";
import type { Activities } from "../activities.ts";
import { backupLibrary } from "./backup-library.ts";
import { backupPlace, findBackup } from "./backup-place.ts";
import { type CheckPorts, checkLibrary } from "./check-library.ts";
import type { CheckReports } from "./check-reports.ts";
import { checkNewPlace, copyLibrary } from "./move-library.ts";
import { restoreBackup } from "./restore-backup.ts";
import type { WriteGate } from "./write-gate.ts";

export type KeepingPorts = {
	/** Of the library, absolute. */
	readonly folder: string;
	readonly gate: WriteGate;
	readonly activities: Activities;
	readonly check: Omit<CheckPorts, "backups">;
	readonly reports: CheckReports;
	/** Backups of this library, the latest first. */
	readonly backups: () => readonly string[];
	readonly rememberBackup: (root: string) => void;
	/** A library that can be opened from now on. */
	readonly rememberLibrary: (folder: string) => void;
	/** Opens another library in place of this one. */
	readonly switchTo: (folder: string) => void;
	/** Whether jobs are going on. */
	readonly hasJobs: () => boolean;
	readonly log: Log;
};

/** Checks, backups and moves of the open library. What takes long is told as an activity. */
export type Keeping = {
	/**
	 * Answers when it has ended.
	 * @throws AppError `cancelled`; with `repair` also `library-read-only` and the like
	 */
	readonly check: (run: RunId, repair: boolean) => Promise<CheckReport>;
	readonly lastCheck: CheckReports["last"];
	/**
	 * The others answer once they have begun. @param chosen the folder the designer chose, absolute
	 * @throws AppError when they cannot begin: see `backupPlace`
	 */
	readonly backup: (run: RunId, chosen: string) => Promise<void>;
	/** @throws AppError `backup-not-found`, `backup-newer` */
	readonly findBackup: (chosen: string) => Promise<string>;
	/** @param root of a backup @throws AppError `folder-not-empty`, `folder-inside-library` */
	readonly restore: (run: RunId, root: string, chosen: string) => Promise<void>;
	/** @throws AppError `library-busy-jobs`, `library-busy-work` */
	readonly ensureMovable: () => void;
	/** @throws AppError also `folder-not-empty`, `folder-inside-library` */
	readonly move: (run: RunId, chosen: string) => Promise<void>;
};

export function createKeeping(ports: KeepingPorts): Keeping {
	const { folder, gate, activities, log } = ports;
	/** Its end is told by its activity. */
	const inBackground = (work: Promise<unknown>) => {
		work.catch((error: unknown) => log.warn("long work ended early", { said: String(error) }));
	};
	const ensureMovable = () => {
		gate.ensureOpen();
		if (ports.hasJobs()) throw appError("library-busy-jobs");
		const busy = activities.list().some(({ endedAt }) => endedAt === undefined);
		if (busy) throw appError("library-busy-work");
	};
	return {
		check: async (run, repair) => {
			if (repair) gate.ensureOpen();
			const kind = repair ? "repair" : "check";
			return activities.run({ id: run, kind, canPause: true }, async (report) => {
				const check = { ...ports.check, backups: ports.backups() };
				const result = await checkLibrary(check, report, repair, ports.reports.keep);
				report.tell({ facts: { found: result.findingCount } });
				return result;
			});
		},
		lastCheck: ports.reports.last,
		backup: async (run, chosen) => {
			const root = await backupPlace(folder, chosen);
			ports.rememberBackup(root);
			const start = { id: run, kind: "backup", canPause: true, facts: { folder: root } } as const;
			inBackground(
				activities.run(start, async (report) => {
					report.tell({ path: root });
					await backupLibrary({ library: folder, root, report, now: ports.check.now });
				}),
			);
		},
		findBackup,
		restore: async (run, root, chosen) => {
			await checkNewPlace(resolve(root), chosen);
			const start = {
				id: run,
				kind: "restore",
				canPause: true,
				facts: { folder: chosen },
			} as const;
			inBackground(
				activities.run(start, async (report) => {
					report.tell({ path: chosen });
					const count = await restoreBackup({ root, to: chosen }, report);
					ports.rememberLibrary(chosen);
					report.tell({ facts: { folder: chosen, count } });
				}),
			);
		},
		ensureMovable,
		move: async (run, chosen) => {
			await checkNewPlace(folder, chosen);
			ensureMovable();
			gate.set({ why: "moving" });
			const start = { id: run, kind: "move", canPause: true, facts: { folder: chosen } } as const;
			const moving = activities.run(start, async (report) => {
				await copyLibrary({ from: folder, to: chosen }, report);
				ports.switchTo(chosen);
			});
			inBackground(moving.catch((error: unknown) => letGo(error, gate)));
		},
	};
}

/** The library stays where it is, and can be written to again. */
function letGo(error: unknown, gate: WriteGate): never {
	if (gate.reason()?.why === "moving") gate.set(undefined);
	throw error;
}
