import type { Migration } from "../migrate.ts";

/** Places in one UTC day, the length of a span; fixed for as long as indexes of this version are about. */
export const SPAN = 86_400_000 * 1_000;

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
		-- Of an imported picture: pictures of one import have no words in common.
		ALTER TABLE images ADD COLUMN own_prompt TEXT;
		ALTER TABLE images ADD COLUMN trashed_at INTEGER;
		ALTER TABLE images ADD COLUMN missing INTEGER;
		-- JSON lists as the mark has them; image_tags and image_collections are for finding.
		ALTER TABLE images ADD COLUMN tags TEXT;
		ALTER TABLE images ADD COLUMN collections TEXT;
		-- Of its job, so that filtering walks one table; the gateway is empty for imported pictures.
		ALTER TABLE images ADD COLUMN gateway TEXT;
		ALTER TABLE images ADD COLUMN model TEXT;
		-- The set or job it is stacked with, and whether it stands for it.
		ALTER TABLE images ADD COLUMN stack TEXT;
		ALTER TABLE images ADD COLUMN cover INTEGER;
		-- PictureLook: its likeness in two halves, and six colours, four bytes each (l, a + 128, b + 128, share; share 0: none).
		ALTER TABLE images ADD COLUMN likeness_high INTEGER;
		ALTER TABLE images ADD COLUMN likeness_low INTEGER;
		ALTER TABLE images ADD COLUMN colours BLOB;
		CREATE INDEX images_by_sha256 ON images (sha256) WHERE sha256 IS NOT NULL;
		CREATE INDEX images_by_stack ON images (stack, place);
		CREATE INDEX images_covers ON images (stack) WHERE cover = 1;
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
			-- One letter, two and three are typed on the way to every word.
			prefix = '1 2 3',
			tokenize = 'unicode61 remove_diacritics 2'
		);

		-- Which words there are, for looking them up by their first letters.
		CREATE VIRTUAL TABLE images_terms USING fts5vocab (images_text, instance);

		-- The gallery's order and shapes, a span of time a row; pictures NULL: to be read from images again.
		-- Whoever keeps a span in memory knows by the stamp that it has changed since.
		CREATE TABLE spans (
			span INTEGER PRIMARY KEY,
			stamp INTEGER NOT NULL,
			pictures BLOB
		) STRICT;
		CREATE TRIGGER images_added AFTER INSERT ON images BEGIN
			INSERT INTO spans (span, stamp) VALUES (new.place / ${SPAN}, 1)
				ON CONFLICT (span) DO UPDATE SET stamp = stamp + 1, pictures = NULL;
		END;
		CREATE TRIGGER images_removed AFTER DELETE ON images BEGIN
			INSERT INTO spans (span, stamp) VALUES (old.place / ${SPAN}, 1)
				ON CONFLICT (span) DO UPDATE SET stamp = stamp + 1, pictures = NULL;
		END;
		CREATE TRIGGER images_changed AFTER UPDATE OF width, height, trashed_at, missing, stack,
			cover, likeness_high, likeness_low, colours, gateway, model ON images
			WHEN old.width <> new.width OR old.height <> new.height OR old.trashed_at IS NOT new.trashed_at
			OR old.missing IS NOT new.missing OR old.stack IS NOT new.stack OR old.cover IS NOT new.cover
			OR old.likeness_high IS NOT new.likeness_high OR old.likeness_low IS NOT new.likeness_low
			OR old.colours IS NOT new.colours OR old.gateway IS NOT new.gateway
			OR old.model IS NOT new.model BEGIN
			INSERT INTO spans (span, stamp) VALUES (new.place / ${SPAN}, 1)
				ON CONFLICT (span) DO UPDATE SET stamp = stamp + 1, pictures = NULL;
		END;

		-- What can be said of pictures that are there, until the folders have been read again.
		UPDATE images SET
			stack = coalesce((SELECT set_id FROM jobs WHERE jobs.id = images.job), job),
			model = (SELECT model_title FROM jobs WHERE jobs.id = images.job);
		UPDATE images SET cover = 1 WHERE place IN (SELECT max(place) FROM images GROUP BY stack);
		INSERT OR IGNORE INTO owed (what) SELECT 'rebuild' WHERE EXISTS (SELECT 1 FROM jobs);
	`,
};
