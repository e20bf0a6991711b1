import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
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

/** They lie in the system's temporary folder: a library that cannot be written to can be printed. */
export function createPrintShelf(): PrintShelf {
	const paths = new Map<string, string>();
	return {
		pathOf: (token) => paths.get(token),
		open: async () => {
			const folder = await mkdtemp(join(tmpdir(), "seedcase-print-"));
			const mine: string[] = [];
			return {
				put: async (jpeg) => {
					const token = randomUUID();
					const path = join(folder, `${token}.jpg`);
					await writeFile(path, jpeg);
					paths.set(token, path);
					mine.push(token);
					return `${MEDIA_SCHEME}://print/${token}`;
				},
				close: async () => {
					for (const token of mine) paths.delete(token);
					await rm(folder, { recursive: true, force: true, maxRetries: 3 });
				},
			};
		},
	};
}
