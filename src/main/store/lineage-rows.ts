import { z } from "zod";
import { GatewayId, ImageId, JobId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { LineageLink } from "../../contract/lineage.ts";
import { type Database, parsedRow } from "./database.ts";
import { imageOf, SELECT_IMAGES } from "./index-rows.ts";

/** A job as the index knows it. */
export type LineageJobRow = z.infer<typeof JobRow>;

/** The part of the index that walks from pictures to the jobs they were used in, and back. */
export type LineageRows = {
	/** Undefined for a job nothing was saved of, and for imported pictures: nobody made them here. */
	readonly job: (id: JobId) => LineageJobRow | undefined;
	/** Ids of the references it was made with, in the order sent, and of pictures they were made of. */
	readonly referencesOf: (job: JobId) => readonly string[];
	/** Pictures of this library a job was made of. */
	readonly linksTo: (job: JobId) => readonly LineageLink[];
	/** Jobs that were made of a picture. @param limit at most so many links */
	readonly linksFrom: (image: ImageId, limit: number) => readonly LineageLink[];
	/** Jobs that were made of any picture of a job. @param limit at most so many links */
	readonly linksFromJob: (job: JobId, limit: number) => readonly LineageLink[];
	/** In the job's order, without those in the trash and missing ones. */
	readonly keptImages: (job: JobId, limit: number) => readonly ImageId[];
	/** Of all its pictures, whatever became of them. */
	readonly pictureCount: (job: JobId) => number;
	/** Those of these references that are pictures of this library. */
	readonly known: (references: readonly string[]) => ReadonlySet<string>;
	/** Those that are there, in no order. */
	readonly images: (ids: readonly ImageId[]) => readonly ImageRecord[];
};

const JobRow = z.object({
	id: JobId,
	created_at: z.int().nullable(),
	prompt: z.string(),
	gateway: GatewayId.nullable().catch(null),
	gateway_title: z.string(),
	model_title: z.string(),
	usd: z.number().nullable(),
	imported: z.int().nullable(),
});
const IdRow = z.object({ id: ImageId });
const TextRow = z.object({ reference: z.string() });
const CountRow = z.object({ count: z.int() });

/** Twins of one picture, such as one that was imported twice. */
const MAX_TWINS = 4;

/** A job goes on with a set: the first picture of the job the set began with stands for it. */
const SET_FACE = `SELECT id FROM images WHERE images.job = jobs.set_id
	ORDER BY trashed_at IS NOT NULL, position, place LIMIT 1`;

/** @param which says which pictures, as `images` */
const linksOf = (which: string) => `
	SELECT images.id AS "from", jobs.id AS "to", 'parent' AS why
		FROM images JOIN jobs ON jobs.parent = images.id WHERE ${which}
	UNION SELECT images.id, uses.job, 'reference'
		FROM images JOIN job_references AS uses ON uses.reference = images.sha256 WHERE ${which}
	UNION SELECT images.id, uses.job, 'reference'
		FROM images JOIN job_references AS uses ON uses.reference = images.id WHERE ${which}
	UNION SELECT (${SET_FACE}), jobs.id, 'set'
		FROM images AS members JOIN jobs ON jobs.set_id = members.job AND jobs.id <> members.job
		WHERE ${which.replace("images", "members")}
	ORDER BY "to", why, "from" LIMIT :limit`;

export function createLineageRows(database: Database): LineageRows {
	const job = database.prepare("SELECT * FROM jobs WHERE id = ? AND imported IS NULL");
	const references = database.prepare(
		"SELECT reference FROM job_references WHERE job = ? ORDER BY position",
	);
	const to = database.prepare(
		`SELECT parent AS "from", jobs.id AS "to", 'parent' AS why FROM jobs
			WHERE jobs.id = :job AND parent IN (SELECT id FROM images WHERE id = parent)
		UNION SELECT images.id, uses.job, 'reference' FROM job_references AS uses
			JOIN images ON images.id = uses.reference WHERE uses.job = :job
		UNION SELECT images.id, uses.job, 'reference' FROM job_references AS uses
			JOIN images ON images.place IN (SELECT place FROM images AS twins
				WHERE twins.sha256 = uses.reference ORDER BY place LIMIT ${MAX_TWINS})
			WHERE uses.job = :job
		UNION SELECT (${SET_FACE}) AS face, jobs.id, 'set' FROM jobs
			WHERE jobs.id = :job AND set_id <> jobs.id AND face IS NOT NULL`,
	);
	const from = database.prepare(linksOf("images.id = :image"));
	const fromJob = database.prepare(linksOf("images.job = :job"));
	const kept = database.prepare(
		`SELECT id FROM images WHERE job = ? AND trashed_at IS NULL AND missing IS NULL
		 ORDER BY position, place LIMIT ?`,
	);
	const count = database.prepare("SELECT count(*) AS count FROM images WHERE job = ?");
	const known = database.prepare(
		`SELECT value AS reference FROM json_each(?)
		 WHERE EXISTS (SELECT 1 FROM images WHERE sha256 = value)
			OR EXISTS (SELECT 1 FROM images WHERE id = value)`,
	);
	const images = database.prepare(
		`${SELECT_IMAGES} WHERE images.id IN (SELECT value FROM json_each(?))`,
	);
	const links = (rows: readonly unknown[]) =>
		rows.map((row) => parsedRow(LineageLink, row, "index.db"));
	return {
		job: (id) => {
			const row = job.get(id);
			return row === undefined ? undefined : parsedRow(JobRow, row, "index.db");
		},
		referencesOf: (id) =>
			references.all(id).map((row) => parsedRow(TextRow, row, "index.db").reference),
		linksTo: (id) => links(to.all({ job: id })),
		linksFrom: (image, limit) => links(from.all({ image, limit })),
		linksFromJob: (id, limit) => links(fromJob.all({ job: id, limit })),
		keptImages: (id, limit) =>
			kept.all(id, limit).map((row) => parsedRow(IdRow, row, "index.db").id),
		pictureCount: (id) => parsedRow(CountRow, count.get(id), "index.db").count,
		known: (all) =>
			new Set(
				known.all(JSON.stringify(all)).map((row) => parsedRow(TextRow, row, "index.db").reference),
			),
		images: (ids) => images.all(JSON.stringify(ids)).map(imageOf),
	};
}
