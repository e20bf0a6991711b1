import { z } from "zod";
import { openDatabase, parsedRow } from "./database.ts";

const FetchedFile = z.object({
	/** Equal for paths that may be one file. */
	key: z.string(),
	/** Inside the library, with `/`. */
	path: z.string(),
	bytes: z.int(),
	/** Time of change, ms since the Unix epoch with its fraction, when it was brought. */
	changed: z.number(),
	sha256: z.string(),
	/** The fetch that last named it. */
	run: z.string(),
});
export type FetchedFile = z.infer<typeof FetchedFile>;

const Sum = z.object({ n: z.int() });

export type FetchedRepo = ReturnType<typeof openFetchedRepo>;

/**
 * What was brought into a copy of somebody's library, so that the next fetch neither brings nor reads
 * it again. It can be found out again by reading every file.
 */
export function openFetchedRepo(path: string) {
	const database = openDatabase(
		path,
		[
			{
				version: 1,
				sql: `CREATE TABLE fetched (
					-- The path as a disk that knows no case compares it.
					key TEXT PRIMARY KEY,
					path TEXT NOT NULL,
					bytes INTEGER NOT NULL,
					changed REAL NOT NULL,
					sha256 TEXT NOT NULL,
					-- Of the fetch that last named it.
					run TEXT NOT NULL
				) STRICT, WITHOUT ROWID;
				CREATE INDEX fetched_by_sha256 ON fetched (sha256);`,
			},
		],
		{ durable: false },
	);
	const columns = "key, path, bytes, changed, sha256, run";
	const get = database.prepare(`SELECT ${columns} FROM fetched WHERE key = ?`);
	const put = database.prepare(
		"INSERT OR REPLACE INTO fetched VALUES (:key, :path, :bytes, :changed, :sha256, :run)",
	);
	const drop = database.prepare("DELETE FROM fetched WHERE key = ?");
	const same = database.prepare(
		`SELECT ${columns} FROM fetched WHERE sha256 = ? AND run <> ? LIMIT 1`,
	);
	const others = database.prepare(
		`SELECT ${columns} FROM fetched WHERE run <> ? AND key > ? ORDER BY key LIMIT 1000`,
	);
	const sum = database.prepare("SELECT coalesce(sum(bytes), 0) AS n FROM fetched");
	const read = (row: unknown) =>
		row === undefined ? undefined : parsedRow(FetchedFile, row, "a file that was fetched");
	return {
		get: (key: string): FetchedFile | undefined => read(get.get(key)),
		put: (file: FetchedFile): void => {
			put.run({ ...file });
		},
		drop: (key: string): void => {
			drop.run(key);
		},
		/** A file with these bytes that a fetch has not named yet. */
		withBytes: (sha256: string, run: string): FetchedFile | undefined =>
			read(same.get(sha256, run)),
		/** Files a fetch did not name, in order, a thousand at a time. */
		notOf: (run: string, after: string): readonly FetchedFile[] =>
			others.all(run, after).map((row) => parsedRow(FetchedFile, row, "a file that was fetched")),
		/** Of everything that was brought. */
		bytes: (): number => parsedRow(Sum, sum.get(), "a sum").n,
		close: database.close,
	};
}
