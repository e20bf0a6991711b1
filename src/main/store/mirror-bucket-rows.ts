import { z } from "zod";
import { type Database, parsedRow } from "./database.ts";

/** One object of a bucket, by the hash of its bytes. */
export const BlobRow = z.object({
	sha256: z.string(),
	bytes: z.int(),
	/** Without quotes; empty: the bucket gives none. */
	etag: z.string(),
});
export type BlobRow = z.infer<typeof BlobRow>;

/** The objects of a mirror's bucket: those seen whole, and what the bucket last listed. */
export function createMirrorBucketRows(database: Database) {
	const sql = database.prepare;
	const getBlob = sql("SELECT sha256, bytes, etag FROM blob WHERE sha256 = ?");
	const putBlob = sql("INSERT OR REPLACE INTO blob VALUES (:sha256, :bytes, :etag)");
	const dropBlob = sql("DELETE FROM blob WHERE sha256 = ?");
	const clear = sql("DELETE FROM listed");
	const putListed = sql("INSERT OR REPLACE INTO listed VALUES (:sha256, :bytes, :etag)");
	const getListed = sql("SELECT sha256, bytes, etag FROM listed WHERE sha256 = ?");
	const range = "sha256 >= ? AND sha256 < ?";
	const loseBlobs = sql(
		`DELETE FROM blob WHERE ${range} AND NOT EXISTS (SELECT 1 FROM listed
			WHERE listed.sha256 = blob.sha256 AND listed.bytes = blob.bytes AND listed.etag = blob.etag)`,
	);
	const gone = "NOT EXISTS (SELECT 1 FROM blob WHERE blob.sha256 = file.sha256)";
	const wantLost = sql(
		`INSERT OR IGNORE INTO wanted
		 SELECT folder, name, part, bytes, changed FROM file WHERE ${range} AND ${gone}`,
	);
	const dirtyLost = sql(
		`INSERT OR IGNORE INTO dirty SELECT part FROM file WHERE ${range} AND ${gone}`,
	);
	const dropLost = sql(`DELETE FROM file WHERE ${range} AND ${gone}`);
	const dirtyLists = sql(
		`INSERT OR IGNORE INTO dirty SELECT part FROM list
		 WHERE NOT EXISTS (SELECT 1 FROM blob WHERE blob.sha256 = list.sha256)`,
	);
	const dropDirty = sql("DELETE FROM list WHERE part IN (SELECT part FROM dirty)");
	const read = (row: unknown) =>
		row === undefined ? undefined : parsedRow(BlobRow, row, "an object of a mirror");

	return {
		/** An object that was seen in the bucket whole. */
		blob: (sha256: string): BlobRow | undefined => read(getBlob.get(sha256)),
		putBlob: (row: BlobRow): void => {
			putBlob.run({ ...row });
		},
		dropBlob: (sha256: string): void => {
			dropBlob.run(sha256);
		},
		/** Forgets what the bucket listed before. */
		clearListed: (): void => {
			clear.run();
		},
		putListed: (rows: readonly BlobRow[]): void =>
			database.transaction(() => {
				for (const row of rows) putListed.run({ ...row });
			}),
		/** What the bucket said of an object when it was listed last. */
		listed: (sha256: string): BlobRow | undefined => read(getListed.get(sha256)),
		/**
		 * Believes the list: objects that are gone or are others now, and files whose bytes they were, are
		 * wanted again. For hashes from `from` to below `to`, so that nobody waits for long.
		 * @returns how many files lost their bytes
		 */
		believeList: (from: string, to: string): number =>
			database.transaction(() => {
				if (loseBlobs.run(from, to) === 0) return 0;
				wantLost.run(from, to);
				dirtyLost.run(from, to);
				return dropLost.run(from, to);
			}),
		/** After that: lists of files that the bucket does not have, or that name lost ones, are written anew. */
		believeLists: (): void =>
			database.transaction(() => {
				dirtyLists.run();
				dropDirty.run();
			}),
	};
}
