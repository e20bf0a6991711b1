import { readdir, readFile } from "node:fs/promises";
import { BoardId } from "../../../contract/ids.ts";
import type { CheckReport } from "../../../contract/keeping.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { type LibraryFolder, whenAbsent } from "../../store/library-folder.ts";
import { REFERENCES_FOLDER } from "../../store/snapshot-files.ts";
import type { ActivityReport } from "../activities.ts";
import { readStoredBoard } from "../boards/stored-board.ts";
import { createTally, type Found } from "./check-findings.ts";
import { checkJobFolder, type FolderPorts } from "./check-job-folder.ts";
import { checkReferences, createReferenceNames, type ReferenceNames } from "./check-references.ts";
import { type MendPorts, mendFinding } from "./mend-finding.ts";

export type CheckPorts = Omit<FolderPorts, "tally"> &
	Pick<MendPorts, "disk" | "twinsOf" | "backups" | "mirror"> & {
		/** Every picture the index knows and that is not in the trash, stretch by stretch. */
		readonly indexed: () => AsyncIterable<readonly ImageRecord[]>;
		readonly countIndexed: () => Promise<number>;
		/** Makes pictures that are where they should be again no longer missing, see `Library`. */
		readonly lookForMissing: () => Promise<void>;
		/** Makes the index again. */
		readonly rebuild: () => Promise<unknown>;
		readonly now: () => number;
	};

/**
 * Reads a whole library: every picture its records name, every snapshot and board, compared with what
 * was written down of them. No more of it is in memory than one month's names of folders.
 * @param repair mends what can be mended without a doubt, see `mendFinding`
 * @param keep hears of the report, also of one that was stopped
 */
export async function checkLibrary(
	ports: CheckPorts,
	report: ActivityReport,
	repair: boolean,
	keep: (report: CheckReport) => Promise<void>,
): Promise<CheckReport> {
	const { place } = ports;
	const tally = createTally();
	const references = createReferenceNames(place);
	const lost = createLostReferences(references);
	const folderPorts = { ...ports, tally };
	const mending: MendPorts = { ...ports, references, signal: report.signal, repair };
	const total = await ports.countIndexed();
	/** The index is to be made again. */
	let stale = false;
	/** Not where the index says, and found. */
	const elsewhere = new Set<string>();

	const breathe = async (current: string) => {
		await report.breathe();
		const done = tally.files();
		report.tell({ done, total: Math.max(total, done), current });
	};
	const take = async (found: Found) => {
		const finding = await mendFinding(found, mending).catch(async (error: unknown) => {
			report.signal.throwIfAborted();
			report.problem(found.path, error);
			return { kind: found.kind, path: found.path, remedy: "none", repaired: false } as const;
		});
		stale ||= finding.repaired || found.byIndex !== undefined;
		tally.find(finding);
		return finding.repaired;
	};
	const takeFolder = async (inside: string) => {
		await breathe(inside);
		const checked = await checkJobFolder(inside, folderPorts);
		for (const id of checked.unknownHere) elsewhere.add(id);
		for (const found of checked.found) await take(found);
		for (const found of await lost(checked.references)) await take(found);
	};
	try {
		await place.ensurePresent();
		await ports.lookForMissing();
		for await (const inside of jobFolders(place)) await takeFolder(inside);
		for await (const found of checkReferences(place, tally, breathe)) await take(found);
		for await (const found of checkBoards(place, breathe)) await take(found);
		for await (const { folder, files } of lostFolders(ports, elsewhere, breathe)) {
			if (await take({ kind: "recipe-missing", path: folder, byIndex: "index" })) {
				await takeFolder(folder);
				continue;
			}
			for (const path of files) await take({ kind: "missing", path, byIndex: "index" });
		}
		// An unplugged disk looks like a library from which everything was taken.
		await place.ensurePresent();
		if (repair && (stale || elsewhere.size > 0)) {
			await ports.rebuild();
			tally.indexMade();
		}
	} catch (error) {
		await keep(tally.report(ports.now(), false));
		throw error;
	}
	const whole = tally.report(ports.now(), true);
	await keep(whole);
	return whole;
}

/** Folders of jobs and of imported pictures, oldest month first; links are not followed. */
async function* jobFolders(place: LibraryFolder): AsyncGenerator<string> {
	for (const month of await foldersIn(place.root)) {
		if (!/^\d{4}-\d{2}$/.test(month)) continue;
		for (const job of await foldersIn(place.path(month))) yield `${month}/${job}`;
	}
}

async function foldersIn(path: string): Promise<readonly string[]> {
	const entries = await readdir(path, { withFileTypes: true }).catch(whenAbsent([]));
	return entries
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name)
		.sort();
}

/** Tells of snapshots a recipe needs and that are not there, each once. */
function createLostReferences(names: ReferenceNames) {
	const told = new Set<string>();
	return async (ids: readonly string[]): Promise<readonly Found[]> => {
		const found: Found[] = [];
		for (const id of ids) {
			if (told.has(id) || (await names.pathOf(id)) !== undefined) continue;
			told.add(id);
			const path = `${REFERENCES_FOLDER}/${id.slice(0, 2)}/${id}`;
			found.push({ kind: "missing", path, sha256: id });
		}
		return found;
	};
}

async function* checkBoards(
	place: LibraryFolder,
	breathe: (current: string) => Promise<void>,
): AsyncGenerator<Found> {
	for (const name of await readdir(place.path("boards")).catch(whenAbsent<string[]>([]))) {
		const id = BoardId.safeParse(name.replace(/\.json$/, ""));
		if (!name.endsWith(".json") || !id.success) continue;
		const path = `boards/${name}`;
		await breathe(path);
		const text = await readFile(place.path(path), "utf8").catch(() => "");
		if (readStoredBoard(text, id.data).kind === "damaged") yield { kind: "damaged", path };
	}
}

/** Folders the index knows that are gone with their records: nothing else would speak of them. */
async function* lostFolders(
	{ place, indexed }: CheckPorts,
	elsewhere: ReadonlySet<string>,
	breathe: (current: string) => Promise<void>,
): AsyncGenerator<{ readonly folder: string; readonly files: readonly string[] }> {
	let last = { folder: "", isThere: true };
	let files: string[] = [];
	for await (const images of indexed()) {
		for (const { id, file, link } of images) {
			const folder = file.slice(0, Math.max(0, file.lastIndexOf("/")));
			if (link !== undefined || folder === "" || elsewhere.has(id)) continue;
			if (folder !== last.folder) {
				if (files.length > 0) yield { folder: last.folder, files };
				files = [];
				await breathe(folder);
				const names = await readdir(place.path(folder)).catch(whenAbsent(undefined));
				last = { folder, isThere: names !== undefined };
			}
			if (!last.isThere) files.push(file);
		}
	}
	if (files.length > 0) yield { folder: last.folder, files };
}
