import { randomUUID } from "node:crypto";
import type { Stats } from "node:fs";
import { lstat, realpath, rm } from "node:fs/promises";
import { dirname, sep } from "node:path";
import { appError } from "../../contract/errors.ts";
import type { Bucket } from "../buckets/bucket-client.ts";
import { type Disk, sha256OfFile } from "../store/disk.ts";
import type { FetchedFile, FetchedRepo } from "../store/fetched-repo.ts";
import { type LibraryFolder, whenAbsent } from "../store/library-folder.ts";
import type { ObjectNames } from "./object-names.ts";
import { folded, pathFault } from "./safe-paths.ts";
import { setAside } from "./teammate-folder.ts";

export type FileFetch = {
	readonly bucket: Bucket;
	readonly names: ObjectNames;
	readonly place: LibraryFolder;
	readonly repo: FetchedRepo;
	readonly disk: Disk;
	/** Whose mirror it is, for sentences. */
	readonly machine: string;
	/** Of this fetch. */
	readonly run: string;
	readonly signal: AbortSignal;
};

export type NamedFile = { readonly path: string; readonly sha256: string; readonly bytes: number };

/**
 * Brings one file of a mirror to its place, unless it is there. What stood in its place and is not what
 * an earlier fetch has brought is set aside.
 * @throws AppError `mirror-name-unusable` for a path that leads elsewhere or is named twice,
 * `mirror-file-lost` when the bucket does not give these bytes; what the bucket or the disk throws
 */
export async function fetchFile(fetching: FileFetch, file: NamedFile): Promise<void> {
	const { place, repo, run } = fetching;
	const fault = pathFault(file.path);
	if (fault !== undefined) throw refused(fetching, file, fault);
	const key = folded(file.path);
	const before = repo.get(key);
	if (before?.run === run) throw refused(fetching, file, "a name that is taken");
	const path = place.path(file.path);
	const there = await lstat(path).catch(whenAbsent(undefined));
	if (there !== undefined && !there.isFile()) throw refused(fetching, file, "a name that is taken");
	const note = async () => {
		const { size: bytes, mtimeMs: changed } = await lstat(path);
		repo.put({ key, path: file.path, bytes, changed, sha256: file.sha256, run });
	};
	const isHere = there !== undefined && (await hasBytes(path, there, file, before));
	if (isHere) {
		await note();
		return;
	}
	await ensureFolder(fetching, file);
	// Nothing else can be there: it was asked for above, and names are made by this fetch alone.
	if (there === undefined && (await moveOwn(fetching, file, path))) {
		await note();
		return;
	}
	const part = await bring(fetching, file);
	try {
		const isOurs = there !== undefined && isAsBrought(there, before);
		if (there !== undefined && !isOurs) await setAside(place, file.path, fetching.disk);
		if (isOurs) await fetching.disk.replace(part, path);
		else if (!(await fetching.disk.moveToNew(part, path))) {
			throw refused(fetching, file, "a name that is taken");
		}
		await fetching.disk.syncFolder(dirname(path));
	} finally {
		await rm(part, { force: true });
	}
	await note();
}

/** Downloads and compares. @returns the path of whole and right bytes */
async function bring(fetching: FileFetch, file: NamedFile): Promise<string> {
	const { bucket, names, place, machine, signal } = fetching;
	const part = await place.temporary(randomUUID());
	const lost = () => appError("mirror-file-lost", { file: file.path, machine });
	const at = { path: part, maxBytes: Math.max(1, file.bytes) };
	if (!(await bucket.toFile(names.blob(file.sha256), at, signal))) throw lost();
	const { size } = await lstat(part);
	const isRight = size === file.bytes && (await sha256OfFile(part)) === file.sha256;
	if (isRight) return part;
	await rm(part, { force: true });
	throw lost();
}

/** A file its owner has moved is moved here too. @returns false when there is none */
async function moveOwn(fetching: FileFetch, file: NamedFile, path: string): Promise<boolean> {
	const { repo, place, disk, run } = fetching;
	const own = repo.withBytes(file.sha256, run);
	if (own === undefined) return false;
	const there = await lstat(place.path(own.path)).catch(whenAbsent(undefined));
	if (there === undefined || !isAsBrought(there, own)) return false;
	if (!(await disk.moveToNew(place.path(own.path), path))) return false;
	repo.drop(own.key);
	return true;
}

async function hasBytes(
	path: string,
	there: Stats,
	file: NamedFile,
	before: FetchedFile | undefined,
): Promise<boolean> {
	if (there.size !== file.bytes) return false;
	if (isAsBrought(there, before)) return before?.sha256 === file.sha256;
	return (await sha256OfFile(path)) === file.sha256;
}

function isAsBrought(there: Stats, before: FetchedFile | undefined): boolean {
	return there.size === before?.bytes && there.mtimeMs === before.changed;
}

/** A folder that is a link would lead out. */
async function ensureFolder({ place, disk, ...rest }: FileFetch, file: NamedFile): Promise<void> {
	const folder = dirname(place.path(file.path));
	await disk.makeFolder(folder);
	const [root, real] = await Promise.all([realpath(place.root), realpath(folder)]);
	const isInside = real === root || real.startsWith(`${root}${sep}`);
	if (!isInside) throw refused(rest, file, "a folder that leads elsewhere");
}

function refused({ machine }: Pick<FileFetch, "machine">, file: NamedFile, said: string) {
	return appError("mirror-name-unusable", { file: file.path.slice(0, 120), machine, said });
}
