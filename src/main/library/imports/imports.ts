import { randomUUID } from "node:crypto";
import { realpath } from "node:fs/promises";
import { basename, join, resolve, sep } from "node:path";
import { AppError, appError } from "../../../contract/errors.ts";
import { RunId } from "../../../contract/ids.ts";
import type { ImportWay } from "../../../contract/imports.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import type { Clock } from "../../foundation/clock.ts";
import type { Log } from "../../foundation/log.ts";
import { type Disk, realDisk } from "../../store/disk.ts";
import type { Activities, ActivityReport } from "../activities.ts";
import { createImportFolders } from "./import-folders.ts";
import { ImportRun, importFacts } from "./import-run.ts";
import type { ImportShelf } from "./import-shelf.ts";
import { settlePending } from "./pending-pictures.ts";
import { createRunFiles, type ImportCounts, type ImportState, type RunFiles } from "./run-files.ts";
import { openSeenFiles, type SeenFiles } from "./seen-files.ts";

/** Files and folders that come into the library. */
export type Imports = {
	/**
	 * Begins an import, or says why it cannot be begun; it goes on by itself, as an activity.
	 * @throws AppError `import-inside-library`, one of the disk's errors
	 */
	readonly start: (wish: {
		readonly run: RunId;
		readonly paths: readonly string[];
		readonly way: ImportWay;
	}) => Promise<void>;
	/**
	 * A small import that nobody asked for; it is not shown any more once it went well.
	 * @param signal stops it, also while it waits for room on the disk
	 * @throws AppError `cancelled`, or what ended it
	 */
	readonly takeQuietly: (
		paths: readonly string[],
		way: ImportWay,
		signal?: AbortSignal,
	) => Promise<ImportCounts>;
	/** Goes on with the imports that the last run of the app has not ended; those that were paused stay so. */
	readonly recover: () => Promise<void>;
};

export type ImportPorts = {
	readonly shelf: ImportShelf;
	readonly activities: Activities;
	/** The app's own. */
	readonly dataFolder: string;
	readonly clock: Clock;
	readonly log: Log;
	/** Hears of pictures that are in. */
	readonly added: (images: readonly ImageRecord[], total: number) => void;
	readonly disk?: Disk;
};

/** How often a disk that was full is asked whether there is room again, ms. */
const ROOM_CHECK_MS = 15_000;

export function createImports(ports: ImportPorts): Imports {
	const { shelf, log } = ports;
	const files = createRunFiles(folderOf(ports), ports.disk ?? realDisk, log);
	const run = createRunner(ports, files);
	return {
		start: async ({ run: id, paths, way }) => {
			await refuseInside(paths, shelf.place.root);
			const state = newState(id, paths, way, shelf.place.root);
			await files.write(state);
			run(state).catch((error: unknown) => {
				log.info("an import has not come to its end", { reason: AppError.from(error).reason });
			});
		},
		takeQuietly: async (paths, way, signal) => {
			const id = RunId.parse(randomUUID());
			const state = { ...newState(id, paths, way, shelf.place.root), goesOn: undefined };
			const stop = () => ports.activities.stop(id);
			signal?.addEventListener("abort", stop, { once: true });
			const counts = await run(state).finally(() => signal?.removeEventListener("abort", stop));
			const shown = ports.activities.list().find((activity) => activity.id === id);
			if (shown?.problemCount === 0) ports.activities.dismiss(id);
			return counts;
		},
		recover: async () => {
			const failure = await shelf.health();
			// Into a library that cannot be written to they go at a later start.
			if (failure !== undefined && failure.reason !== "disk-full") return;
			for (const state of await files.read()) {
				if (state.library === shelf.place.root) await goOn(state, ports, { files, run });
			}
		},
	};
}

const folderOf = ({ dataFolder }: ImportPorts) => join(dataFolder, "imports");

type Runner = (state: ImportState) => Promise<ImportCounts>;

async function goOn(
	state: ImportState,
	{ shelf, log }: ImportPorts,
	{ files, run }: { readonly files: RunFiles; readonly run: Runner },
): Promise<void> {
	try {
		await Promise.all(state.pending.map((pending) => settlePending(pending, shelf)));
		if (state.goesOn !== true) return await files.remove(state.id);
	} catch (error) {
		log.warn("what an import was moving cannot be settled yet", { said: String(error) });
		return;
	}
	run({ ...state, pending: [] }).catch((error: unknown) => {
		log.info("an import has not come to its end", { reason: AppError.from(error).reason });
	});
}

/** Runs imports as activities, and keeps their state written down until they have ended. */
function createRunner(ports: ImportPorts, files: RunFiles): Runner {
	const { shelf, activities, clock, log } = ports;
	const folders = createImportFolders(shelf, clock.now);
	const claims = new Set<string>();

	const work = async (
		state: ImportState,
		report: ActivityReport,
		onRun: (run: ImportRun) => void,
	) => {
		await untilWhole(shelf, report).catch(async (error: unknown) => {
			if (!report.leaving()) await files.remove(state.id);
			throw error;
		});
		const seen = await openSeenFiles(join(folderOf(ports), `${state.id}.seen`));
		const run: ImportRun = new ImportRun(state, report, {
			...{ shelf, folders, claims, clock, seen },
			libraryRoot: await realpath(shelf.place.root),
			keep: files.write,
			added: (images) => ports.added(images, run.state.counts.added),
			hold: (error) => holdForRoom(state.id, report, error, ports),
		});
		onRun(run);
		try {
			return await run.go();
		} finally {
			// What the app was closed in the middle of goes on at the next start.
			if (report.leaving()) await seen.save().catch(() => {});
			else await endRun(run.state, { files, seen, log });
		}
	};
	return (state) => {
		let running: ImportRun | undefined;
		const onPause = (paused: boolean) => {
			running?.setPaused(paused).catch((error: unknown) => {
				log.warn("a pause could not be written down", { said: String(error) });
			});
		};
		const start = {
			...{ id: state.id, kind: "import" as const, facts: importFacts(state) },
			...{ canPause: true, paused: state.paused, progress: state.progress, onPause },
		};
		return activities.run(start, (report) =>
			work(state, report, (made) => {
				running = made;
			}),
		);
	};
}

/** What the library has already would come in a second time. @throws AppError `cancelled` */
async function untilWhole(
	{ whole }: Pick<ImportShelf, "whole">,
	{ signal, breathe }: Pick<ActivityReport, "signal" | "breathe">,
): Promise<void> {
	const stopped = new Promise<void>((resolve) => {
		signal.addEventListener("abort", () => resolve(), { once: true });
	});
	await Promise.race([whole, stopped]);
	await breathe();
}

async function endRun(
	state: ImportState,
	{ files, seen, log }: { readonly files: RunFiles; readonly seen: SeenFiles; readonly log: Log },
): Promise<void> {
	try {
		await seen.forget();
		if (state.pending.length === 0) await files.remove(state.id);
		else await files.write({ ...state, goesOn: undefined });
	} catch (error) {
		log.warn("an ended import is still written down", { said: String(error) });
	}
}

/** Pauses with the reason; when the disk can be written to again, it goes on by itself. */
async function holdForRoom(
	id: RunId,
	report: ActivityReport,
	error: AppError,
	{ shelf, activities, clock }: ImportPorts,
): Promise<void> {
	const over = new AbortController();
	const watch = async () => {
		do await clock.sleep(ROOM_CHECK_MS, over.signal);
		while ((await shelf.health()) !== undefined);
		if (!over.signal.aborted) activities.resume(id);
	};
	// Rejects when nobody waits any more.
	watch().catch(() => {});
	await report.hold(error).finally(() => over.abort());
}

function newState(
	id: RunId,
	paths: readonly string[],
	way: ImportWay,
	library: string,
): ImportState {
	return {
		version: 1,
		...{ id, library, way },
		paths: [...paths],
		paused: false,
		goesOn: true,
		counts: { added: 0, known: 0, trashed: 0 },
		pending: [],
	};
}

/**
 * The library never imports from itself: its pictures would be in it twice.
 * @throws AppError `import-inside-library`
 */
export async function refuseInside(paths: readonly string[], library: string): Promise<void> {
	const root = await realpath(library).catch(() => resolve(library));
	for (const path of paths) {
		const real = await realpath(path).catch(() => resolve(path));
		if (real === root || real.startsWith(`${root}${sep}`)) {
			throw appError("import-inside-library", { name: basename(path) });
		}
	}
}
