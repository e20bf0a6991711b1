import { lstat } from "node:fs/promises";
import { join } from "node:path";
import type { Disk } from "../store/disk.ts";

/** Files an export has written into a folder of the designer's. */
export type WrittenFiles = {
	readonly names: readonly string[];
	/** @param name of a file that was written just now */
	readonly note: (name: string) => Promise<void>;
	/** Takes away those that are as they were written; one somebody has worked on since is theirs. */
	readonly takeBack: () => Promise<void>;
};

/** Size and time of change: nobody waits for gigabytes to be read again when an export is stopped. */
type Traces = { readonly bytes: bigint; readonly changedAtNs: bigint };

/** @param folder absolute */
export function createWrittenFiles(folder: string, disk: Pick<Disk, "remove">): WrittenFiles {
	const written = new Map<string, Traces | undefined>();
	const tracesOf = async (name: string): Promise<Traces | undefined> => {
		const found = await lstat(join(folder, name), { bigint: true }).catch(() => undefined);
		if (found?.isFile() !== true) return undefined;
		return { bytes: found.size, changedAtNs: found.mtimeNs };
	};
	return {
		get names() {
			return [...written.keys()];
		},
		note: async (name) => {
			written.set(name, await tracesOf(name));
		},
		takeBack: async () => {
			for (const [name, before] of written) {
				const now = await tracesOf(name);
				if (before === undefined || now === undefined) continue;
				if (now.bytes !== before.bytes || now.changedAtNs !== before.changedAtNs) continue;
				await disk.remove(join(folder, name)).catch(() => {});
			}
		},
	};
}
