import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { z } from "zod";
import { ImageId } from "../../contract/ids.ts";
import type { Log } from "../foundation/log.ts";
import type { Disk } from "../store/disk.ts";
import { type LibraryFolder, OWN_FOLDER, whenAbsent } from "../store/library-folder.ts";

/**
 * Which pictures are being changed, written down before their records and files are touched and
 * forgotten when the index knows: what an app that died was at is looked at again, and nothing else.
 */
export type ChangeNotes = {
	/** @returns call it when the index has everything */
	readonly begin: (pictures: readonly ImageId[]) => Promise<() => Promise<void>>;
	/** Those of an earlier run. */
	readonly left: () => Promise<readonly LeftNote[]>;
};

export type LeftNote = {
	/** `unknown`: the note is damaged, and so any picture may be meant. */
	readonly pictures: readonly ImageId[] | "unknown";
	readonly forget: () => Promise<void>;
};

const NOTES = `${OWN_FOLDER}/changing`;
const Note = z.array(ImageId);

export function createChangeNotes(ports: {
	readonly place: LibraryFolder;
	readonly disk: Disk;
	readonly log: Log;
}): ChangeNotes {
	const { place, disk, log } = ports;
	const mine = new Set<string>();
	const forget = async (path: string) => {
		try {
			await disk.remove(path);
		} catch (error) {
			// The next opening looks at these pictures again, which changes nothing.
			log.warn("a note of an edit stays", { said: String(error) });
		}
	};
	return {
		begin: async (pictures) => {
			await place.ensurePresent();
			await disk.makeFolder(place.path(NOTES));
			const name = `${randomUUID()}.json`;
			const path = place.path(`${NOTES}/${name}`);
			mine.add(name);
			await disk.writeFile(path, JSON.stringify(pictures));
			await disk.syncFolder(place.path(NOTES));
			return async () => {
				await forget(path);
				mine.delete(name);
			};
		},
		left: async () => {
			const names = await readdir(place.path(NOTES)).catch(whenAbsent([]));
			return Promise.all(
				// An edit of this run may have begun while the index was made again.
				names
					.filter((name) => !mine.has(name))
					.map(async (name): Promise<LeftNote> => {
						const path = place.path(`${NOTES}/${name}`);
						const text = await readFile(path, "utf8").catch(() => "");
						return { pictures: picturesOf(text), forget: () => forget(path) };
					}),
			);
		},
	};
}

/** Half a note was written before anything was changed; a strange one may stand for anything. */
function picturesOf(text: string): LeftNote["pictures"] {
	try {
		return Note.safeParse(JSON.parse(text)).data ?? "unknown";
	} catch {
		return [];
	}
}
