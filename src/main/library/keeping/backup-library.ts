import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { appError } from "../../../contract/errors.ts";
import { type Disk, realDisk, sha256OfFile } from "../../store/disk.ts";
import {
	createLibraryFolder,
	OWN_FOLDER,
	sizeOfFile,
	whenAbsent,
} from "../../store/library-folder.ts";
import type { ActivityReport } from "../activities.ts";
import {
	BACKUP_FOLDER,
	BACKUP_HEAD,
	type BackupHead,
	type BackupLine,
	beginLines,
	readHead,
	readLines,
	writeHead,
} from "./backup-manifest.ts";
import { batches, together } from "./batches.ts";
import { copyVerified, SourceFault } from "./copy-verified.ts";
import { isOddName } from "./odd-names.ts";
import { patiently } from "./patient-copy.ts";
import { inWalkingOrder, measureFiles, type WalkedFile, walkFiles } from "./walk-files.ts";
import { whileThere } from "./while-there.ts";

export type BackupOrder = {
	/** Absolute. */
	readonly library: string;
	/** Of the backup, absolute; see `backupPlace`. */
	readonly root: string;
	readonly report: ActivityReport;
	readonly now: () => number;
	readonly disk?: Disk;
};

type Running = BackupOrder & {
	readonly disk: Disk;
	/** Does something in the backup while its disk is certainly there. @throws AppError `folder-missing` */
	readonly inPlace: <T>(work: () => Promise<T>) => Promise<T>;
};

/**
 * Copies every file of a library that its backup does not have yet. Each copy is read again before it
 * counts. Nothing is ever taken out of the backup: what a newer file takes the place of moves to
 * `seedcase-backup/older`. A run that was cut short goes on where it was.
 * @throws AppError `cancelled`, `folder-missing` when the library is gone, or what keeps the backup
 * from being written at all
 */
export async function backupLibrary(order: BackupOrder): Promise<void> {
	const { library, root, report, now, disk = realDisk } = order;
	const place = createLibraryFolder(library, disk);
	const mark = join(root, BACKUP_HEAD);
	const run: Running = { ...order, disk, inPlace: (work) => whileThere(root, mark, work) };
	await sweepParts(root);
	const before = await readHead(root);
	let head: BackupHead = {
		...{ version: 1, title: basename(library), folder: resolve(library), startedAt: now() },
		parts: before?.parts ?? [],
	};
	const tell = async (part: BackupHead["parts"][number] | undefined) => {
		if (part !== undefined) {
			const others = head.parts.filter(({ name }) => name !== part.name);
			head = { ...head, parts: [...others, part] };
		}
		await patiently("", root, report, () => run.inPlace(() => writeHead(root, head, disk)));
	};
	await patiently("", root, report, () => writeHead(root, head, disk));
	const { files, odd } = await measureFiles(library, [OWN_FOLDER], report.breathe);
	// Lists are of text, and so is what is restored from them.
	for (const { shown } of odd) {
		report.problem(shown, appError("file-name-no-text", { file: shown }));
	}
	const count = counter(report, files);
	for (const name of await partsOf(library)) {
		const old = head.parts.find((part) => part.name === name);
		await tell({ ...(old ?? { name, files: 0, bytes: 0 }), unfinished: true });
		const sums = await backUpPart(name, run, count, place.ensurePresent);
		await tell({ name, ...sums, finishedAt: now() });
	}
	// What the library has no more is still in the backup, and no part of what it is now.
	const there = new Set(await partsOf(library));
	await place.ensurePresent();
	head = { ...head, parts: head.parts.filter(({ name }) => there.has(name)), finishedAt: now() };
	await tell(undefined);
}

function counter(report: ActivityReport, total: number) {
	let done = 0;
	return (current: string) => {
		report.tell({ done, total: Math.max(total, done), current });
		done += 1;
	};
}

/** The files right inside the library are a part of their own, without a name. */
async function partsOf(library: string): Promise<readonly string[]> {
	const entries = await readdir(library, { withFileTypes: true });
	const folders: string[] = [];
	for (const entry of entries) {
		if (!entry.isDirectory() || entry.name === OWN_FOLDER) continue;
		if (!(await isOddName(library, entry.name))) folders.push(entry.name);
	}
	return ["", ...folders.sort()];
}

async function* filesOfPart(library: string, name: string): AsyncGenerator<WalkedFile> {
	if (name !== "") {
		yield* walkFiles(library, name);
		return;
	}
	const entries = await readdir(library, { withFileTypes: true });
	const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
	yield* walkFiles(library, "", folders);
}

async function backUpPart(
	name: string,
	run: Running,
	count: (path: string) => void,
	ensurePresent: () => Promise<void>,
): Promise<{ readonly files: number; readonly bytes: number }> {
	const { library, root, report, disk, inPlace } = run;
	const known = followLines(readLines(root, name));
	const lines = await inPlace(() => beginLines(root, name, disk));
	const sums = { files: 0, bytes: 0 };
	try {
		for await (const batch of batches(filesOfPart(library, name))) {
			const before: (BackupLine | undefined)[] = [];
			for (const { path } of batch) {
				count(path);
				before.push(await known(path));
			}
			const brought = await together(batch, async (file, at) => {
				const bring = () => inPlace(() => bringFile(file, before[at], run));
				// A file that cannot be read now is still in the backup as it was.
				return (await patiently(file.path, root, report, bring)) ?? before[at];
			});
			for (const line of brought) {
				if (line === undefined) continue;
				await patiently(line.path, root, report, () => lines.put(line));
				sums.files += 1;
				sums.bytes += line.bytes;
			}
		}
		// An unplugged disk looks like a library from which everything was taken: its list stays as it was.
		await ensurePresent();
		await lines.done();
		return sums;
	} catch (error) {
		await lines.giveUp();
		throw error;
	}
}

/**
 * The line of a path, for paths asked for in the order files are walked in, which is the order lines
 * were written in: a part of a million files is never in memory. A line that is out of order is not
 * found, and its file compared again.
 */
function followLines(lines: AsyncGenerator<BackupLine>) {
	let next: Promise<IteratorResult<BackupLine>> | undefined;
	return async (path: string): Promise<BackupLine | undefined> => {
		for (;;) {
			next ??= lines.next();
			const { done, value } = await next;
			if (done === true) return undefined;
			const order = inWalkingOrder(value.path, path);
			if (order > 0) return undefined;
			next = undefined;
			if (order === 0) return value;
		}
	};
}

async function bringFile(
	file: WalkedFile,
	before: BackupLine | undefined,
	{ library, root, report, disk, now }: Running,
): Promise<BackupLine> {
	const { path, bytes, changedAt } = file;
	const source = join(library, ...path.split("/"));
	const target = join(root, ...path.split("/"));
	const there = await sizeOfFile(target);
	const same = before?.bytes === bytes && before.changedAt === changedAt && there === bytes;
	if (before !== undefined && same) return before;
	if (there !== undefined) {
		const sha256 = await readable(source, path);
		if ((await sha256OfFile(target)) === sha256) return { path, bytes, sha256, changedAt };
		await putByAge(path, target, { root, disk, now });
	}
	const part = join(root, BACKUP_FOLDER, `${randomUUID()}.part`);
	const { signal } = report;
	for (;;) {
		const order = { from: source, to: target, part, name: path, signal, disk };
		const copied = await copyVerified(order);
		if (copied !== undefined) return { path, changedAt, ...copied };
		await putByAge(path, target, { root, disk, now });
	}
}

async function readable(source: string, path: string): Promise<string> {
	try {
		return await sha256OfFile(source);
	} catch (error) {
		throw new SourceFault(appError("file-gone", { path }), { cause: error });
	}
}

/** Moves what a newer file takes the place of to `older`, under its name and the time. */
async function putByAge(
	path: string,
	target: string,
	{ root, disk, now }: Pick<Running, "root" | "disk" | "now">,
): Promise<void> {
	const ending = extname(path);
	const stem = path.slice(0, path.length - ending.length);
	const time = new Date(now()).toISOString().replaceAll(/[-:]|\.\d+/g, "");
	for (let attempt = 1; ; attempt += 1) {
		const name = attempt === 1 ? `${stem}.${time}` : `${stem}.${time}-${attempt}`;
		const to = join(root, BACKUP_FOLDER, "older", ...`${name}${ending}`.split("/"));
		await disk.makeFolder(dirname(to));
		if (await disk.moveToNew(target, to)) return;
	}
}

/** What a run that was cut short left half copied. */
async function sweepParts(root: string): Promise<void> {
	const folder = join(root, BACKUP_FOLDER);
	const names = await readdir(folder).catch(whenAbsent<string[]>([]));
	for (const name of names.filter((one) => one.endsWith(".part"))) {
		await rm(join(folder, name), { force: true });
	}
}
