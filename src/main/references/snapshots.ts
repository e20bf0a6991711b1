import { dirname } from "node:path";
import type { ReferenceId } from "../../contract/ids.ts";
import type { Reference } from "../../contract/references.ts";
import type { Disk } from "../store/disk.ts";
import type { ReferenceRows } from "../store/index-repo.ts";
import { type LibraryFolder, sizeOfFile } from "../store/library-folder.ts";
import { readSidecar, sidecarPath, snapshotPath } from "../store/snapshot-files.ts";

/** The files of `references/`, each with what is known of it beside it and in the index. */
export type Snapshots = {
	/** Undefined when there is no file of the right length. */
	readonly find: (
		id: ReferenceId,
	) => Promise<{ readonly reference: Reference; readonly path: string } | undefined>;
	/** Moves a file of the library's volume to where it belongs; durable when it returns. */
	readonly keep: (part: string, reference: Reference) => Promise<void>;
	/** Writes down what a file that is there is called now; durable when it returns. */
	readonly note: (reference: Reference) => Promise<Reference>;
};

export function createSnapshots(place: LibraryFolder, rows: ReferenceRows, disk: Disk): Snapshots {
	const note = async (newest: Reference): Promise<Reference> => {
		await disk.syncFolder(dirname(place.path(snapshotPath(newest))));
		const known = await readSidecar(place, newest.id);
		// Whoever brings the same bytes from elsewhere does not know what they were made of.
		const from = newest.from ?? known?.from;
		const reference = { ...newest, ...(from !== undefined && { from }) };
		if (known?.name !== reference.name || known.from !== from) {
			const text = `${JSON.stringify(reference, undefined, "\t")}\n`;
			await place.writeWhole(place.path(sidecarPath(reference.id)), text);
		}
		rows.put(reference);
		return reference;
	};
	return {
		note,
		keep: async (part, reference) => {
			const target = place.path(snapshotPath(reference));
			await disk.makeFolder(dirname(target));
			if (!(await disk.moveToNew(part, target))) {
				// The name is the hash, so another length means that the file there is damaged.
				if ((await sizeOfFile(target)) !== reference.bytes) await disk.replace(part, target);
			}
			await note(reference);
		},
		find: async (id) => {
			const reference = rows.get(id) ?? (await readSidecar(place, id));
			if (reference === undefined) return undefined;
			const path = place.path(snapshotPath(reference));
			return (await sizeOfFile(path)) === reference.bytes ? { reference, path } : undefined;
		},
	};
}
