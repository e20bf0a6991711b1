import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { appError } from "../../../contract/errors.ts";
import { EpochMs } from "../../../contract/jobs.ts";
import type { Disk } from "../../store/disk.ts";
import { whenAbsent } from "../../store/library-folder.ts";

export const BACKUP_HEAD = "seedcase-backup.json";
/** Everything of a backup that is not a copy of the library's own files. */
export const BACKUP_FOLDER = "seedcase-backup";
const VERSION = 1;

/**
 * `seedcase-backup.json`: what a backup is of, and its parts, one for each folder right inside the
 * library and one for the files beside them. It stays small however many pictures there are: the files
 * of a part are listed in a file of their own, a line each.
 */
const BackupHead = z.object({
	version: z.literal(VERSION),
	/** Of the library: its folder's name, and where it was. */
	title: z.string(),
	folder: z.string(),
	startedAt: EpochMs,
	/** When a run last came to its end. */
	finishedAt: EpochMs.optional(),
	parts: z
		.array(
			z.object({
				/** Name of the folder inside the library; empty: the files right inside it. */
				name: z.string(),
				files: z.int().min(0),
				bytes: z.int().min(0),
				/** Its list says what the library had then; absent: it never came to an end. */
				finishedAt: EpochMs.optional(),
				/** A run began on it and has not come to an end: there may be more than the list says. */
				unfinished: z.literal(true).optional(),
			}),
		)
		.max(100_000),
});
export type BackupHead = z.infer<typeof BackupHead>;

/** A line of a part's list: a file that was copied, read again, and compared. */
const BackupLine = z.object({
	path: z.string().min(1).max(8_192),
	bytes: z.int().min(0),
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	/** When the library's own file was changed last. */
	changedAt: z.int().min(0),
});
export type BackupLine = z.infer<typeof BackupLine>;

const Newer = z.object({ version: z.int().min(VERSION + 1) });

/**
 * @param root of the backup, absolute
 * @returns undefined when there is none, or none that can be understood
 * @throws AppError `backup-newer`
 */
export async function readHead(root: string): Promise<BackupHead | undefined> {
	const text = await readFile(join(root, BACKUP_HEAD), "utf8").catch(whenAbsent(undefined));
	if (text === undefined) return undefined;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (Newer.safeParse(value).success) throw appError("backup-newer");
	return BackupHead.safeParse(value).data;
}

/** Durable when it returns; whatever happens, the head is the old one or this one. */
export async function writeHead(root: string, head: BackupHead, disk: Disk): Promise<void> {
	const part = join(root, BACKUP_FOLDER, `${randomUUID()}.part`);
	await disk.makeFolder(dirname(part));
	await disk.writeFile(part, `${JSON.stringify(head, undefined, "\t")}\n`);
	await disk.replace(part, join(root, BACKUP_HEAD));
	await disk.syncFolder(root);
}

/** The lines of a part, one after the other; what cannot be understood is left out. */
export async function* readLines(root: string, name: string): AsyncGenerator<BackupLine> {
	const path = listPath(root, name);
	const file = await open(path).catch(whenAbsent(undefined));
	if (file === undefined) return;
	await file.close();
	const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
	for await (const text of lines) {
		const line = lineOf(text);
		if (line !== undefined) yield line;
	}
}

/** Writes a part's list anew, line by line; `done` puts it in the place of the old one. */
export async function beginLines(root: string, name: string, disk: Disk) {
	const path = listPath(root, name);
	const part = `${path}.${randomUUID()}.part`;
	await disk.makeFolder(dirname(path));
	const file = await open(part, "w");
	return {
		put: async (line: BackupLine) => {
			await file.write(`${JSON.stringify(line)}\n`);
		},
		done: async () => {
			await file.sync();
			await file.close();
			await disk.replace(part, path);
			await disk.syncFolder(dirname(path));
		},
		giveUp: async () => {
			await file.close().catch(() => {});
			await disk.remove(part).catch(() => {});
		},
	};
}

function lineOf(text: string): BackupLine | undefined {
	try {
		return BackupLine.parse(JSON.parse(text));
	} catch {
		return undefined;
	}
}

/** Names of folders are the designer's: only plain ones become file names here. */
function listPath(root: string, name: string): string {
	const plain = /^[\w-]{1,60}$/.test(name);
	const digest = createHash("sha256").update(name).digest("hex").slice(0, 32);
	return join(root, BACKUP_FOLDER, `${plain ? `of-${name}` : `other-${digest}`}.jsonl`);
}
