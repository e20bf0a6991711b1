import { z } from "zod";
import { type Database, parsedRow, type Statement } from "./database.ts";

/** Where a file lies in its library. */
export type FilePlace = {
	/** Inside the library, with `/`; empty: its top. */
	readonly folder: string;
	readonly name: string;
};

const WantedFile = z.object({
	folder: z.string(),
	name: z.string(),
	/** The part of the library it is listed in. */
	part: z.string(),
	bytes: z.int(),
	/** Time of change, ms since the Unix epoch with its fraction. */
	changed: z.number(),
});
export type WantedFile = z.infer<typeof WantedFile>;

export const MirroredFile = WantedFile.extend({ sha256: z.string() });
export type MirroredFile = z.infer<typeof MirroredFile>;

const Count = z.object({ n: z.int() });
const Folder = z.object({ folder: z.string() });

/** The files of a mirrored library: those whose bytes are in the bucket, and those that are still to be sent. */
export function createMirrorFileRows(database: Database) {
	return { ...writingRows(database), ...readingRows(database) };
}

function writingRows(database: Database) {
	const sql = database.prepare;
	const want = sql(
		"INSERT OR REPLACE INTO wanted VALUES (:folder, :name, :part, :bytes, :changed)",
	);
	const unwant = sql("DELETE FROM wanted WHERE folder = ? AND name = ?");
	const put = sql("INSERT INTO file VALUES (:folder, :name, :part, :bytes, :changed, :sha256)");
	const drop = sql("DELETE FROM file WHERE folder = ? AND name = ?");
	const unlist = sql("DELETE FROM list WHERE part = ?");
	const dirty = sql("INSERT OR IGNORE INTO dirty VALUES (?)");
	const relist = (part: string) => {
		unlist.run(part);
		dirty.run(part);
	};
	return {
		want: (file: WantedFile): void => {
			want.run(columnsOf(file));
		},
		/** The file is as it was when its bytes were sent. */
		unwant: ({ folder, name }: FilePlace): void => {
			unwant.run(folder, name);
		},
		/** Its bytes are in the bucket. */
		keep: (file: MirroredFile): void =>
			database.transaction(() => {
				drop.run(file.folder, file.name);
				put.run({ ...columnsOf(file), sha256: file.sha256 });
				unwant.run(file.folder, file.name);
				relist(file.part);
			}),
		/** The file is no longer in the library. */
		forget: ({ folder, name, part }: FilePlace & Pick<WantedFile, "part">): void => {
			unwant.run(folder, name);
			if (drop.run(folder, name) > 0) relist(part);
		},
	};
}

function readingRows(database: Database) {
	const sql = database.prepare;
	const kept = sql("SELECT folder, name, part, bytes, changed, sha256 FROM file WHERE folder = ?");
	const left = sql("SELECT folder, name, part, bytes, changed FROM wanted WHERE folder = ?");
	const fileFolders = sql(
		"SELECT DISTINCT folder FROM file WHERE folder > ? ORDER BY folder LIMIT 1000",
	);
	const wantedFolders = sql(
		"SELECT DISTINCT folder FROM wanted WHERE folder > ? ORDER BY folder LIMIT 1000",
	);
	const next = sql(
		`SELECT folder, name, part, bytes, changed FROM wanted
		 WHERE (folder, name) < (?, ?) ORDER BY folder DESC, name DESC LIMIT 64`,
	);
	const files = sql("SELECT files AS n FROM tally");
	const wanted = sql("SELECT count(*) AS n FROM wanted");
	const changed = sql("SELECT count(*) AS n FROM wanted CROSS JOIN file USING (folder, name)");
	const rows = <Row>(schema: z.ZodType<Row>, found: readonly unknown[]) =>
		found.map((row) => parsedRow(schema, row, "a file of a mirror"));
	const names = (found: readonly unknown[]) => rows(Folder, found).map(({ folder }) => folder);
	const count = (statement: Statement) => parsedRow(Count, statement.get(), "a count").n;
	return {
		/** Files of one folder that are in the bucket. */
		filesIn: (folder: string): readonly MirroredFile[] => rows(MirroredFile, kept.all(folder)),
		wantedIn: (folder: string): readonly WantedFile[] => rows(WantedFile, left.all(folder)),
		/** Folders with files of either kind, in order, at most a thousand; some come in both. */
		fileFoldersAfter: (folder: string): readonly string[] => names(fileFolders.all(folder)),
		wantedFoldersAfter: (folder: string): readonly string[] => names(wantedFolders.all(folder)),
		/** The next files to send, newest folders first. @param before the last one that was given */
		next: (before: FilePlace | undefined): readonly WantedFile[] =>
			// No name of a file sorts behind the highest character.
			rows(WantedFile, next.all(before?.folder ?? "\u{10FFFF}", before?.name ?? "")),
		/** Whether every file is in the bucket as it is. */
		isComplete: (): boolean => next.get("\u{10FFFF}", "") === undefined,
		wanted: (): number => count(wanted),
		counts: (): { readonly files: number; readonly mirrored: number } => {
			const [sent, open, both] = [count(files), count(wanted), count(changed)];
			return { files: sent + open - both, mirrored: sent - both };
		},
	};
}

function columnsOf({ folder, name, part, bytes, changed }: WantedFile) {
	return { folder, name, part, bytes, changed };
}
