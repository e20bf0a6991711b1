import { readdir } from "node:fs/promises";
import { sha256OfFile } from "../../store/disk.ts";
import { type LibraryFolder, sizeOfFile, whenAbsent } from "../../store/library-folder.ts";
import { REFERENCES_FOLDER } from "../../store/snapshot-files.ts";
import type { Found, Tally } from "./check-findings.ts";

const SNAPSHOT = /^[0-9a-f]{64}\.(?!json$)[a-z]{1,8}$/;

/** Names of snapshots by their hash; a folder is read once. */
export function createReferenceNames(place: LibraryFolder) {
	const shelves = new Map<string, Promise<ReadonlyMap<string, string>>>();
	const read = async (shelf: string) => {
		const names = await readdir(place.path(`${REFERENCES_FOLDER}/${shelf}`)).catch(
			whenAbsent<string[]>([]),
		);
		return new Map(
			names.filter((name) => SNAPSHOT.test(name)).map((name) => [name.slice(0, 64), name]),
		);
	};
	return {
		/** Inside the library, with `/`; undefined when there is no snapshot of these bytes. */
		pathOf: async (sha256: string): Promise<string | undefined> => {
			const shelf = sha256.slice(0, 2);
			const names = shelves.get(shelf) ?? read(shelf);
			shelves.set(shelf, names);
			const name = (await names).get(sha256);
			return name === undefined ? undefined : `${REFERENCES_FOLDER}/${shelf}/${name}`;
		},
	};
}
export type ReferenceNames = ReturnType<typeof createReferenceNames>;

/** Compares every snapshot with the hash it is named for. */
export async function* checkReferences(
	place: LibraryFolder,
	tally: Tally,
	breathe: (current: string) => Promise<void>,
): AsyncGenerator<Found> {
	const shelves = await readdir(place.path(REFERENCES_FOLDER)).catch(whenAbsent<string[]>([]));
	for (const shelf of shelves.filter((name) => /^[0-9a-f]{2}$/.test(name)).sort()) {
		const names = await readdir(place.path(`${REFERENCES_FOLDER}/${shelf}`));
		for (const name of names.filter((one) => SNAPSHOT.test(one)).sort()) {
			const path = `${REFERENCES_FOLDER}/${shelf}/${name}`;
			await breathe(path);
			const sha256 = name.slice(0, 64);
			const bytes = await sizeOfFile(place.path(path));
			if (bytes === undefined) continue;
			// A bad sector is damage too.
			const found = await sha256OfFile(place.path(path)).catch(() => undefined);
			tally.read(bytes);
			if (found !== sha256) yield { kind: "reference-damaged", path, sha256 };
		}
	}
}
