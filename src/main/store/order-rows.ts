import { z } from "zod";
import { CollectionId, ImageId, JobId } from "../../contract/ids.ts";
import { type Database, parsedRow } from "./database.ts";

/** Where the record of a picture is. */
export type Whereabouts = {
	readonly id: ImageId;
	readonly job: JobId;
	/** Of its job, inside the library, with `/`. */
	readonly folder: string;
};

/** The part of the index that edits of many pictures ask for. */
export type OrderRows = {
	/** Of those that are there, in no order. */
	readonly whereabouts: (ids: readonly ImageId[]) => readonly Whereabouts[];
	/** Pictures in the trash, the ones thrown away last first. */
	readonly trashed: () => readonly ImageId[];
	/** How a tag that some picture bears is spelled. @param folded as `foldTag` makes it */
	readonly spelling: (folded: string) => string | undefined;
	/** How many pictures are in each collection, those in the trash and missing ones left out. */
	readonly collectionCounts: () => ReadonlyMap<CollectionId, number>;
};

const WhereRow = z.object({ id: ImageId, job: JobId, folder: z.string() });
const IdRow = z.object({ id: ImageId });
const NameRow = z.object({ name: z.string() });
const CountRow = z.object({ collection: CollectionId, count: z.int() });

export function createOrderRows(database: Database): OrderRows {
	const whereabouts = database.prepare(
		`SELECT images.id, images.job, jobs.folder FROM images JOIN jobs ON jobs.id = images.job
		 WHERE images.id IN (SELECT value FROM json_each(?))`,
	);
	const trashed = database.prepare(
		"SELECT id FROM images WHERE trashed_at IS NOT NULL ORDER BY trashed_at DESC, place DESC",
	);
	const spelling = database.prepare(
		`SELECT name FROM tags WHERE folded = ?
		 AND EXISTS (SELECT 1 FROM image_tags WHERE image_tags.tag = tags.id)`,
	);
	// Asking each picture where it is takes ten times as long as taking away the few that are gone.
	const counts = database.prepare(
		"SELECT collection, count(*) AS count FROM image_collections GROUP BY collection",
	);
	const gone = database.prepare(
		`SELECT collection, count(*) AS count FROM image_collections WHERE place IN (
			SELECT place FROM images INDEXED BY images_trashed WHERE trashed_at IS NOT NULL
			UNION SELECT place FROM images INDEXED BY images_missing WHERE missing IS NOT NULL)
		 GROUP BY collection`,
	);
	return {
		whereabouts: (ids) =>
			whereabouts.all(JSON.stringify(ids)).map((row) => parsedRow(WhereRow, row, "index.db")),
		trashed: () => trashed.all().map((row) => parsedRow(IdRow, row, "index.db").id),
		spelling: (folded) => {
			const row = spelling.get(folded);
			return row === undefined ? undefined : parsedRow(NameRow, row, "index.db").name;
		},
		collectionCounts: () => {
			const all = new Map<CollectionId, number>();
			const add = (row: unknown, sign: 1 | -1) => {
				const { collection, count } = parsedRow(CountRow, row, "index.db");
				all.set(collection, (all.get(collection) ?? 0) + sign * count);
			};
			for (const row of counts.all()) add(row, 1);
			for (const row of gone.all()) add(row, -1);
			return all;
		},
	};
}
