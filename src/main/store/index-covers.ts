import type { Database } from "./database.ts";

/** Makes the best kept picture of a stack stand for it. */
export type Covers = { readonly refresh: (stack: string) => void };

/**
 * Best is picked, then not rejected, then with most stars, then first in the set. Writes only what
 * changes: every written row makes a span of the gallery be read anew.
 */
export function createCovers(database: Database): Covers {
	const best = `SELECT place FROM images
		WHERE stack = :stack AND trashed_at IS NULL AND missing IS NULL
		ORDER BY CASE pick WHEN 'picked' THEN 0 WHEN 'rejected' THEN 2 ELSE 1 END, stars DESC, job,
			position, place
		LIMIT 1`;
	const uncover = database.prepare(
		`UPDATE images SET cover = NULL
		 WHERE stack = :stack AND cover = 1 AND place IS NOT (${best})`,
	);
	const cover = database.prepare(
		`UPDATE images SET cover = 1 WHERE place = (${best}) AND cover IS NOT 1`,
	);
	return {
		refresh: (stack) => {
			uncover.run({ stack });
			cover.run({ stack });
		},
	};
}
