import { z } from "zod";
import { ImageId, JobId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { Reference } from "../../contract/references.ts";
import { dataVersion } from "./data-version.ts";
import { type Database, openDatabase, parsedRow } from "./database.ts";
import type { IndexEntry } from "./index-entry.ts";
import { indexMigrations } from "./index-migrations.ts";
import { imageOf, SELECT_IMAGES, SELECT_STACKS } from "./index-rows.ts";
import { createIndexWriter, type IndexWriter } from "./index-writer.ts";
import { createLibraryReader } from "./library-reader.ts";
import { createLineageRows, type LineageRows } from "./lineage-rows.ts";
import { createOrderRows, type OrderRows } from "./order-rows.ts";
import { type AskReader, createReaderDesk } from "./reader-desk.ts";

export type { IndexEntry, JobFacts } from "./index-entry.ts";

/** The part of the index that belongs to `references/`. */
export type ReferenceRows = {
	readonly put: (reference: Reference) => void;
	readonly get: (id: Reference["id"]) => Reference | undefined;
};

/** A picture, and where it stands: the next ones are asked for by that. */
export type PlacedId = { readonly id: ImageId; readonly place: number };

/** The library's index: a cache of what the folders say. All calls but `ask` are synchronous. */
export type LibraryIndex = IndexWriter & {
	/** True: it was filled by an earlier version and lacks what this one wants; make it again. */
	readonly isOutdated: () => boolean;
	/** Another number once anything was written, here or by the app that has the library. */
	readonly version: () => number;
	/** Questions that may take a while, over this connection, a little of each at a time. */
	readonly ask: AskReader;
	/** Records in the order of their places; with `stacked`, each with how many its stack has. */
	readonly at: (places: ArrayLike<number>, stacked: boolean) => readonly ImageRecord[];
	readonly get: (id: ImageId) => ImageRecord | undefined;
	/** One that was saved with these bytes and is not missing; one in the trash when there is no other. */
	readonly withSha256: (sha256: string) => ImageRecord | undefined;
	/** In the job's own order. */
	readonly imagesOf: (job: JobId) => readonly ImageRecord[];
	/** Inside the library folder, with `/`; undefined when nothing of the job was saved yet. */
	readonly folderOf: (job: JobId) => string | undefined;
	/** Jobs with saved pictures whose requests name this one as their set, oldest first. */
	readonly following: (job: JobId) => readonly JobId[];
	/** Its colours as migration 3 describes them; null: not known. */
	readonly coloursOf: (id: ImageId) => Uint8Array | null;
	/** The newest kept pictures without a look that stand before `before`, newest first. */
	readonly unseen: (before: number | undefined, limit: number) => readonly PlacedId[];
	/** The newest pictures that stand before `before` and whose files are away, newest first. */
	readonly missing: (before: number | undefined, limit: number) => readonly PlacedId[];
	readonly references: ReferenceRows;
	readonly order: OrderRows;
	readonly lineage: LineageRows;
	/** Everything in `work` is written at once. */
	readonly together: <T>(work: () => T) => T;
	readonly close: () => void;
};

/**
 * @param options `folder`: the library, for sentences; `durable`: see {@link openDatabase};
 * `readOnly`: the file is there, and another app may be writing to it
 * @throws AppError `record-damaged` when the file is to be deleted and the index made again
 */
export function openIndex(
	path: string,
	options: { readonly folder: string; readonly durable: boolean; readonly readOnly?: boolean },
): LibraryIndex {
	// Reading a large index whole at every start costs more than making it again on the day it breaks.
	const database = openDatabase(path, indexMigrations, { ...options, check: false });
	return indexOver(database, options.readOnly ?? false);
}

const Folder = z.object({ folder: z.string() });
const Followed = z.object({ id: JobId });
const Colours = z.object({ colours: z.instanceof(Uint8Array).nullable() });
const Placed = z.object({ id: ImageId, place: z.int() });

function indexOver(database: Database, readOnly: boolean): LibraryIndex {
	let writes = 0;
	const version = readOnly ? dataVersion(database) : () => writes;
	const reader = createLibraryReader(database, version);
	const desk = createReaderDesk(reader);
	const byId = database.prepare(`${SELECT_IMAGES} WHERE images.id = ?`);
	const bySha256 = database.prepare(
		`${SELECT_IMAGES} WHERE images.sha256 = ? AND images.missing IS NULL
		 ORDER BY images.trashed_at IS NOT NULL LIMIT 1`,
	);
	const byJob = database.prepare(`${SELECT_IMAGES} WHERE images.job = ? ORDER BY position, place`);
	const folderOf = database.prepare("SELECT folder FROM jobs WHERE id = ?");
	const following = database.prepare(
		"SELECT id FROM jobs WHERE set_id = ? ORDER BY created_at, id",
	);
	const colours = database.prepare("SELECT colours FROM images WHERE id = ?");
	const unseen = database.prepare(
		`SELECT id, place FROM images INDEXED BY images_unseen
		 WHERE likeness_high IS NULL AND place < CAST(? AS INTEGER)
			AND trashed_at IS NULL AND missing IS NULL
		 ORDER BY place DESC LIMIT ?`,
	);
	const missing = database.prepare(
		`SELECT id, place FROM images INDEXED BY images_missing
		 WHERE missing IS NOT NULL AND place < CAST(? AS INTEGER) AND trashed_at IS NULL
		 ORDER BY place DESC LIMIT ?`,
	);
	const owed = database.prepare("SELECT what FROM owed LIMIT 1");

	return {
		...noting(createIndexWriter(database), () => {
			writes += 1;
		}),
		isOutdated: () => owed.get() !== undefined,
		version,
		ask: desk.ask,
		at: createRowsAt(database),
		get: (id) => {
			const row = byId.get(id);
			return row === undefined ? undefined : imageOf(row);
		},
		withSha256: (sha256) => {
			const row = bySha256.get(sha256);
			return row === undefined ? undefined : imageOf(row);
		},
		imagesOf: (job) => byJob.all(job).map(imageOf),
		folderOf: (job) => {
			const row = folderOf.get(job);
			return row === undefined ? undefined : parsedRow(Folder, row, "index.db").folder;
		},
		following: (job) => following.all(job).map((row) => parsedRow(Followed, row, "index.db").id),
		coloursOf: (id) => {
			const row = colours.get(id);
			return row === undefined ? null : parsedRow(Colours, row, "index.db").colours;
		},
		unseen: (before = Number.MAX_SAFE_INTEGER, limit) =>
			unseen.all(before, limit).map((row) => parsedRow(Placed, row, "index.db")),
		missing: (before = Number.MAX_SAFE_INTEGER, limit) =>
			missing.all(before, limit).map((row) => parsedRow(Placed, row, "index.db")),
		references: createReferenceRows(database),
		order: createOrderRows(database),
		lineage: createLineageRows(database),
		together: database.transaction,
		close: () => {
			desk.close();
			if (!readOnly) reader.store();
			database.close();
		},
	};
}

/** Tells of every writing. */
function noting(writer: IndexWriter, note: () => void): IndexWriter {
	return {
		put: (entry: IndexEntry) => {
			writer.put(entry);
			note();
		},
		mark: (entry: IndexEntry) => {
			writer.mark(entry);
			note();
		},
		setMissing: (id, missing) => {
			const news = writer.setMissing(id, missing);
			if (news) note();
			return news;
		},
		setLook: (id, look) => {
			writer.setLook(id, look);
			note();
		},
		remove: (id) => {
			writer.remove(id);
			note();
		},
	};
}

const Standing = z.looseObject({ place: z.int() });

function createRowsAt(database: Database): LibraryIndex["at"] {
	const among = "WHERE place IN (SELECT value FROM json_each(?)) ORDER BY place DESC";
	const rows = database.prepare(`${SELECT_IMAGES} ${among}`);
	const stacks = database.prepare(`${SELECT_STACKS} ${among}`);
	return (places, stacked) => {
		const wanted = Array.from(places);
		const found = (stacked ? stacks : rows).all(JSON.stringify(wanted));
		const images = new Map(
			found.map((row) => [parsedRow(Standing, row, "index.db").place, imageOf(row)]),
		);
		return wanted.flatMap((place) => images.get(place) ?? []);
	};
}

function createReferenceRows(database: Database): ReferenceRows {
	const put = database.prepare(
		`INSERT OR REPLACE INTO snapshots (id, name, width, height, bytes, format)
		 VALUES (:id, :name, :width, :height, :bytes, :format)`,
	);
	const get = database.prepare("SELECT * FROM snapshots WHERE id = ?");
	return {
		put: ({ id, name, width, height, bytes, format }) => {
			put.run({ id, name, width, height, bytes, format });
		},
		get: (id) => {
			const row = get.get(id);
			return row === undefined ? undefined : parsedRow(Reference, row, "index.db");
		},
	};
}
