import type { Migration } from "../migrate.ts";

/**
 * Everything the gallery finds and orders pictures by. An index that was filled before lacks it and
 * is made again from the folders while it is used.
 */
export const index0003: Migration = {
	version: 3,
	sql: `
		ALTER TABLE images ADD COLUMN sha256 TEXT;
		ALTER TABLE images ADD COLUMN title TEXT;
		ALTER TABLE images ADD COLUMN caption TEXT;
		ALTER TABLE images ADD COLUMN usd REAL;
		ALTER TABLE images ADD COLUMN link TEXT;
		ALTER TABLE images ADD COLUMN trashed_at INTEGER;
		ALTER TABLE images ADD COLUMN missing INTEGER;
		-- The set or job it is stacked with, and whether it stands for it.
		ALTER TABLE images ADD COLUMN stack TEXT;
		ALTER TABLE images ADD COLUMN cover INTEGER;
		-- PictureLook: its likeness in two halves, and its colours, four bytes each (l, a + 128, b + 128, share).
		ALTER TABLE images ADD COLUMN likeness_high INTEGER;
		ALTER TABLE images ADD COLUMN likeness_low INTEGER;
		ALTER TABLE images ADD COLUMN colours BLOB;
		CREATE INDEX images_by_sha256 ON images (sha256) WHERE sha256 IS NOT NULL;
		CREATE INDEX images_by_stack ON images (stack, place);
		CREATE INDEX images_trashed ON images (trashed_at) WHERE trashed_at IS NOT NULL;
		CREATE INDEX images_missing ON images (place) WHERE missing IS NOT NULL;
		CREATE INDEX images_unseen ON images (place) WHERE likeness_high IS NULL;

		ALTER TABLE jobs ADD COLUMN gateway TEXT;
		ALTER TABLE jobs ADD COLUMN usd REAL;
		ALTER TABLE jobs ADD COLUMN imported INTEGER;
		CREATE INDEX jobs_by_gateway ON jobs (gateway);
		CREATE INDEX jobs_by_model ON jobs (model_title);

		CREATE TABLE job_references (
			job TEXT NOT NULL,
			reference TEXT NOT NULL,
			position INTEGER NOT NULL,
			PRIMARY KEY (job, position)
		) STRICT, WITHOUT ROWID;
		CREATE INDEX jobs_by_reference ON job_references (reference);

		CREATE TABLE tags (
			id INTEGER PRIMARY KEY,
			-- As first typed, and as compared.
			name TEXT NOT NULL,
			folded TEXT NOT NULL UNIQUE
		) STRICT;
		CREATE TABLE image_tags (
			tag INTEGER NOT NULL REFERENCES tags (id),
			place INTEGER NOT NULL REFERENCES images (place) ON DELETE CASCADE,
			PRIMARY KEY (tag, place)
		) STRICT, WITHOUT ROWID;
		CREATE INDEX image_tags_by_place ON image_tags (place);

		CREATE TABLE image_collections (
			collection TEXT NOT NULL,
			place INTEGER NOT NULL REFERENCES images (place) ON DELETE CASCADE,
			PRIMARY KEY (collection, place)
		) STRICT, WITHOUT ROWID;
		CREATE INDEX image_collections_by_place ON image_collections (place);

		DROP TABLE images_text;
		CREATE VIRTUAL TABLE images_text USING fts5 (
			prompt, title, caption, tags, file,
			content = '',
			contentless_delete = 1,
			tokenize = 'unicode61 remove_diacritics 2'
		);

		-- The gallery's order and shapes, a span of time a row; NULL: to be read from images again.
		CREATE TABLE spans (
			span INTEGER PRIMARY KEY,
			pictures BLOB
		) STRICT;

		INSERT OR IGNORE INTO owed (what) SELECT 'rebuild' WHERE EXISTS (SELECT 1 FROM jobs);
	`,
};
