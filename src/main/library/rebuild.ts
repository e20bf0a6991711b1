import { readdir } from "node:fs/promises";
import { AppError, appError } from "../../contract/errors.ts";
import type { Imaging } from "../imaging/imaging.ts";
import type { IndexEntry } from "../store/index-entry.ts";
import { type LibraryFolder, whenAbsent } from "../store/library-folder.ts";
import type { FolderReport } from "./folder-report.ts";
import type { IndexTarget } from "./living-index.ts";
import { type FolderPorts, readPictureFolder } from "./read-job-folder.ts";
import { readSnapshots } from "./read-snapshots.ts";
import { entryInTrash, readTrash } from "./trash-entry.ts";

/** What a rebuild found. Paths are inside the library, with `/`; `said` is a short English reason. */
export type RebuildReport = {
	/** In the gallery and in the trash. */
	readonly images: number;
	readonly problems: readonly Problem[];
	/** Problems beyond {@link MAX_PROBLEMS}, such as those of a whole archive of links that is away. */
	readonly more?: number;
};

type Problem = { readonly path: string; readonly said: string };

/** Told one by one. */
const MAX_PROBLEMS = 1_000;

/** Read together, and written in one transaction; small enough that the window stays awake. */
const FOLDERS_AT_ONCE = 32;

export type RebuildPorts = {
	readonly place: LibraryFolder;
	readonly imaging: Pick<Imaging, "inspect">;
	/** Hears how many job folders of how many are done. */
	readonly progress: (done: number, total: number) => void;
	readonly signal: AbortSignal;
};

/**
 * Reads every folder of pictures, the trash and every snapshot of a library into an index. Nothing in
 * the folders is changed; what cannot be read is reported and the rest goes on.
 * @throws AppError `folder-missing`, `cancelled`
 */
export async function rebuildIndex(ports: RebuildPorts, into: IndexTarget): Promise<RebuildReport> {
	const { place, imaging, progress, signal } = ports;
	await place.ensurePresent();
	const folders = await listFolders(place);
	const trash = await readTrash(place);
	const problems: Problem[] = [];
	let more = 0;
	const tell = (found: readonly Problem[]) => {
		const room = MAX_PROBLEMS - problems.length;
		problems.push(...found.slice(0, room));
		more += Math.max(0, found.length - room);
	};
	tell(trash.problems);
	const seen = new Map<string, string>();
	const put = (entry: IndexEntry) => {
		const { id, file } = entry.image;
		const first = seen.get(id);
		if (first !== undefined) tell([{ path: file, said: `a copy of ${first}` }]);
		else {
			seen.set(id, file);
			into.put(entry);
		}
	};
	for (let done = 0; done < folders.length; done += FOLDERS_AT_ONCE) {
		if (signal.aborted) throw appError("cancelled");
		const batch = folders.slice(done, done + FOLDERS_AT_ONCE);
		const reports = await Promise.all(
			batch.map((inside) => safely(place, inside, { imaging, trash: trash.pictures })),
		);
		into.together(() => {
			for (const report of reports) {
				tell(report.problems);
				for (const entry of report.entries) put(entry);
			}
		});
		progress(Math.min(done + FOLDERS_AT_ONCE, folders.length), folders.length);
	}
	into.together(() => {
		// Their folders or records are gone; what their own entries say is enough.
		for (const [id, trashed] of trash.pictures) if (!seen.has(id)) put(entryInTrash(trashed));
	});
	tell(await readSnapshots(place, imaging, into));
	return { images: seen.size, problems, ...(more > 0 && { more }) };
}

/** Folders of jobs and of imported pictures, inside the library, oldest month first; links are not followed. */
async function listFolders(place: LibraryFolder): Promise<readonly string[]> {
	const folders: string[] = [];
	for (const month of await foldersIn(place.root)) {
		if (!/^\d{4}-\d{2}$/.test(month)) continue;
		for (const job of await foldersIn(place.path(month))) folders.push(`${month}/${job}`);
	}
	return folders;
}

async function foldersIn(path: string): Promise<readonly string[]> {
	const entries = await readdir(path, { withFileTypes: true }).catch(whenAbsent([]));
	return entries
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name)
		.sort();
}

/** One unreadable folder never hides the others; a library that is gone ends the work. */
async function safely(
	place: LibraryFolder,
	inside: string,
	ports: FolderPorts,
): Promise<FolderReport> {
	try {
		return await readPictureFolder(place.path(inside), inside, ports);
	} catch (error) {
		await place.ensurePresent();
		if (error instanceof AppError && error.reason === "cancelled") throw error;
		const said = error instanceof Error ? error.message : String(error);
		return { entries: [], problems: [{ path: inside, said }] };
	}
}
