import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { appError } from "../../contract/errors.ts";
import { type Disk, sha256OfFile } from "../store/disk.ts";
import { numberedName } from "./export-name.ts";
import { createWrittenFiles } from "./written-files.ts";

/** More files of one name than this means something else is wrong. */
const MAX_NAMES = 1_000;

/** One picture on its way out. */
export type LeavingFile = {
	/** Absolute. */
	readonly path: string;
	/** Of its name, without a dot. */
	readonly ending: string;
};

/**
 * Copies files, byte for byte, into a folder as `name-01.png`, `name-02.png`, …, never over another
 * file. Each copy is read again and compared. All or nothing: what was written is taken away when one
 * of them fails or the signal says so, but for what somebody has worked on meanwhile.
 * @param folder absolute path, there already
 * @param progress hears how many are copied
 * @returns the names
 * @throws what the disk throws; the signal's reason
 */
export async function exportFiles(
	files: readonly LeavingFile[],
	to: { readonly folder: string; readonly name: string },
	ports: {
		readonly disk: Disk;
		readonly signal: AbortSignal;
		readonly progress: (done: number) => void;
	},
): Promise<readonly string[]> {
	const { disk, signal, progress } = ports;
	const written = createWrittenFiles(to.folder, disk);
	try {
		for (const [place, file] of files.entries()) {
			signal.throwIfAborted();
			const part = join(to.folder, `.${randomUUID()}.part`);
			try {
				await copyWhole(file.path, part, disk);
				const facts = { place, total: files.length, ending: file.ending };
				await written.note(await nameIt(part, facts, to, disk));
			} finally {
				await disk.remove(part).catch(() => {});
			}
			progress(place + 1);
		}
		signal.throwIfAborted();
		await disk.syncFolder(to.folder);
		return written.names;
	} catch (error) {
		await written.takeBack();
		throw error;
	}
}

async function copyWhole(from: string, part: string, disk: Disk): Promise<void> {
	const { sha256 } = await disk.copyFrom(createReadStream(from), part);
	if ((await sha256OfFile(part)) === sha256) return;
	throw appError("export-failed", { said: "a copy differs from its picture" });
}

async function nameIt(
	part: string,
	facts: Parameters<typeof numberedName>[1],
	{ folder, name }: { readonly folder: string; readonly name: string },
	disk: Disk,
): Promise<string> {
	for (let attempt = 1; attempt <= MAX_NAMES; attempt += 1) {
		const tried = numberedName(name, facts, attempt);
		if (await disk.moveToNew(part, join(folder, tried))) return tried;
	}
	throw appError("export-failed", { said: `no free name for ${name} in ${folder}` });
}
