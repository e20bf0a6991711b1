import { randomUUID } from "node:crypto";
import { lstat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { storageError } from "../../foundation/storage-error.ts";
import type { Disk } from "../../store/disk.ts";
import { whenAbsent } from "../../store/library-folder.ts";

/**
 * Writes a file where the designer wants it: either it is there whole or what was there before is.
 * @param chosen absolute, as the dialog gave it; without its ending where the system adds none
 * @param ending without a dot
 * @returns where it was written
 * @throws AppError of the disk, or what `source` throws
 */
export async function writeTarget(
	disk: Disk,
	source: AsyncIterable<Uint8Array>,
	chosen: string,
	ending: string,
): Promise<string> {
	const folder = dirname(chosen);
	const part = join(folder, `.seedcase-${randomUUID()}.part`);
	try {
		const target = await withEnding(chosen, ending);
		await disk.copyFrom(source, part);
		await disk.replace(part, target);
		await disk.syncFolder(folder);
		return target;
	} catch (error) {
		await disk.remove(part).catch(() => {});
		throw storageError(error, folder);
	}
}

/** The dialog has asked about the name it gave; one made here must be free. */
async function withEnding(chosen: string, ending: string): Promise<string> {
	if (chosen.toLowerCase().endsWith(`.${ending}`)) return chosen;
	for (let count = 1; ; count += 1) {
		const path = `${chosen}${count === 1 ? "" : ` ${count}`}.${ending}`;
		if ((await lstat(path).catch(whenAbsent(undefined))) === undefined) return path;
	}
}
