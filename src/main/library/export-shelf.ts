import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MEDIA_SCHEME } from "../../contract/media.ts";

/** Pictures made small for the page that prints; they are gone when their export is. */
export type PrintShelf = {
	/** A place for the pictures of one export. */
	readonly open: () => Promise<{
		/** Keeps the bytes of a JPEG. @returns its address */
		readonly put: (jpeg: Uint8Array) => Promise<string>;
		readonly close: () => Promise<void>;
	}>;
	/** Absolute path behind an address; undefined when there is nothing, or nothing any more. */
	readonly pathOf: (token: string) => string | undefined;
};

/**
 * They do not lie in the library: one that cannot be written to can be printed.
 * @param folder for these pictures alone; what an earlier run left in it is removed
 */
export function createPrintShelf(folder: string): PrintShelf {
	const paths = new Map<string, string>();
	const swept = rm(folder, { recursive: true, force: true }).catch(() => {});
	return {
		pathOf: (token) => paths.get(token),
		open: async () => {
			await swept;
			await mkdir(folder, { recursive: true });
			const own = await mkdtemp(join(folder, "export-"));
			const mine: string[] = [];
			return {
				put: async (jpeg) => {
					const token = randomUUID();
					const path = join(own, `${token}.jpg`);
					await writeFile(path, jpeg);
					paths.set(token, path);
					mine.push(token);
					return `${MEDIA_SCHEME}://print/${token}`;
				},
				close: async () => {
					for (const token of mine) paths.delete(token);
					await rm(own, { recursive: true, force: true, maxRetries: 3 });
				},
			};
		},
	};
}
