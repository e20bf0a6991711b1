import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { appError } from "../../../contract/errors.ts";
import { type Disk, realDisk, sha256OfFile } from "../../store/disk.ts";
import { OWN_FOLDER, sizeOfFile } from "../../store/library-folder.ts";
import type { ActivityReport } from "../activities.ts";
import {
	BACKUP_FOLDER,
	BACKUP_HEAD,
	type BackupLine,
	readHead,
	readLines,
} from "./backup-manifest.ts";
import { batches, together } from "./batches.ts";
import { copyVerified } from "./copy-verified.ts";
import { markPath, markPlace, unmarkPlace } from "./move-library.ts";
import { patiently } from "./patient-copy.ts";
import { walkFiles } from "./walk-files.ts";
import { whileThere } from "./while-there.ts";

type Restored = { readonly path: string; readonly sha256?: string; readonly bytes?: number };

/**
 * Makes a library of a backup: what its lists name, and what an unfinished run brought on top of
 * that. Every file is compared with the hash it had in the library; one that does not have it any
 * more is told and left out. The backup is not changed.
 * @param root of the backup, @param to an empty folder or one where the same was cut short; absolute
 * @returns how many files are there now
 * @throws AppError `backup-not-found`, `backup-newer`, `cancelled`
 */
export async function restoreBackup(
	{ root, to }: { readonly root: string; readonly to: string },
	report: ActivityReport,
	disk: Disk = realDisk,
): Promise<number> {
	const head = await readHead(root);
	if (head === undefined) throw appError("backup-not-found", { folder: root });
	await markPlace(root, to, disk);
	const total = head.parts.reduce((sum, { files }) => sum + files, 0);
	let done = 0;
	let restored = 0;
	for (const part of head.parts) {
		for await (const batch of batches(filesOf(root, part))) {
			report.tell({ done, total: Math.max(total, done), current: batch[0]?.path });
			const brought = await together(batch, (file) =>
				patiently(file.path, to, report, () =>
					whileThere(to, markPath(to), () => bring(file, { root, to }, report, disk)),
				),
			);
			done += batch.length;
			restored += brought.filter((one) => one === true).length;
		}
	}
	// The backup's own disk may have gone: what is not there then is not what it has.
	if ((await readHead(root)) === undefined) throw appError("backup-not-found", { folder: root });
	report.tell({ done, total: done });
	await unmarkPlace(to, disk);
	return restored;
}

/** What a part has: a finished one what its list says; of one that was cut short, also what else is there. */
async function* filesOf(
	root: string,
	{ name, unfinished }: { readonly name: string; readonly unfinished?: true | undefined },
): AsyncGenerator<Restored> {
	const listed = new Set<string>();
	for await (const line of readLines(root, name)) {
		if (!isPlainPath(line)) continue;
		if (unfinished) listed.add(line.path);
		yield line;
	}
	if (unfinished !== true) return;
	if (name !== "") {
		for await (const { path } of walkFiles(root, name)) if (!listed.has(path)) yield { path };
		return;
	}
	for await (const { path } of walkFiles(root, "", [BACKUP_FOLDER, BACKUP_HEAD])) {
		if (!path.includes("/") && !listed.has(path)) yield { path };
	}
}

/** A list from elsewhere must not lead out of the backup or of the new library. */
function isPlainPath({ path }: BackupLine): boolean {
	const names = path.split("/");
	const leadsOut = names.some((name) => name === "" || name === "." || name === "..");
	// Elsewhere it is a character like any other.
	const leadsDown = process.platform === "win32" && path.includes("\\");
	return !leadsOut && !leadsDown && !path.includes("\0") && names[0] !== OWN_FOLDER;
}

async function bring(
	file: Restored,
	{ root, to }: { readonly root: string; readonly to: string },
	{ signal }: ActivityReport,
	disk: Disk,
): Promise<true> {
	const from = join(root, ...file.path.split("/"));
	const target = join(to, ...file.path.split("/"));
	if ((await sizeOfFile(target)) !== undefined) {
		const wanted = file.sha256 ?? (await sha256OfFile(from));
		if ((await sha256OfFile(target)) === wanted) return true;
		throw appError("copy-differs", { path: file.path });
	}
	const part = join(to, OWN_FOLDER, "incoming", `${randomUUID()}.part`);
	const { sha256 } = file;
	const order = { from, to: target, part, name: file.path, signal, disk };
	await copyVerified({ ...order, ...(sha256 !== undefined && { sha256 }) });
	return true;
}
