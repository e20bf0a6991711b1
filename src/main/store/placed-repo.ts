import { z } from "zod";
import { JobId } from "../../contract/ids.ts";
import { EpochMs } from "../../contract/jobs.ts";
import { type Database, parsedRow } from "./database.ts";
import type { Migration } from "./migrate.ts";

/** Where one sequence of bytes is held: by whom, at which address. */
const Spot = z.object({
	/** Id of the account or of the reference host. */
	owner: z.string(),
	/** Of the upload API, or of the bucket. */
	address: z.string(),
	/** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
	sha256: z.string(),
});
export type Spot = z.infer<typeof Spot>;

const PlacedRow = Spot.extend({
	kind: z.enum(["account", "bucket"]),
	/** By which the holder knows it, for taking it away; of a bucket's object known before it is put there. */
	remoteId: z.string().optional(),
	/** Absent for a bucket, whose links are signed anew each time. */
	url: z.string().optional(),
	/** When it is gone by itself; absent: it stays until it is taken away. */
	expiresAt: EpochMs.optional(),
	/** Absent: the upload was begun, and whether it arrived is not known. */
	placedAt: EpochMs.optional(),
});
export type PlacedRow = z.infer<typeof PlacedRow>;

/** Version 2 of the journal database. */
export const placedMigration: Migration = {
	version: 2,
	sql: `CREATE TABLE placed (
		owner TEXT NOT NULL,
		address TEXT NOT NULL,
		sha256 TEXT NOT NULL,
		kind TEXT NOT NULL,
		remote_id TEXT,
		url TEXT,
		expires_at INTEGER,
		placed_at INTEGER,
		PRIMARY KEY (owner, address, sha256)
	) STRICT;
	CREATE TABLE placed_for (
		job TEXT NOT NULL,
		owner TEXT NOT NULL,
		address TEXT NOT NULL,
		sha256 TEXT NOT NULL,
		PRIMARY KEY (owner, address, sha256, job)
	) STRICT;
	CREATE INDEX placed_for_job ON placed_for (job);`,
};

const columns = `placed.owner, placed.address, placed.sha256, placed.kind,
	placed.remote_id AS remoteId, placed.url, placed.expires_at AS expiresAt, placed.placed_at AS placedAt`;
const JobRow = z.object({ job: JobId });

export type PlacedRepo = ReturnType<typeof createPlacedRepo>;

/**
 * What was placed where gateways can read it, and for which jobs. A signed link is a key of its own,
 * so nothing of this leaves main.
 */
export function createPlacedRepo(database: Database) {
	const find = database.prepare(
		`SELECT ${columns} FROM placed WHERE owner = ? AND address = ? AND sha256 = ?`,
	);
	const all = database.prepare(`SELECT ${columns} FROM placed`);
	const ofJob = database.prepare(
		`SELECT ${columns} FROM placed JOIN placed_for USING (owner, address, sha256) WHERE job = ?`,
	);
	const put = database.prepare(
		`INSERT INTO placed (owner, address, sha256, kind, remote_id, url, expires_at, placed_at)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		 ON CONFLICT (owner, address, sha256) DO UPDATE SET kind = excluded.kind,
			remote_id = excluded.remote_id, url = excluded.url,
			expires_at = excluded.expires_at, placed_at = excluded.placed_at`,
	);
	const drop = database.prepare(
		"DELETE FROM placed WHERE owner = ? AND address = ? AND sha256 = ?",
	);
	const need = database.prepare(
		"INSERT OR IGNORE INTO placed_for (owner, address, sha256, job) VALUES (?, ?, ?, ?)",
	);
	const release = database.prepare("DELETE FROM placed_for WHERE job = ?");
	const needing = database.prepare(
		"SELECT job FROM placed_for WHERE owner = ? AND address = ? AND sha256 = ?",
	);
	const jobs = database.prepare("SELECT DISTINCT job FROM placed_for");

	const key = ({ owner, address, sha256 }: Spot) => [owner, address, sha256] as const;
	const rows = (found: readonly unknown[]) => found.map(read);
	const ids = (found: readonly unknown[]) =>
		found.map((row) => parsedRow(JobRow, row, "a job that needs a placed reference").job);

	return {
		find: (spot: Spot): PlacedRow | undefined => {
			const row = find.get(...key(spot));
			return row === undefined ? undefined : read(row);
		},
		all: (): readonly PlacedRow[] => rows(all.all()),
		ofJob: (job: JobId): readonly PlacedRow[] => rows(ofJob.all(job)),
		put: (row: PlacedRow): void => {
			const { kind, remoteId, url, expiresAt, placedAt } = row;
			const rest = [kind, remoteId, url, expiresAt, placedAt].map((value) => value ?? null);
			put.run(...key(row), ...rest);
		},
		drop: (spot: Spot): void => {
			drop.run(...key(spot));
		},
		/** Notes that a job needs it, before anybody looks whether it is there. */
		need: (job: JobId, spot: Spot): void => {
			need.run(...key(spot), job);
		},
		/** The job needs none of its references any more. */
		release: (job: JobId): void => {
			release.run(job);
		},
		jobsNeeding: (spot: Spot): readonly JobId[] => ids(needing.all(...key(spot))),
		/** Every job that needs any. */
		jobs: (): readonly JobId[] => ids(jobs.all()),
	};
}

function read(row: unknown): PlacedRow {
	const { remoteId, url, expiresAt, placedAt, ...rest } = parsedRow(
		StoredRow,
		row,
		"a placed reference",
	);
	return {
		...rest,
		...(remoteId !== null && { remoteId }),
		...(url !== null && { url }),
		...(expiresAt !== null && { expiresAt }),
		...(placedAt !== null && { placedAt }),
	};
}

/** SQLite's null where the app has nothing. */
const StoredRow = Spot.extend({
	kind: PlacedRow.shape.kind,
	remoteId: z.string().nullable(),
	url: z.string().nullable(),
	expiresAt: EpochMs.nullable(),
	placedAt: EpochMs.nullable(),
});
