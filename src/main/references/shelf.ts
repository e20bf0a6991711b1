import { readFile } from "node:fs/promises";
import { z } from "zod";
import { appError } from "../../contract/errors.ts";
import type { ReferenceId } from "../../contract/ids.ts";
import { ShelfEntry } from "../../contract/references.ts";
import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import { storageError } from "../foundation/storage-error.ts";
import { type Disk, realDisk } from "../store/disk.ts";
import {
	createLibraryFolder,
	type LibraryFolder,
	sizeOfFile,
	whenAbsent,
} from "../store/library-folder.ts";
import { REFERENCES_FOLDER } from "../store/snapshot-files.ts";
import type { ReferenceStore } from "./reference-store.ts";

/** The named references of a library. Those whose snapshot is gone are kept, and not shown. */
export type Shelf = {
	readonly list: () => Promise<ShelfEntry[]>;
	/** @throws AppError `name-taken`, `reference-gone`, or one of the disk's */
	readonly save: (entry: Omit<ShelfEntry, "addedAt">) => Promise<ShelfEntry[]>;
	readonly remove: (id: ReferenceId) => Promise<ShelfEntry[]>;
};

export type ShelfPorts = {
	/** Of the library, absolute. */
	readonly folder: string;
	readonly references: Pick<ReferenceStore, "get">;
	readonly clock: Pick<Clock, "now">;
	readonly log: Log;
	readonly onChange: (entries: readonly ShelfEntry[]) => void;
	/** The real one when absent. */
	readonly disk?: Disk;
};

/** More than anybody gives names to; a file that a strange hand has written has more. */
const Entries = z.array(z.unknown()).max(10_000);
const MAX_FILE_BYTES = 16 * 1024 * 1024;
const INSIDE = `${REFERENCES_FOLDER}/shelf.json`;

/** The shelf of a library, in `references/shelf.json`. One change after the other. */
export function createShelf(ports: ShelfPorts): Shelf {
	const { references, onChange, clock, disk = realDisk } = ports;
	const place = createLibraryFolder(ports.folder, disk);
	let turn: Promise<unknown> = Promise.resolve();
	const { read, write } = createShelfFile(place, disk, ports);

	const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
		const result = turn.then(work).catch((thrown: unknown) => {
			throw storageError(thrown, place.root);
		});
		turn = result.catch(() => {});
		return result;
	};
	const isThere = async ({ reference }: ShelfEntry) =>
		(await references.get(reference)) !== undefined;
	const there = async (entries: readonly ShelfEntry[]) => {
		const are = await Promise.all(entries.map(isThere));
		return entries.filter((_, at) => are[at]);
	};
	const changed = async (entries: readonly ShelfEntry[]) => {
		await write(entries);
		const shown = await there(entries);
		onChange(shown);
		return shown;
	};
	return {
		list: () => inTurn(async () => there(await read())),
		save: ({ reference, name, role }) =>
			inTurn(async () => {
				if ((await references.get(reference)) === undefined) {
					throw appError("reference-gone", { name: `@${name}` });
				}
				const before = await read();
				const rival = before.find(
					(other) => other.reference !== reference && sameName(other, name),
				);
				if (rival !== undefined && (await isThere(rival))) {
					throw appError("name-taken", { name: rival.name });
				}
				const known = before.find((entry) => entry.reference === reference);
				const addedAt = known?.addedAt ?? clock.now();
				const entry = { reference, name, ...(role !== undefined && { role }), addedAt };
				const others = before.filter((other) => other !== rival);
				return changed(
					known === undefined
						? [...others, entry]
						: others.map((other) => (other === known ? entry : other)),
				);
			}),
		remove: (id) =>
			inTurn(async () => {
				const before = await read();
				const after = before.filter(({ reference }) => reference !== id);
				return after.length === before.length ? there(before) : changed(after);
			}),
	};
}

/** The file of the shelf; see {@link Shelf} for what is thrown. */
function createShelfFile(
	place: LibraryFolder,
	disk: Disk,
	{ clock, log }: Pick<ShelfPorts, "clock" | "log">,
) {
	const path = place.path(INSIDE);
	const write = async (entries: readonly ShelfEntry[]) => {
		await place.ensurePresent();
		await disk.makeFolder(place.path(REFERENCES_FOLDER));
		await place.writeWhole(path, `${JSON.stringify(entries, undefined, "\t")}\n`);
	};
	/** A file that is there and cannot be read is an error, never an empty shelf to write over it. */
	const read = async (): Promise<readonly ShelfEntry[]> => {
		// Of a library that is away nothing is known, which is not the same as an empty shelf.
		await place.ensurePresent();
		const tooLarge = ((await sizeOfFile(path)) ?? 0) > MAX_FILE_BYTES;
		const file = tooLarge ? Buffer.alloc(0) : await readFile(path).catch(whenAbsent(undefined));
		if (file === undefined) return [];
		const { entries, isWhole } = entriesIn(file.toString("utf8"));
		if (isWhole) return entries;
		const aside = place.path(`${REFERENCES_FOLDER}/shelf.broken-${clock.now()}.json`);
		if (entries.length === 0) {
			await disk.replace(path, aside);
		} else {
			// The copy first: wherever this breaks off, no name is away.
			await place.writeWhole(aside, file);
			await write(entries);
		}
		log.warn("not all of the shelf can be read; it was set aside", { file: aside });
		return entries;
	};
	return { read, write };
}

/** One entry that cannot be read, such as one of a newer version, keeps none of the others out. */
function entriesIn(text: string): {
	readonly entries: readonly ShelfEntry[];
	readonly isWhole: boolean;
} {
	try {
		const all = Entries.parse(JSON.parse(text));
		const entries = all.flatMap((one) => ShelfEntry.safeParse(one).data ?? []);
		return { entries, isWhole: entries.length === all.length };
	} catch {
		return { entries: [], isWhole: false };
	}
}

/** Full-width letters and letters of another case are the same name, in every language. */
function sameName({ name }: ShelfEntry, other: string): boolean {
	const plain = (text: string) => text.normalize("NFKC").toLowerCase().normalize("NFKC");
	return plain(name) === plain(other);
}
