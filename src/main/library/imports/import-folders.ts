import { lstat } from "node:fs/promises";
import { basename } from "node:path";
import { appError } from "../../../contract/errors.ts";
import type { JobId } from "../../../contract/ids.ts";
import {
	IMPORT_RECORD_LENGTH,
	IMPORT_VERSION,
	type ImportedPicture,
	type ImportRecord,
	type ImportWay,
} from "../../../contract/imports.ts";
import { newJobId } from "../../foundation/new-id.ts";
import { whenAbsent } from "../../store/library-folder.ts";
import { localDay } from "../../store/local-day.ts";
import { jobFolderName } from "../folder-name.ts";
import type { ImportShelf } from "./import-shelf.ts";

/** A folder of the library that pictures of one source folder are being put into. */
export type OpenFolder = {
	/** Inside the library, with `/`. */
	readonly inside: string;
	/** Without pictures. */
	readonly record: ImportRecord;
	/** Of the next picture. */
	next: number;
	/** Names that are taken, folded. */
	readonly names: Set<string>;
};

export type ImportFolders = {
	/** Where the next picture of a source folder goes; made when there is none with room. */
	readonly forNext: (source: string, way: ImportWay) => Promise<OpenFolder>;
};

/** Beyond this many open ones the oldest gets no more pictures. */
const MAX_OPEN = 64;

/** What comes from one folder on one day is kept together, as far as a record reaches. */
export function createImportFolders(
	shelf: Pick<ImportShelf, "place" | "disk">,
	now: () => number,
): ImportFolders {
	const open = new Map<string, OpenFolder>();
	return {
		forNext: async (source, way) => {
			const createdAt = now();
			const key = JSON.stringify([source, way, localDay(createdAt).name]);
			const current = open.get(key);
			if (current !== undefined && current.next < IMPORT_RECORD_LENGTH) return current;
			const title = basename(source) === "" ? source : basename(source);
			const folder = await makeFolder({ source, way, createdAt, title }, shelf);
			open.delete(key);
			open.set(key, folder);
			const [oldest] = open.keys();
			if (open.size > MAX_OPEN && oldest !== undefined) open.delete(oldest);
			return folder;
		},
	};
}

async function makeFolder(
	of: Pick<ImportRecord, "source" | "way" | "createdAt" | "title">,
	{ place, disk }: Pick<ImportShelf, "place" | "disk">,
): Promise<OpenFolder> {
	await place.ensurePresent();
	const job = newJobId();
	const inside = await freeName(job, of, (name) => lstat(place.path(name)));
	await disk.makeFolder(place.path(inside));
	const record: ImportRecord = {
		version: IMPORT_VERSION,
		...{ job, ...of },
		pictures: [],
		marks: {},
	};
	return { inside, record, next: 0, names: new Set() };
}

/** Once in sixteen million, two folders of one day and one name end with the same six digits. */
async function freeName(
	id: JobId,
	{ createdAt, title }: Pick<ImportRecord, "createdAt" | "title">,
	look: (inside: string) => Promise<unknown>,
): Promise<string> {
	for (const digits of [6, 12] as const) {
		const name = jobFolderName({ id, createdAt, prompt: title }, digits);
		if ((await look(name).catch(whenAbsent(undefined))) === undefined) return name;
	}
	throw appError("internal", { said: "two folders have one id" });
}

/** The place of the next picture in a record. */
export function placed(
	folder: OpenFolder,
	picture: Omit<ImportedPicture, "index" | "file">,
): Omit<ImportedPicture, "file"> {
	const index = folder.next;
	folder.next += 1;
	return { ...picture, index };
}
