import type { Dirent, Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { type AppError, appError } from "../../contract/errors.ts";
import { storageError } from "../foundation/storage-error.ts";
import { IMPORT_FILE } from "../library/imports/import-record.ts";
import { isOddName, oddEntries } from "../library/keeping/odd-names.ts";
import { type LibraryFolder, whenAbsent } from "../store/library-folder.ts";
import type { WantedFile } from "../store/mirror-file-rows.ts";
import type { MirrorRepo } from "../store/mirror-repo.ts";
import { isLeftOut, isMonth, partOf } from "./library-parts.ts";
import { linkedOriginals, originalStanding } from "./linked-originals.ts";

type Scan = {
	readonly place: LibraryFolder;
	readonly repo: MirrorRepo;
	/** Waits while the work is paused; throws once it is stopped. */
	readonly breathe: () => Promise<void>;
	readonly problem: (path: string, error: AppError) => void;
};

/**
 * Compares the whole library with what is known of it by sizes and times: what is new or changed is
 * wanted, what is gone is forgotten (in the bucket it stays). A folder that cannot be read keeps what
 * is known of it.
 */
export async function scanLibrary(scan: Scan): Promise<void> {
	const { place, repo, breathe } = scan;
	await place.ensurePresent();
	const unread = new Set<string>();
	const seen = new Set<string>();
	const open = [""];
	for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
		await breathe();
		seen.add(folder);
		const found = await scanFolder(scan, folder);
		if (found === undefined) unread.add(folder);
		else open.push(...found);
	}
	for (const foldersAfter of [repo.fileFoldersAfter, repo.wantedFoldersAfter]) {
		for (let last: string | undefined = ""; last !== undefined; ) {
			await breathe();
			const known = foldersAfter(last);
			for (const folder of known) {
				if (!seen.has(folder) && !isBelow(folder, unread)) forgetFolder(repo, folder);
			}
			last = known.at(-1);
		}
	}
	// An unplugged disk looks like a library from which everything was taken.
	await place.ensurePresent();
}

/**
 * The same for some folders of jobs alone, and for all that is neither a job nor in the trash, which
 * is little. What is gone with its folder is not noticed.
 */
export async function scanSome(scan: Scan, folders: Iterable<string>): Promise<void> {
	await scan.place.ensurePresent();
	const top = (await scanFolder(scan, "")) ?? [];
	const open = top.filter((folder) => !isMonth(folder) && folder !== "trash");
	for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
		await scan.breathe();
		open.push(...((await scanFolder(scan, folder)) ?? []));
	}
	for (const folder of folders) {
		await scan.breathe();
		await scanFolder(scan, folder);
	}
	await scan.place.ensurePresent();
}

/** @returns the folders in it; undefined when it cannot be read */
async function scanFolder(scan: Scan, folder: string): Promise<readonly string[] | undefined> {
	const { place, repo, problem } = scan;
	let entries: readonly Dirent[];
	try {
		entries = await readdir(place.path(folder), { withFileTypes: true }).catch(whenAbsent([]));
		if (entries.length === 0) await place.ensurePresent();
	} catch (error) {
		if (folder === "") throw storageError(error, place.root);
		problem(folder, storageError(error, place.root));
		return undefined;
	}
	const odd = await oddNames(scan, folder, entries);
	const kept = entries.filter(({ name }) => !isLeftOut(folder, name) && !odd.has(name));
	const files: WantedFile[] = [];
	for (const entry of kept.filter((one) => one.isFile())) {
		const stats = await statOf(scan, join(folder, entry.name));
		if (stats === "unreadable") return undefined;
		if (stats === undefined) continue;
		const { size: bytes, mtimeMs: changed } = stats;
		files.push({ folder, name: entry.name, part: partOf(folder), bytes, changed });
	}
	const standing = await addOriginals(scan, folder, files);
	note(repo, folder, files, standing);
	return kept.filter((one) => one.isDirectory()).map(({ name }) => join(folder, name));
}

/** Tells of names that are no valid text: no list could have them. @returns them as they were read */
async function oddNames(
	{ place, problem }: Scan,
	folder: string,
	entries: readonly Dirent[],
): Promise<ReadonlySet<string>> {
	const odd = new Set<string>();
	for (const { name } of entries) {
		if (await isOddName(place.path(folder), name)) odd.add(name);
	}
	if (odd.size === 0) return odd;
	for (const { shown } of await oddEntries(place.root, folder)) {
		problem(shown, appError("file-name-no-text", { file: shown }));
	}
	return odd;
}

async function statOf(scan: Scan, path: string): Promise<Stats | undefined | "unreadable"> {
	try {
		const stats = await lstat(scan.place.path(path)).catch(whenAbsent(undefined));
		return stats?.isFile() ? stats : undefined;
	} catch (error) {
		scan.problem(path, storageError(error, scan.place.root));
		return "unreadable";
	}
}

/**
 * Adds the linked originals of a folder to its files.
 * @returns what keeps standing as it is known, since it cannot be looked at now
 */
async function addOriginals(
	{ place, repo, problem, breathe }: Scan,
	folder: string,
	files: WantedFile[],
): Promise<(name: string) => boolean> {
	const own = new Set(files.map(({ name }) => name));
	if (!own.has(IMPORT_FILE)) return () => false;
	const originals = await linkedOriginals(place, folder);
	// A damaged record says nothing of what it links to.
	if (originals === undefined) return (name) => !own.has(name);
	const away = new Set<string>();
	const known = new Set(repo.filesIn(folder).map(({ name }) => name));
	for (const original of originals.filter(({ name }) => !own.has(name))) {
		await breathe();
		const { name, source } = original;
		const standing = await originalStanding(original);
		if (standing !== undefined) {
			files.push({ folder, name, part: partOf(folder), ...standing });
			continue;
		}
		away.add(name);
		repo.unwant({ folder, name });
		if (known.has(name)) continue;
		problem(source, appError("mirror-original-away", { file: source }));
	}
	return (name) => away.has(name);
}

/** @param standing whether a file that is not among these is kept as it is known */
function note(
	repo: MirrorRepo,
	folder: string,
	files: readonly WantedFile[],
	standing: (name: string) => boolean,
): void {
	const known = new Map(repo.filesIn(folder).map((file) => [file.name, file]));
	const wanted = new Map(repo.wantedIn(folder).map((file) => [file.name, file]));
	const isKept = ({ name, bytes, changed }: WantedFile) => {
		const before = known.get(name);
		return before?.bytes === bytes && before.changed === changed;
	};
	const names = new Set(files.map(({ name }) => name));
	const wants = files.filter((file) => !isKept(file));
	const settled = files.filter((file) => isKept(file) && wanted.has(file.name));
	const gone = [...known.values(), ...wanted.values()].filter(
		({ name }) => !names.has(name) && !standing(name),
	);
	// Of a million folders almost none has changed, and a transaction costs more than all of the above.
	if (wants.length + settled.length + gone.length === 0) return;
	repo.transaction(() => {
		for (const file of wants) repo.want(file);
		for (const file of settled) repo.unwant(file);
		for (const file of gone) repo.forget(file);
	});
}

function forgetFolder(repo: MirrorRepo, folder: string): void {
	repo.transaction(() => {
		for (const file of [...repo.filesIn(folder), ...repo.wantedIn(folder)]) repo.forget(file);
	});
}

function isBelow(folder: string, those: ReadonlySet<string>): boolean {
	for (const one of those) if (folder === one || folder.startsWith(`${one}/`)) return true;
	return false;
}

function join(folder: string, name: string): string {
	return folder === "" ? name : `${folder}/${name}`;
}
