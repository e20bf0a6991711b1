import { readdir } from "node:fs/promises";
import { AppError, appError } from "../../contract/errors.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { Imaging } from "../imaging/imaging.ts";
import { type LibraryFolder, whenAbsent } from "../store/library-folder.ts";
import type { IndexTarget } from "./living-index.ts";
import { type FolderReport, readJobFolder } from "./read-job-folder.ts";
import { readSnapshots } from "./read-snapshots.ts";

/** What a rebuild found. Paths are inside the library, with `/`; `said` is a short English reason. */
export type RebuildReport = {
	readonly images: number;
	readonly problems: readonly { readonly path: string; readonly said: string }[];
};

/** Read together, written in one transaction; small enough that the window stays awake. */
const FOLDERS_AT_ONCE = 16;

export type RebuildPorts = {
	readonly place: LibraryFolder;
	readonly imaging: Pick<Imaging, "inspect">;
	/** Hears how many job folders of how many are done. */
	readonly progress: (done: number, total: number) => void;
	readonly signal: AbortSignal;
};

/**
 * Reads every job folder and every snapshot of a library into an index. Nothing in the folders is
 * changed; what cannot be read is reported and the rest goes on.
 * @throws AppError `folder-missing`, `cancelled`
 */
export async function rebuildIndex(ports: RebuildPorts, into: IndexTarget): Promise<RebuildReport> {
	const { place, imaging, progress, signal } = ports;
	await place.ensurePresent();
	const folders = await listJobFolders(place);
	const problems: RebuildReport["problems"][number][] = [];
	const seen = new Map<string, string>();
	for (let done = 0; done < folders.length; done += FOLDERS_AT_ONCE) {
		if (signal.aborted) throw appError("cancelled");
		const batch = folders.slice(done, done + FOLDERS_AT_ONCE);
		const reports = await Promise.all(batch.map((inside) => safely(place, inside, imaging)));
		into.together(() => {
			for (const report of reports) {
				problems.push(...report.problems);
				for (const image of report.images) {
					const first = seen.get(image.id);
					if (first !== undefined) {
						problems.push({ path: image.file, said: `a copy of ${first}` });
						continue;
					}
					seen.set(image.id, image.file);
					into.put(image, folderOf(image), report.origin);
				}
			}
		});
		progress(Math.min(done + FOLDERS_AT_ONCE, folders.length), folders.length);
	}
	problems.push(...(await readSnapshots(place, imaging, into)));
	return { images: seen.size, problems };
}

/** Job folders inside the library, oldest month first; links are not followed. */
async function listJobFolders(place: LibraryFolder): Promise<readonly string[]> {
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
	imaging: Pick<Imaging, "inspect">,
): Promise<FolderReport> {
	try {
		return await readJobFolder(place.path(inside), inside, imaging);
	} catch (error) {
		await place.ensurePresent();
		if (error instanceof AppError && error.reason === "cancelled") throw error;
		const said = error instanceof Error ? error.message : String(error);
		return { images: [], problems: [{ path: inside, said }], origin: {} };
	}
}

function folderOf(image: ImageRecord): string {
	return image.file.slice(0, image.file.lastIndexOf("/"));
}
