import { randomUUID } from "node:crypto";
import { realpathSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, statfs } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { z } from "zod";
import { appError } from "../../../contract/errors.ts";
import { type Disk, realDisk, sha256OfFile } from "../../store/disk.ts";
import {
	createLibraryFolder,
	OWN_FOLDER,
	sizeOfFile,
	whenAbsent,
} from "../../store/library-folder.ts";
import type { ActivityReport } from "../activities.ts";
import { batches, together } from "./batches.ts";
import { copyOdd } from "./copy-odd.ts";
import { copyVerified } from "./copy-verified.ts";
import type { OddEntry } from "./odd-names.ts";
import { patiently } from "./patient-copy.ts";
import { measureFiles, type WalkedFile, walkFiles } from "./walk-files.ts";
import { whileThere } from "./while-there.ts";

/** Lies in a place that a library is being copied to, until all of it is there. */
const MARK = "moving.json";
/** What file managers put into a folder by looking at it. */
const leftBySystems: readonly string[] = [".DS_Store", "Thumbs.db", "desktop.ini"];
const Mark = z.object({ from: z.string() });

/**
 * Whether a library can be copied to a folder: an empty or new one, or one where the same copying was
 * cut short.
 * @throws AppError `folder-not-empty`, `folder-inside-library`
 */
export async function checkNewPlace(from: string, to: string): Promise<void> {
	if (isInside(to, from)) throw appError("folder-inside-library", { folder: to });
	const all = await readdir(to).catch(whenAbsent<string[]>([]));
	const names = all.filter((name) => !leftBySystems.includes(name));
	if (names.length > 0 && (await markOf(to))?.from !== from) {
		throw appError("folder-not-empty", { folder: to });
	}
}

/** True for the folder itself too, by whatever names and links the two are called. */
export function isInside(path: string, folder: string): boolean {
	const way = relative(realOf(folder), realOf(path));
	return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Links resolved, and spelled as the disk has it, as far as there is such a path. */
function realOf(path: string): string {
	const whole = resolve(path);
	for (let there = whole; ; there = dirname(there)) {
		try {
			return resolve(realpathSync.native(there), relative(there, whole));
		} catch {
			if (dirname(there) === there) return whole;
		}
	}
}

/**
 * Copies a whole library to an empty place, file by file, and reads every copy again. What lies there
 * from an earlier try is compared and not copied twice. Nothing in the old place changes.
 * @param from, to absolute
 * @throws AppError `cancelled`; `disk-full` when there is certainly not enough room; `folder-missing`
 * when the library went away meanwhile
 */
export async function copyLibrary(
	{ from, to }: { readonly from: string; readonly to: string },
	report: ActivityReport,
	disk: Disk = realDisk,
): Promise<void> {
	await markPlace(from, to, disk);
	const { files, bytes, odd } = await measureFiles(from, [OWN_FOLDER], report.breathe);
	await ensureRoom(to, bytes - (await measureFiles(to, [OWN_FOLDER], report.breathe)).bytes);
	let done = 0;
	let failed = 0;
	for await (const batch of batches(walkFiles(from, "", [OWN_FOLDER]))) {
		report.tell({ done, total: Math.max(files, done), current: batch[0]?.path });
		const copied = await together(batch, (file) =>
			patiently(file.path, to, report, () =>
				whileThere(to, markPath(to), () => bring(file, from, to, report, disk)),
			),
		);
		failed += copied.filter((one) => one === undefined).length;
		done += batch.length;
	}
	for (const entry of odd) {
		const copied = await patiently(entry.shown, to, report, () =>
			whileThere(to, markPath(to), () => bringOdd(entry, from, to, report, disk)),
		);
		if (copied === undefined) failed += 1;
	}
	// Half a library must never be taken for the whole, and an unplugged one looks like half of one.
	await createLibraryFolder(from, disk).ensurePresent();
	if (failed > 0) throw appError("copy-differs", { path: from });
	await copyStandIns(from, to, report);
	report.tell({ done, total: done });
	await unmarkPlace(to, disk);
}

/** Says in a new place what is being copied there, so that the same can go on after it was cut short. */
export async function markPlace(from: string, to: string, disk: Disk): Promise<void> {
	await disk.makeFolder(join(to, OWN_FOLDER, "incoming"));
	await disk.writeFile(markPath(to), JSON.stringify({ from }));
}

/** Lies in a place while something is being copied there. */
export function markPath(to: string): string {
	return join(to, OWN_FOLDER, MARK);
}

/** All of it is there. */
export async function unmarkPlace(to: string, disk: Disk): Promise<void> {
	await disk.remove(markPath(to));
}

async function bring(
	file: WalkedFile,
	from: string,
	to: string,
	{ signal }: ActivityReport,
	disk: Disk,
): Promise<true> {
	const source = join(from, ...file.path.split("/"));
	const target = join(to, ...file.path.split("/"));
	const part = join(to, OWN_FOLDER, "incoming", `${randomUUID()}.part`);
	const order = { from: source, to: target, part, name: file.path, signal, disk };
	if (await isSame(source, target, file.bytes)) return true;
	if ((await copyVerified(order)) !== undefined) return true;
	// Of an earlier try, from before the file was changed: a copy of ours, in a place of ours.
	await disk.remove(target);
	await copyVerified(order);
	return true;
}

async function bringOdd(
	entry: OddEntry,
	from: string,
	to: string,
	{ signal }: ActivityReport,
	disk: Disk,
): Promise<true> {
	await disk.makeFolder(dirname(join(to, ...entry.shown.split("/"))));
	await copyOdd(entry, { from, to }, signal);
	return true;
}

async function isSame(source: string, target: string, bytes: number): Promise<boolean> {
	if ((await sizeOfFile(target)) !== bytes) return false;
	const [one, other] = await Promise.all([sha256OfFile(source), sha256OfFile(target)]);
	return one === other;
}

/** Stand-ins are made again where they are missing; taking them along spares days of decoding. */
async function copyStandIns(from: string, to: string, { breathe }: ActivityReport): Promise<void> {
	const inside = `${OWN_FOLDER}/thumbs`;
	for await (const { path } of walkFiles(from, inside)) {
		await breathe();
		const target = join(to, ...path.split("/"));
		try {
			await mkdir(dirname(target), { recursive: true });
			await copyFile(join(from, ...path.split("/")), target);
		} catch {
			return;
		}
	}
}

/** @throws AppError `disk-full` */
async function ensureRoom(to: string, bytes: number): Promise<void> {
	const { bavail, bsize } = await statfs(to);
	// Some network drives tell nothing at all.
	if (bavail > 0 && bavail * bsize < bytes) throw appError("disk-full", { folder: to });
}

async function markOf(folder: string): Promise<z.infer<typeof Mark> | undefined> {
	try {
		return Mark.parse(JSON.parse(await readFile(markPath(folder), "utf8")));
	} catch {
		return undefined;
	}
}
