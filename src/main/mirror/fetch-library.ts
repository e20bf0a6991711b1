import { AppError, appError, type Failure } from "../../contract/errors.ts";
import type { Bucket } from "../buckets/bucket-client.ts";
import { storageError } from "../foundation/storage-error.ts";
import type { ActivityReport } from "../library/activities.ts";
import { createLocks } from "../library/locks.ts";
import type { Disk } from "../store/disk.ts";
import { type FetchedRepo, openFetchedRepo } from "../store/fetched-repo.ts";
import { type LibraryFolder, OWN_FOLDER } from "../store/library-folder.ts";
import { openCache } from "./cache-file.ts";
import { type FileFetch, fetchFile } from "./fetch-file.ts";
import type { FileNames, Head, Manifest } from "./mirror-documents.ts";
import type { ObjectNames } from "./object-names.ts";
import { type Reading, readFileNames, readManifest } from "./read-manifest.ts";
import { ensureRoom, prepareTeammateFolder, setAside } from "./teammate-folder.ts";

const AT_ONCE = 3;

export type LibraryFetch = {
	readonly bucket: Bucket;
	readonly names: ObjectNames;
	readonly head: Head;
	/** Absolute; empty, or that of an earlier fetch of the same mirror. */
	readonly folder: string;
	readonly disk: Disk;
	/** Of this fetch. */
	readonly run: string;
	readonly report: ActivityReport;
};

/** What of a fetch is about one file alone. */
const ofOneFile: ReadonlySet<Failure["reason"]> = new Set([
	"mirror-name-unusable",
	"mirror-file-lost",
	"storage-failed",
	"bucket-strange",
]);

/**
 * Brings a mirrored library to a folder of its own, the newest pictures first, every file compared with
 * its hash. It may be killed at any moment and goes on where it was. What its owner has taken away
 * since the last fetch is set aside; nothing is removed.
 * @throws AppError `folder-not-empty`, `mirror-damaged`, `disk-full`, what the bucket cannot do now, `cancelled`
 */
export async function fetchLibrary(fetching: LibraryFetch): Promise<void> {
	const { bucket, names, head, folder, disk, report } = fetching;
	const place = await prepareTeammateFolder(folder, head, disk);
	const { signal } = report;
	const reading: Reading = { bucket, names, head, signal, temporary: place.temporary };
	const manifest = await readManifest(reading);
	const cache = place.path(`${OWN_FOLDER}/fetched.db`);
	const repo = openCache(cache, openFetchedRepo);
	try {
		const total = manifest.lists.reduce((sum, list) => sum + list.total, 0);
		await ensureRoom(place, total - repo.bytes());
		const machine = head.machine;
		const run = fetching.run;
		const files: FileFetch = { bucket, names, place, repo, disk, machine, run, signal };
		const isWhole = await bringAll({ report, reading, files }, manifest);
		if (isWhole) await putAside(place, repo, fetching);
	} finally {
		repo.close();
	}
}

type Bringing = {
	readonly report: ActivityReport;
	readonly reading: Reading;
	readonly files: FileFetch;
};

/** @returns false when something is missing that the manifest names */
async function bringAll(
	{ report, reading, files }: Bringing,
	manifest: Manifest,
): Promise<boolean> {
	const total = manifest.lists.reduce((sum, list) => sum + list.files, 0);
	let done = 0;
	let isWhole = true;
	report.tell({ done, total });
	const inTurn = createLocks();
	const problem = (name: string, error: AppError) => {
		if (!ofOneFile.has(error.reason) && error.reason !== "mirror-damaged") throw error;
		isWhole = false;
		report.problem(name, error);
	};
	for (const list of manifest.lists) {
		await report.breathe();
		let named: FileNames;
		try {
			named = await readFileNames(reading, list);
		} catch (thrown) {
			problem(list.part, AppError.from(thrown));
			done += list.files;
			continue;
		}
		await each(inOrder(named), async ([path, sha256, bytes]) => {
			await report.breathe();
			try {
				// Of the same bytes one at a time: a file that was moved is moved once.
				await inTurn(sha256, () => fetchFile(files, { path, sha256, bytes }));
			} catch (thrown) {
				if (report.signal.aborted) throw appError("cancelled", {}, { cause: thrown });
				problem(path, storageError(thrown, files.place.root));
			}
			done += 1;
			report.tell({ done, current: path });
		});
	}
	return isWhole;
}

/** What was taken away by its owner since an earlier fetch. It stays, out of the gallery. */
async function putAside(
	place: LibraryFolder,
	repo: FetchedRepo,
	{ disk, run, report }: LibraryFetch,
): Promise<void> {
	for (let after: string | undefined = ""; after !== undefined; ) {
		await report.breathe();
		const gone = repo.notOf(run, after);
		for (const file of gone) {
			await setAside(place, file.path, disk).catch(() => {});
			repo.drop(file.key);
		}
		after = gone.at(-1)?.key;
	}
}

/** A few at a time; the first that fails for good ends the rest. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
	const queue = items.values();
	let failed = false;
	const worker = async () => {
		for (const item of queue) {
			if (failed) return;
			try {
				await work(item);
			} catch (thrown) {
				failed = true;
				throw thrown;
			}
		}
	};
	const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
	const bad = ends.find((end) => end.status === "rejected");
	if (bad !== undefined) throw bad.reason;
}

/** Newest folders first, and in each the pictures before the record that names them. */
function inOrder(files: FileNames): FileNames {
	const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
	const rank = (path: string) => (path.endsWith(".json") ? 1 : 0);
	return files.toSorted(([a], [b]) => {
		const [first, second] = [folderOf(a), folderOf(b)];
		if (first !== second) return first < second ? 1 : -1;
		return rank(a) - rank(b) || (a < b ? -1 : 1);
	});
}
