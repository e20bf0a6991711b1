import { z } from "zod";
import { CollectionId, ImageId, JobId } from "../../contract/ids.ts";
import { type ImageRecord, PictureMark } from "../../contract/library.ts";
import { parsedRow } from "./database.ts";

const list = z.string().transform((text): unknown => JSON.parse(text));

const ImageRow = z.object({
	id: ImageId,
	job: JobId,
	position: z.int(),
	width: z.int(),
	height: z.int(),
	bytes: z.int(),
	format: z.string(),
	saved_at: z.int(),
	file: z.string(),
	pick: PictureMark.shape.pick.unwrap().nullable(),
	stars: PictureMark.shape.stars.unwrap().nullable(),
	title: z.string().nullable(),
	tags: list.pipe(z.array(z.string())).nullable(),
	collections: list.pipe(z.array(CollectionId)).nullable(),
	caption: z.string().nullable(),
	usd: z.number().nullable(),
	link: z.string().nullable(),
	trashed_at: z.int().nullable(),
	missing: z.int().nullable(),
	imported: z.int().nullable(),
	prompt: z.string(),
	model_title: z.string(),
	gateway_title: z.string(),
	/** Kept pictures of its stack; only where it was asked for. */
	kept: z.int().optional(),
});

/** Pictures of one import have no words in common. */
export const PROMPT =
	"CASE WHEN jobs.imported IS NULL THEN jobs.prompt ELSE coalesce(images.own_prompt, '') END";

/** Every column of `ImageRow` but `kept`. */
const COLUMNS = `images.place, images.id, images.job, images.position, images.width, images.height, images.bytes,
	images.format, images.saved_at, images.file, images.pick, images.stars, images.title, images.tags,
	images.collections, images.caption, images.usd, images.link, images.trashed_at, images.missing,
	jobs.imported, jobs.gateway_title,
	${PROMPT} AS prompt,
	CASE WHEN jobs.imported IS NULL THEN jobs.model_title ELSE coalesce(images.model, '') END AS model_title`;

/** The start of a statement whose rows `imageOf` reads. */
export const SELECT_IMAGES = `SELECT ${COLUMNS} FROM images JOIN jobs ON jobs.id = images.job`;

/** The same with how many kept pictures each one's stack has. */
export const SELECT_STACKS = `SELECT ${COLUMNS}, (SELECT count(*) FROM images AS others
		WHERE others.stack = images.stack AND others.trashed_at IS NULL AND others.missing IS NULL
	) AS kept FROM images JOIN jobs ON jobs.id = images.job`;

/** @throws AppError `record-damaged` when the row is none of ours */
export function imageOf(found: unknown): ImageRecord {
	const row = parsedRow(ImageRow, found, "index.db");
	const mark = markOf(row);
	return {
		id: row.id,
		job: row.job,
		index: row.position,
		width: row.width,
		height: row.height,
		bytes: row.bytes,
		format: row.format,
		savedAt: row.saved_at,
		file: row.file,
		prompt: row.prompt,
		modelTitle: row.model_title,
		gatewayTitle: row.gateway_title,
		...(mark !== undefined && { mark }),
		...(row.caption !== null && { caption: row.caption }),
		...(row.usd !== null && { usd: row.usd }),
		...(row.imported !== null && { imported: true }),
		...(row.link !== null && { link: row.link }),
		...(row.trashed_at !== null && { trashedAt: row.trashed_at }),
		...(row.missing !== null && { missing: true }),
		...(row.kept !== undefined && row.kept > 1 && { stack: row.kept }),
	};
}

function markOf(row: z.infer<typeof ImageRow>): PictureMark | undefined {
	const { pick, stars, title, tags, collections } = row;
	const mark: PictureMark = {
		...(pick !== null && { pick }),
		...(stars !== null && { stars }),
		...(title !== null && { title }),
		...(tags !== null && { tags }),
		...(collections !== null && { collections }),
	};
	return Object.keys(mark).length === 0 ? undefined : mark;
}
