import { z } from "zod";
import { ImageId, JobId } from "../../contract/ids.ts";
import { type ImageRecord, type LibraryOutline, PictureMark } from "../../contract/library.ts";
import { Reference } from "../../contract/references.ts";
import { type Database, openDatabase, parsedRow } from "./database.ts";
import { index0001 } from "./migrations/index-0001.ts";
import { index0002 } from "./migrations/index-0002.ts";
import { createOutlines, PLACES_PER_MS } from "./outline.ts";
import { searchable } from "./search-text.ts";

/** The part of the index that belongs to `references/`. */
export type ReferenceRows = {
	readonly put: (reference: Reference) => void;
	readonly get: (id: Reference["id"]) => Reference | undefined;
};

/** What a job's recipe says of where the job stands among others; a lost recipe says nothing. */
export type JobOrigin = {
	/** The picture it went on from. */
	readonly parent?: ImageId;
	/** The job whose set it mends or goes on with, as its request names it. */
	readonly set?: JobId;
	/** Milliseconds since the Unix epoch. */
	readonly createdAt?: number;
};

/** The library's index: a cache of what the folders say. All calls are synchronous. */
export type LibraryIndex = {
	/** Adds a picture, or takes the place of one with its id or its file. */
	readonly put: (image: ImageRecord, folder: string, origin?: JobOrigin) => void;
	/** Makes a picture that is there bear this mark, or none. */
	readonly mark: (id: ImageId, mark: PictureMark | undefined) => void;
	/** True: it was filled by an earlier version and lacks what this one wants; make it again. */
	readonly isOutdated: () => boolean;
	readonly outline: (text: string) => LibraryOutline;
	readonly page: (query: {
		readonly text: string;
		readonly offset: number;
		readonly limit: number;
	}) => readonly ImageRecord[];
	readonly get: (id: ImageId) => ImageRecord | undefined;
	/** In the job's own order. */
	readonly imagesOf: (job: JobId) => readonly ImageRecord[];
	/** Inside the library folder, with `/`; undefined when nothing of the job was saved yet. */
	readonly folderOf: (job: JobId) => string | undefined;
	/** Jobs with saved pictures whose requests name this one as their set, oldest first. */
	readonly following: (job: JobId) => readonly JobId[];
	readonly references: ReferenceRows;
	/** Everything in `work` is written at once. */
	readonly together: <T>(work: () => T) => T;
	readonly close: () => void;
};

/**
 * @param options `folder`: the library, for sentences; `durable`: see {@link openDatabase}
 * @throws AppError `record-damaged` when the file is to be deleted and the index made again
 */
export function openIndex(
	path: string,
	options: { readonly folder: string; readonly durable: boolean },
): LibraryIndex {
	// Reading a large index whole at every start costs more than making it again on the day it breaks.
	return indexOver(openDatabase(path, [index0001, index0002], { ...options, check: false }));
}

const ImageRow = z
	.object({
		place: z.int(),
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
		prompt: z.string(),
		model_title: z.string(),
		gateway_title: z.string(),
	})
	.transform((row): ImageRecord => {
		const { place: _, position, saved_at, model_title, gateway_title, ...more } = row;
		const { pick, stars, ...same } = more;
		const marked = pick !== null || stars !== null;
		return {
			...same,
			index: position,
			savedAt: saved_at,
			modelTitle: model_title,
			gatewayTitle: gateway_title,
			...(marked && {
				mark: { ...(pick !== null && { pick }), ...(stars !== null && { stars }) },
			}),
		};
	});

const image = (row: unknown): ImageRecord => parsedRow(ImageRow, row, "index.db");

const IMAGE_COLUMNS = `SELECT images.*, jobs.prompt, jobs.model_title, jobs.gateway_title
	FROM images JOIN jobs ON jobs.id = images.job`;

function indexOver(database: Database): LibraryIndex {
	const put = createPut(database);
	const outlines = createOutlines(database);
	const byId = database.prepare(`${IMAGE_COLUMNS} WHERE images.id = ?`);
	const byJob = database.prepare(`${IMAGE_COLUMNS} WHERE images.job = ? ORDER BY position, place`);
	const byPlaces = database.prepare(
		`${IMAGE_COLUMNS} WHERE place IN (SELECT value FROM json_each(?)) ORDER BY place DESC`,
	);
	const folderOf = database.prepare("SELECT folder FROM jobs WHERE id = ?");
	const following = database.prepare(
		"SELECT id FROM jobs WHERE set_id = ? ORDER BY created_at, id",
	);
	const mark = database.prepare("UPDATE images SET pick = ?, stars = ? WHERE id = ?");
	const owed = database.prepare("SELECT what FROM owed LIMIT 1");

	return {
		put: (record, folder, origin = {}) => {
			const { place, order } = database.transaction(() => put(record, folder, origin));
			outlines.added(place, order);
		},
		mark: (id, { pick, stars } = {}) => {
			mark.run(pick ?? null, stars ?? null, id);
		},
		isOutdated: () => owed.get() !== undefined,
		outline: outlines.outline,
		page: ({ text, offset, limit }) =>
			byPlaces.all(JSON.stringify(outlines.places(text).slice(offset, offset + limit))).map(image),
		get: (id) => {
			const row = byId.get(id);
			return row === undefined ? undefined : image(row);
		},
		imagesOf: (job) => byJob.all(job).map(image),
		folderOf: (job) => {
			const row = folderOf.get(job);
			return row === undefined
				? undefined
				: parsedRow(z.object({ folder: z.string() }), row, "index.db").folder;
		},
		following: (job) => following.all(job).map((row) => parsedRow(Followed, row, "index.db").id),
		references: createReferenceRows(database),
		together: database.transaction,
		close: database.close,
	};
}

const Followed = z.object({ id: JobId });

/** In the year 2255; of a later moment, which only a made-up recipe names, no place could be read back. */
const LAST_MS = 9_000_000_000_000;

/**
 * Where a picture stands among all: by its time, and among those of one millisecond by its id, so
 * that an index made anew has the same order.
 */
function placeOf({ savedAt, id }: Pick<ImageRecord, "savedAt" | "id">): number {
	return (
		Math.min(savedAt, LAST_MS) * PLACES_PER_MS + (Number.parseInt(id.slice(-8), 16) % PLACES_PER_MS)
	);
}

type Put = (
	record: ImageRecord,
	folder: string,
	origin: JobOrigin,
) => { readonly place: number; readonly order: "same" | "changed" };

function createPut(database: Database): Put {
	const putJob = database.prepare(
		`INSERT INTO jobs (id, folder, prompt, model_title, gateway_title, parent, set_id, created_at)
		 VALUES (:id, :folder, :prompt, :modelTitle, :gatewayTitle, :parent, :set, :createdAt)
		 ON CONFLICT (id) DO UPDATE SET folder = excluded.folder, prompt = excluded.prompt,
			model_title = excluded.model_title, gateway_title = excluded.gateway_title,
			parent = excluded.parent, set_id = excluded.set_id, created_at = excluded.created_at`,
	);
	const replaced = database.prepare("SELECT place FROM images WHERE id = ? OR file = ?");
	const removeText = database.prepare("DELETE FROM images_text WHERE rowid = ?");
	const removeImage = database.prepare("DELETE FROM images WHERE place = ?");
	const taken = database.prepare("SELECT place FROM images WHERE place = ?");
	const putImage = database.prepare(
		`INSERT INTO images (place, id, job, position, width, height, bytes, format, saved_at, file,
			pick, stars)
		 VALUES (:place, :id, :job, :position, :width, :height, :bytes, :format, :savedAt, :file,
			:pick, :stars)`,
	);
	const putText = database.prepare("INSERT INTO images_text (rowid, prompt) VALUES (?, ?)");
	const Place = z.object({ place: z.int() });

	return (record, folder, { parent = null, set = null, createdAt = null }) => {
		const { id, job, prompt, modelTitle, gatewayTitle, index: position, mark, ...facts } = record;
		const names = { prompt, modelTitle, gatewayTitle };
		putJob.run({ id: job, folder, ...names, parent, set, createdAt });
		const others = replaced.all(id, record.file);
		for (const row of others) {
			const { place } = parsedRow(Place, row, "index.db");
			removeText.run(place);
			removeImage.run(place);
		}
		let place = placeOf(record);
		while (taken.get(place) !== undefined) place += 1;
		const { pick = null, stars = null } = mark ?? {};
		putImage.run({ place, id, job, position, ...facts, pick, stars });
		putText.run(place, searchable(prompt));
		return { place, order: others.length === 0 ? "same" : "changed" };
	};
}

function createReferenceRows(database: Database): ReferenceRows {
	const put = database.prepare(
		`INSERT OR REPLACE INTO snapshots (id, name, width, height, bytes, format)
		 VALUES (:id, :name, :width, :height, :bytes, :format)`,
	);
	const get = database.prepare("SELECT * FROM snapshots WHERE id = ?");
	return {
		put: (reference) => {
			put.run({ ...reference });
		},
		get: (id) => {
			const row = get.get(id);
			return row === undefined ? undefined : parsedRow(Reference, row, "index.db");
		},
	};
}
