import type { Migration } from "../migrate.ts";

/**
 * The library's index. `place` is the rowid of a picture and made of its time of saving, so that
 * walking by rowid is walking by time; the text table shares it.
 */
export const index0001: Migration = {
	version: 1,
	sql: `
		CREATE TABLE jobs (
			id TEXT PRIMARY KEY,
			folder TEXT NOT NULL,
			prompt TEXT NOT NULL,
			model_title TEXT NOT NULL,
			gateway_title TEXT NOT NULL
		) STRICT;

		CREATE TABLE images (
			place INTEGER PRIMARY KEY,
			id TEXT NOT NULL UNIQUE,
			job TEXT NOT NULL REFERENCES jobs (id),
			position INTEGER NOT NULL,
			width INTEGER NOT NULL,
			height INTEGER NOT NULL,
			bytes INTEGER NOT NULL,
			format TEXT NOT NULL,
			saved_at INTEGER NOT NULL,
			file TEXT NOT NULL UNIQUE
		) STRICT;
		CREATE INDEX images_by_job ON images (job, position);

		CREATE VIRTUAL TABLE images_text USING fts5 (
			prompt,
			content = '',
			contentless_delete = 1,
			tokenize = 'unicode61 remove_diacritics 2'
		);

		CREATE TABLE snapshots (
			id TEXT PRIMARY KEY,
			name TEXT NOT NULL,
			width INTEGER NOT NULL,
			height INTEGER NOT NULL,
			bytes INTEGER NOT NULL,
			format TEXT NOT NULL
		) STRICT;
	`,
};
