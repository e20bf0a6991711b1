import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { RunId } from "../../../contract/ids.ts";
import { ImportWay } from "../../../contract/imports.ts";
import type { Log } from "../../foundation/log.ts";
import type { Disk } from "../../store/disk.ts";
import { whenAbsent } from "../../store/library-folder.ts";
import { PendingPictures } from "./pending-pictures.ts";

/** What an import has done so far. */
export const ImportCounts = z.object({
	/** New in the library. */
	added: z.int().min(0),
	/** Were there already, in the trash too. */
	known: z.int().min(0),
	trashed: z.int().min(0),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

/** An import as it is written down until it has ended. */
export const ImportState = z.object({
	version: z.literal(1),
	id: RunId,
	/** Of the library it belongs to; absolute. */
	library: z.string(),
	paths: z.array(z.string()),
	way: ImportWay,
	paused: z.boolean(),
	/** Absent: only what is pending is to be settled. */
	goesOn: z.literal(true).optional(),
	counts: ImportCounts,
	/** How far it was, to be shown until it is that far again; `total` absent: not known yet. */
	progress: z.object({ done: z.int().min(0), total: z.int().min(0).optional() }).optional(),
	pending: z.array(PendingPictures),
});
export type ImportState = z.infer<typeof ImportState>;

/** Imports that have not ended, in the app's data folder: one file each. */
export type RunFiles = {
	readonly read: () => Promise<readonly ImportState[]>;
	/** Durable when it resolves. @throws what the system threw */
	readonly write: (state: ImportState) => Promise<void>;
	readonly remove: (id: RunId) => Promise<void>;
};

export function createRunFiles(folder: string, disk: Disk, log: Log): RunFiles {
	const pathOf = (id: string) => join(folder, `${id}.json`);
	return {
		read: async () => {
			const names = await readdir(folder).catch(whenAbsent([]));
			const states: ImportState[] = [];
			for (const name of names.filter((one) => one.endsWith(".json")).sort()) {
				try {
					states.push(ImportState.parse(JSON.parse(await readFile(join(folder, name), "utf8"))));
				} catch (error) {
					log.warn("an import of an earlier run cannot be read", { said: String(error) });
				}
			}
			return states;
		},
		write: async (state) => {
			await mkdir(folder, { recursive: true });
			const part = `${pathOf(state.id)}.part`;
			await disk.writeFile(part, JSON.stringify(state));
			await disk.replace(part, pathOf(state.id));
			await disk.syncFolder(folder);
		},
		remove: (id) => disk.remove(pathOf(id)),
	};
}
