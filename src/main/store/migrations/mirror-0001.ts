import type { Migration } from "../migrate.ts";

/** What is known of one library's mirror in one bucket. All of it can be found out again. */
export const mirror0001: Migration = {
	version: 1,
	sql: `
		-- Files of the library whose bytes are in the bucket.
		CREATE TABLE file (
			folder TEXT NOT NULL,
			name TEXT NOT NULL,
			part TEXT NOT NULL,
			bytes INTEGER NOT NULL,
			changed REAL NOT NULL,
			sha256 TEXT NOT NULL,
			PRIMARY KEY (folder, name)
		) STRICT, WITHOUT ROWID;
		CREATE INDEX file_by_part ON file (part, folder, name);
		CREATE INDEX file_by_sha256 ON file (sha256);
		-- How many these are: counting a million takes longer than anybody waits.
		CREATE TABLE tally (files INTEGER NOT NULL) STRICT;
		INSERT INTO tally VALUES (0);
		CREATE TRIGGER file_came AFTER INSERT ON file BEGIN
			UPDATE tally SET files = files + 1;
		END;
		CREATE TRIGGER file_went AFTER DELETE ON file BEGIN
			UPDATE tally SET files = files - 1;
		END;
		-- Files that are new or changed, or whose bytes the bucket has lost.
		CREATE TABLE wanted (
			folder TEXT NOT NULL,
			name TEXT NOT NULL,
			part TEXT NOT NULL,
			bytes INTEGER NOT NULL,
			changed REAL NOT NULL,
			PRIMARY KEY (folder, name)
		) STRICT, WITHOUT ROWID;
		-- Objects that were seen in the bucket whole.
		CREATE TABLE blob (
			sha256 TEXT PRIMARY KEY,
			bytes INTEGER NOT NULL,
			etag TEXT NOT NULL
		) STRICT, WITHOUT ROWID;
		-- Parts whose lists have to be written anew.
		CREATE TABLE dirty (part TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
		-- The lists of files a manifest is made of; a dirty part has none.
		CREATE TABLE list (
			part TEXT NOT NULL,
			place INTEGER NOT NULL,
			sha256 TEXT NOT NULL,
			bytes INTEGER NOT NULL,
			files INTEGER NOT NULL,
			total INTEGER NOT NULL,
			pictures INTEGER NOT NULL,
			PRIMARY KEY (part, place)
		) STRICT, WITHOUT ROWID;
		-- Objects the bucket says it has.
		CREATE TABLE listed (
			sha256 TEXT PRIMARY KEY,
			bytes INTEGER NOT NULL,
			etag TEXT NOT NULL
		) STRICT, WITHOUT ROWID;
		CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
};
