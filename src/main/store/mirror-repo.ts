import { z } from "zod";
import { type Database, openDatabase, parsedRow } from "./database.ts";
import { mirror0001 } from "./migrations/mirror-0001.ts";
import { createMirrorBucketRows } from "./mirror-bucket-rows.ts";
import { createMirrorFileRows, type FilePlace, MirroredFile } from "./mirror-file-rows.ts";

const FileList = z.object({
	sha256: z.string(),
	/** Of the list itself. */
	bytes: z.int(),
	files: z.int(),
	/** Bytes of the files it names. */
	total: z.int(),
	/** Pictures of the library among them. */
	pictures: z.int(),
});
export type FileList = z.infer<typeof FileList>;

const PartList = FileList.extend({ part: z.string() });
const Part = z.object({ part: z.string() });
const Fact = z.object({ value: z.string() });

export type MirrorRepo = ReturnType<typeof createMirrorRepo>;

/** @throws AppError `record-damaged`: it is a cache, and whoever owns it begins anew */
export function openMirrorRepo(path: string): MirrorRepo {
	return createMirrorRepo(openDatabase(path, [mirror0001], { durable: false }));
}

/** What is known of one library's mirror in one bucket: which files are there, and what is left to do. */
function createMirrorRepo(database: Database) {
	const getFact = database.prepare("SELECT value FROM fact WHERE name = ?");
	const putFact = database.prepare("INSERT OR REPLACE INTO fact VALUES (?, ?)");
	return {
		...createMirrorFileRows(database),
		...createMirrorBucketRows(database),
		...listRows(database),
		fact: (name: string): string | undefined => {
			const row = getFact.get(name);
			return row === undefined ? undefined : parsedRow(Fact, row, "a fact").value;
		},
		putFact: (name: string, value: string): void => {
			putFact.run(name, value);
		},
		transaction: database.transaction,
		close: database.close,
	};
}

/** The lists of files a manifest is made of. */
function listRows(database: Database) {
	const sql = database.prepare;
	const dirty = sql("SELECT part FROM dirty ORDER BY part DESC");
	const clean = sql("DELETE FROM dirty WHERE part = ?");
	const ofPart = sql(
		`SELECT folder, name, part, bytes, changed, sha256 FROM file
		 WHERE part = ? AND (folder, name) > (?, ?) ORDER BY folder, name LIMIT 1000`,
	);
	const drop = sql("DELETE FROM list WHERE part = ?");
	const put = sql(
		"INSERT OR REPLACE INTO list VALUES (:part, :place, :sha256, :bytes, :files, :total, :pictures)",
	);
	const all = sql(
		`SELECT part, sha256, bytes, files, total, pictures FROM list ORDER BY part DESC, place`,
	);
	const rows = <Row>(schema: z.ZodType<Row>, found: readonly unknown[]) =>
		found.map((row) => parsedRow(schema, row, "a list of a mirror"));
	return {
		/** Parts whose lists have to be written anew, newest first. */
		dirtyParts: (): readonly string[] => rows(Part, dirty.all()).map(({ part }) => part),
		/** Files of a part in order, a thousand at a time. */
		filesOf: (part: string, after: FilePlace): readonly MirroredFile[] =>
			rows(MirroredFile, ofPart.all(part, after.folder, after.name)),
		putLists: (part: string, made: readonly FileList[]): void =>
			database.transaction(() => {
				drop.run(part);
				clean.run(part);
				for (const [place, list] of made.entries()) put.run({ part, place, ...list });
			}),
		/** Newest parts first. */
		lists: (): readonly z.infer<typeof PartList>[] => rows(PartList, all.all()),
	};
}
