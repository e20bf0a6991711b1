import type { Dirent, Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import type { AppError } from "../../contract/errors.ts";
import { storageError } from "../foundation/storage-error.ts";
import { type LibraryFolder, whenAbsent } from "../store/library-folder.ts";
import type { WantedFile } from "../store/mirror-file-rows.ts";
import type { MirrorRepo } from "../store/mirror-repo.ts";
import { isLeftOut, isMonth, partOf } from "./library-parts.ts";

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
	const kept = entries.filter(({ name }) => !isLeftOut(folder, name));
	const files: WantedFile[] = [];
	for (const entry of kept.filter((one) => one.isFile())) {
		const stats = await statOf(scan, join(folder, entry.name));
		if (stats === "unreadable") return undefined;
		if (stats === undefined) continue;
		const { size: bytes, mtimeMs: changed } = stats;
		files.push({ folder, name: entry.name, part: partOf(folder), bytes, changed });
	}
	note(repo, folder, files);
	return kept.filter((one) => one.isDirectory()).map(({ name }) => join(folder, name));
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

function note(repo: MirrorRepo, folder: string, files: readonly WantedFile[]): void {
	const known = new Map(repo.filesIn(folder).map((file) => [file.name, file]));
	const wanted = new Map(repo.wantedIn(folder).map((file) => [file.name, file]));
	const isKept = ({ name, bytes, changed }: WantedFile) => {
		const before = known.get(name);
		return before?.bytes === bytes && before.changed === changed;
	};
	const names = new Set(files.map(({ name }) => name));
	const wants = files.filter((file) => !isKept(file));
	const settled = files.filter((file) => isKept(file) && wanted.has(file.name));
	const gone = [...known.values(), ...wanted.values()].filter(({ name }) => !names.has(name));
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
