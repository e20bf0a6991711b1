import type { Migration } from "../migrate.ts";

/**
 * Marks of pictures, and what a job has to do with others. An index that was filled before has none
 * of it: it says so in `owed`, and is made again from the folders while it is used.
 */
export const index0002: Migration = {
	version: 2,
	sql: `
		ALTER TABLE images ADD COLUMN pick TEXT;
		ALTER TABLE images ADD COLUMN stars INTEGER;
		CREATE INDEX images_by_pick ON images (pick, place) WHERE pick IS NOT NULL;
		CREATE INDEX images_by_stars ON images (stars, place) WHERE stars IS NOT NULL;

		ALTER TABLE jobs ADD COLUMN parent TEXT;
		ALTER TABLE jobs ADD COLUMN set_id TEXT;
		ALTER TABLE jobs ADD COLUMN created_at INTEGER;
		CREATE INDEX jobs_by_parent ON jobs (parent) WHERE parent IS NOT NULL;
		CREATE INDEX jobs_by_set ON jobs (set_id) WHERE set_id IS NOT NULL;

		CREATE TABLE owed (what TEXT PRIMARY KEY) STRICT;
		INSERT INTO owed (what) SELECT 'rebuild' WHERE EXISTS (SELECT 1 FROM jobs);
	`,
};
