import { lstat, readdir, readFile } from "node:fs/promises";
import { z } from "zod";
import { appError } from "../../contract/errors.ts";
import { ImageId, JobId } from "../../contract/ids.ts";
import { ImportRecord } from "../../contract/imports.ts";
import { EpochMs } from "../../contract/jobs.ts";
import { ImageRecord, Recipe } from "../../contract/library.ts";
import { isCrowded } from "../foundation/crowded.ts";
import type { IndexEntry } from "../store/index-repo.ts";
import { type LibraryFolder, sizeOfFile, whenAbsent } from "../store/library-folder.ts";
import { isPlainName } from "./picture-names.ts";

/** One folder for each picture in the trash, named for its id. */
export const TRASHED_PICTURES = "trash/pictures";
export const TRASH_ENTRY = "entry.json";
const TRASH_VERSION = 1;
/** A recipe, and what the index knows of one picture. */
const MAX_ENTRY_BYTES = 17 * 1024 * 1024;
/** Read together. */
const READ_AT_ONCE = 16;

/** A record of a stranger may name itself, or another record, as the picture. */
export const isFileOfPicture = (name: string): boolean =>
	isPlainName(name) && !/\.json$/i.test(name);

const PlainName = z.string().refine(isFileOfPicture, "is no plain name of a picture's file");
/** `2026-11/21-neon-panda-a1b2c3`: what an entry says is never a way out of the library. */
const JobFolder = z
	.string()
	.regex(/^\d{4}-\d{2}\/[^/\\]+$/)
	.refine((path) => isPlainName(path.slice(path.indexOf("/") + 1)), "is no folder of a job");

/** `trash/pictures/<image id>/entry.json`: where a picture came from, and what it takes to show it. */
export const TrashEntry = z.object({
	version: z.literal(TRASH_VERSION),
	trashedAt: EpochMs,
	/** Of its job, inside the library, with `/`. */
	folder: JobFolder,
	/** Its file in that folder, and beside the entry; absent: none was moved, it is linked or missing. */
	file: PlainName.optional(),
	/** While it is being put back because `file` is taken there: its new name. */
	restoring: PlainName.optional(),
	/** As the index had it before it was trashed, `sha256` and `look` as its record has them. */
	image: ImageRecord,
	job: z.object({
		parent: ImageId.optional(),
		set: JobId.optional(),
		createdAt: EpochMs.optional(),
		gateway: z.string().optional(),
		usd: z.number().optional(),
		references: z.array(z.string()).max(1_000),
		imported: z.literal(true).optional(),
	}),
	sha256: z.string().optional(),
	look: z.string().max(400).optional(),
	/** What its folder said of this picture alone, should the folder be gone when it is put back. */
	recipe: Recipe.optional(),
	imported: ImportRecord.optional(),
});
export type TrashEntry = z.infer<typeof TrashEntry>;

/** A picture in the trash. */
export type TrashedPicture = {
	readonly entry: TrashEntry;
	/** Where its file is now, inside the library, with `/`; of one without a file what the index called it. */
	readonly file: string;
};

export type TrashReading = {
	readonly pictures: ReadonlyMap<ImageId, TrashedPicture>;
	/** Paths are inside the library, with `/`. */
	readonly problems: readonly { readonly path: string; readonly said: string }[];
};

/** The folder of a picture in the trash, inside the library. */
export const trashFolderOf = (id: ImageId): string => `${TRASHED_PICTURES}/${id}`;

/** A new entry for a picture as the index has it. */
export function trashEntry(
	of: IndexEntry,
	facts: Pick<TrashEntry, "trashedAt" | "file" | "recipe" | "imported">,
): TrashEntry {
	const { job, ...rest } = of;
	return {
		version: TRASH_VERSION,
		...rest,
		job: { ...job, references: [...job.references] },
		...facts,
	};
}

/**
 * An entry as it is written.
 * @throws AppError `record-damaged` for one that could not be read again, of a made-up recipe
 */
export function entryText(entry: TrashEntry): string {
	const parsed = TrashEntry.safeParse(entry);
	const text = `${JSON.stringify(entry, undefined, "\t")}\n`;
	if (parsed.success && Buffer.byteLength(text) <= MAX_ENTRY_BYTES) return text;
	const said = parsed.error === undefined ? "it is too long" : z.prettifyError(parsed.error);
	throw appError("record-damaged", { said: `${TRASH_ENTRY}: ${said.slice(0, 300)}` });
}

/** What the index has of a picture in the trash whose folder or record is gone. */
export function entryInTrash({ entry, file }: TrashedPicture): IndexEntry {
	const { image, folder, job, sha256, look, trashedAt } = entry;
	return {
		image: { ...image, file, trashedAt },
		...{ folder, job },
		...(sha256 !== undefined && { sha256 }),
		...(look !== undefined && { look }),
	};
}

/**
 * What the index has of a picture in the trash whose record is still in its folder.
 * @param of as made of that record
 */
export function asTrashed(of: IndexEntry, { entry, file }: TrashedPicture): IndexEntry {
	const { folder, trashedAt, image: before } = entry;
	const { width, height, bytes, format, savedAt } = before;
	const { missing: _, ...image } = of.image;
	return {
		...of,
		folder,
		image: {
			...image,
			// As it was when it was last looked at; the designer may have changed the file in its place.
			...{ width, height, bytes, format, savedAt },
			...{ file, trashedAt },
			...(before.missing === true && { missing: true }),
		},
	};
}

/**
 * Every picture in the trash, without the records their entries keep. An entry whose file is not beside it is none: its picture was not
 * moved yet, or is back in its folder.
 */
export async function readTrash(place: LibraryFolder): Promise<TrashReading> {
	const names = await readdir(place.path(TRASHED_PICTURES)).catch(whenAbsent([]));
	const ids = names.flatMap((name) => ImageId.safeParse(name).data ?? []).sort();
	const pictures = new Map<ImageId, TrashedPicture>();
	const problems: TrashReading["problems"][number][] = [];
	for (let done = 0; done < ids.length; done += READ_AT_ONCE) {
		const batch = ids.slice(done, done + READ_AT_ONCE);
		const read = await Promise.all(batch.map((id) => readTrashed(place, id)));
		for (const [at, found] of read.entries()) {
			const id = batch[at];
			if (id === undefined || found === undefined) continue;
			if ("said" in found) problems.push({ path: trashFolderOf(id), said: found.said });
			else pictures.set(id, { ...found, entry: withoutRecord(found.entry) });
		}
	}
	return { pictures, problems };
}

/** Of a hundred thousand pictures in the trash, their records would fill the memory. */
function withoutRecord({ recipe: _, imported: __, ...entry }: TrashEntry): TrashEntry {
	return entry;
}

/**
 * One picture in the trash.
 * @returns undefined when it is not there; `said` when its entry cannot be understood
 */
export async function readTrashed(
	place: LibraryFolder,
	id: ImageId,
): Promise<TrashedPicture | { readonly said: string } | undefined> {
	const entry = await readTrashEntry(place, id);
	if (entry === undefined || "said" in entry) return entry;
	const { file, image } = entry;
	if (file === undefined) return { entry, file: image.file };
	const inside = `${trashFolderOf(id)}/${file}`;
	return (await sizeOfFile(place.path(inside))) === undefined ? undefined : { entry, file: inside };
}

/** The entry of a picture, wherever its file is; `said` when it cannot be understood. */
export async function readTrashEntry(
	place: LibraryFolder,
	id: ImageId,
): Promise<TrashEntry | { readonly said: string } | undefined> {
	const path = place.path(`${trashFolderOf(id)}/${TRASH_ENTRY}`);
	const found = await lstat(path).catch(whenAbsent(undefined));
	if (found === undefined) return undefined;
	if (!found.isFile() || found.size > MAX_ENTRY_BYTES)
		return { said: `${TRASH_ENTRY} is no entry` };
	try {
		const value: unknown = JSON.parse(await readFile(path, "utf8"));
		if (isCrowded(value)) return { said: `${TRASH_ENTRY} has lists longer than any job` };
		const entry = TrashEntry.parse(value);
		return entry.image.id === id ? entry : { said: `${TRASH_ENTRY} is of another picture` };
	} catch (error) {
		const said = error instanceof z.ZodError ? z.prettifyError(error) : "it is not JSON";
		return { said: `${TRASH_ENTRY}: ${said}` };
	}
}
