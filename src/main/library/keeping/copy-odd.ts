import { constants, copyFile, lstat, mkdir, open, readdir, rm, utimes } from "node:fs/promises";
import { sep } from "node:path";
import { appError } from "../../../contract/errors.ts";
import { storageError, systemCode } from "../../foundation/storage-error.ts";
import { sha256OfFile } from "../../store/disk.ts";
import { SourceFault } from "./copy-verified.ts";
import type { OddEntry } from "./odd-names.ts";

/** A disk that takes names of valid text alone. */
const refusedNames: readonly string[] = ["EILSEQ", "EINVAL"];

/**
 * Copies what is called by no text, a folder with everything in it, and reads each copy again.
 * What is there from an earlier try is compared and not copied twice; links are passed over.
 * @param from, to absolute; the folder it lies in is there in both
 * @throws SourceFault `file-name-no-text` when the disk there takes no such names; AppError
 * `copy-differs`; what the system throws; the signal's reason
 */
export async function copyOdd(
	entry: OddEntry,
	{ from, to }: { readonly from: string; readonly to: string },
	signal: AbortSignal,
): Promise<void> {
	const below = (root: string) => Buffer.concat([Buffer.from(`${root}${sep}`), entry.path]);
	try {
		await copyAny(below(from), below(to), entry.shown, signal);
	} catch (error) {
		if (!refusedNames.includes(systemCode(error))) throw error;
		const said = appError("file-name-no-text", { file: entry.shown });
		throw new SourceFault(said, { cause: error });
	}
}

async function copyAny(
	from: Buffer,
	to: Buffer,
	shown: string,
	signal: AbortSignal,
): Promise<void> {
	signal.throwIfAborted();
	const found = await lstat(from);
	if (found.isFile()) await copyWhole(from, to, shown);
	if (!found.isDirectory()) return;
	await mkdir(to, { recursive: true });
	for (const name of await readdir(from, { encoding: "buffer" })) {
		const step = Buffer.concat([Buffer.from(sep), name]);
		await copyAny(Buffer.concat([from, step]), Buffer.concat([to, step]), shown, signal);
	}
}

async function copyWhole(from: Buffer, to: Buffer, shown: string): Promise<void> {
	const wanted = await sha256OfFile(from).catch((error: unknown) => {
		throw new SourceFault(storageError(error, shown), { cause: error });
	});
	if ((await sha256OfFile(to).catch(() => undefined)) === wanted) return;
	// Half a copy of an earlier try, in a place of ours.
	await rm(to, { force: true });
	await copyFile(from, to, constants.COPYFILE_EXCL);
	const file = await open(to, "r+");
	try {
		await file.sync();
	} finally {
		await file.close();
	}
	if ((await sha256OfFile(to)) !== wanted) throw appError("copy-differs", { path: shown });
	const { atime, mtime } = await lstat(from);
	await utimes(to, atime, mtime).catch(() => {});
}
