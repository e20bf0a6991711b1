import { z } from "zod";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { type LookColour, MAX_LOOK_COLOURS, readLook } from "../../contract/picture-look.ts";
import { type Database, parsedRow } from "./database.ts";
import { type Covers, createCovers } from "./index-covers.ts";
import type { IndexEntry, JobFacts } from "./index-entry.ts";
import { PROMPT } from "./index-rows.ts";
import { createIndexWords, type IndexWords } from "./index-words.ts";
import { PLACES_PER_MS } from "./places.ts";

/** Writing to the index, each call all or nothing. */
export type IndexWriter = {
	/** Adds a picture, or takes the place of one with its id or its file. */
	readonly put: (entry: IndexEntry) => void;
	/** Makes a picture that is there bear everything its entry says. */
	readonly mark: (entry: IndexEntry) => void;
	/** Its file is not where it should be, or is again. @returns whether that is news */
	readonly setMissing: (id: ImageId, missing: boolean) => boolean;
	/** @param look as `lookText` writes it */
	readonly setLook: (id: ImageId, look: string) => void;
	/** Takes a picture out, since it is gone for good. */
	readonly remove: (id: ImageId) => void;
};

const Standing = z.object({
	place: z.int(),
	id: z.string(),
	saved_at: z.int(),
	stack: z.string().nullable(),
	words: z.string(),
});
type Standing = z.infer<typeof Standing>;

/** What a picture is found by, as one text; the same of a row and of a record. */
const WORDS = `json_array(${PROMPT}, images.title, images.caption, images.tags, images.collections,
	images.file)`;
const STANDING = `SELECT images.place, images.id, images.saved_at, images.stack, ${WORDS} AS words
	FROM images JOIN jobs ON jobs.id = images.job`;

/** In the year 2255; of a later moment, which only a made-up recipe names, no place could be read back. */
const LAST_MS = 9_000_000_000_000;

export function createIndexWriter(database: Database): IndexWriter {
	const words = createIndexWords(database);
	const covers = createCovers(database);
	const remover = createRemover(database, words);
	const put = createPut(database, { words, covers, remover });
	const miss = database.prepare(
		"UPDATE images SET missing = :missing WHERE id = :id AND missing IS NOT :missing",
	);
	const look = database.prepare(
		"UPDATE images SET likeness_high = ?, likeness_low = ?, colours = ? WHERE id = ?",
	);
	return {
		put: (entry) => database.transaction(() => put(entry)),
		mark: (entry) =>
			database.transaction(() => {
				if (remover.withId(entry.image.id).length > 0) put(entry);
			}),
		setMissing: (id, missing) =>
			database.transaction(() => {
				const news = miss.run({ id, missing: missing ? 1 : null }) > 0;
				for (const { stack } of news ? remover.withId(id) : []) {
					if (stack !== null) covers.refresh(stack);
				}
				return news;
			}),
		setLook: (id, text) => {
			const { likeness_high, likeness_low, colours } = lookColumns(text);
			look.run(likeness_high, likeness_low, colours, id);
		},
		remove: (id) =>
			database.transaction(() => {
				for (const row of remover.withId(id)) {
					remover.remove(row);
					if (row.stack !== null) covers.refresh(row.stack);
				}
			}),
	};
}

function createRemover(database: Database, words: IndexWords) {
	const byId = database.prepare(`${STANDING} WHERE images.id = ?`);
	const removeRow = database.prepare("DELETE FROM images WHERE place = ?");
	return {
		withId: (id: ImageId): readonly Standing[] => byId.all(id).map(standing),
		remove: ({ place }: Standing) => {
			words.remove(place);
			removeRow.run(place);
		},
	};
}

const standing = (row: unknown): Standing => parsedRow(Standing, row, "index.db");

function createPut(
	database: Database,
	of: {
		readonly words: IndexWords;
		readonly covers: Covers;
		readonly remover: ReturnType<typeof createRemover>;
	},
): (entry: IndexEntry) => void {
	const { words, covers, remover } = of;
	const putJob = createPutJob(database);
	const putRow = createPutRow(database);
	const replaced = database.prepare(`${STANDING} WHERE images.id = ? OR images.file = ?`);
	const taken = database.prepare("SELECT place FROM images WHERE place = ?");
	const share = database.prepare(
		"UPDATE images SET usd = :usd WHERE job = :job AND usd IS NOT :usd",
	);
	const freePlace = (image: ImageRecord) => {
		let place = placeOf(image);
		// In ever longer steps: thousands of files that were unpacked together have one time.
		for (let step = 1; taken.get(place) !== undefined; step *= 2) place += step;
		return place;
	};
	return (entry) => {
		const { image, job } = entry;
		const before = replaced.all(image.id, image.file).map(standing);
		const same = before.find(({ id, saved_at }) => id === image.id && saved_at === image.savedAt);
		for (const row of before) if (row !== same) remover.remove(row);
		putJob(entry);
		const place = same?.place ?? freePlace(image);
		const stack = stackOf(image, job);
		putRow(place, stack, entry);
		if (same?.words !== wordsOf(image)) {
			if (same !== undefined) words.remove(place);
			words.put(place, image);
		}
		// What a job cost is shared among its pictures, and this may be one more.
		if (job.imported === undefined) share.run({ usd: image.usd ?? null, job: image.job });
		for (const one of new Set([stack, ...before.flatMap((row) => row.stack ?? [])])) {
			covers.refresh(one);
		}
	};
}

/**
 * Where a picture stands among all: by its time, and among those of one millisecond by its id, so
 * that an index made anew has the same order.
 */
function placeOf({ savedAt, id }: Pick<ImageRecord, "savedAt" | "id">): number {
	return (
		Math.min(savedAt, LAST_MS) * PLACES_PER_MS + (Number.parseInt(id.slice(-8), 16) % PLACES_PER_MS)
	);
}

/** Pictures that came in together have nothing else to do with each other. */
function stackOf({ id, job }: ImageRecord, { set, imported }: JobFacts): string {
	return imported === true ? id : (set ?? job);
}

function createPutJob(database: Database): (entry: IndexEntry) => void {
	const putJob = database.prepare(
		`INSERT INTO jobs (id, folder, prompt, model_title, gateway_title, parent, set_id, created_at,
			gateway, usd, imported)
		 VALUES (:id, :folder, :prompt, :modelTitle, :gatewayTitle, :parent, :set, :createdAt, :gateway,
			:usd, :imported)
		 ON CONFLICT (id) DO UPDATE SET folder = excluded.folder, prompt = excluded.prompt,
			model_title = excluded.model_title, gateway_title = excluded.gateway_title,
			parent = excluded.parent, set_id = excluded.set_id, created_at = excluded.created_at,
			gateway = excluded.gateway, usd = excluded.usd, imported = excluded.imported`,
	);
	const putReference = database.prepare(
		"INSERT OR REPLACE INTO job_references (job, reference, position) VALUES (?, ?, ?)",
	);
	const dropReferences = database.prepare(
		"DELETE FROM job_references WHERE job = ? AND position >= ?",
	);
	return ({ image, folder, job }) => {
		const { parent = null, set = null, createdAt = null, gateway = null, usd = null } = job;
		const { gatewayTitle } = image;
		const shared = job.imported === undefined;
		const prompt = shared ? image.prompt : "";
		const modelTitle = shared ? image.modelTitle : "";
		putJob.run({
			...{ id: image.job, folder, prompt, modelTitle, gatewayTitle },
			...{ parent, set, createdAt, gateway, usd, imported: job.imported === true ? 1 : null },
		});
		job.references.forEach((reference, position) => {
			putReference.run(image.job, reference, position);
		});
		dropReferences.run(image.job, job.references.length);
	};
}

/** Columns that are as the entry says, and those that stay known when it does not say. */
const SAID =
	`id job position width height bytes format saved_at file pick stars title caption usd link
	trashed_at missing tags collections gateway model stack own_prompt`.split(/\s+/);
const KNOWN = ["sha256", "likeness_high", "likeness_low", "colours"] as const;

function createPutRow(
	database: Database,
): (place: number, stack: string, entry: IndexEntry) => void {
	const all = ["place", ...SAID, ...KNOWN];
	const putImage = database.prepare(
		`INSERT INTO images (${all.join(", ")}) VALUES (${all.map((name) => `:${name}`).join(", ")})
		 ON CONFLICT (place) DO UPDATE SET
			${SAID.map((name) => `${name} = excluded.${name}`).join(", ")},
			${KNOWN.map((name) => `${name} = coalesce(excluded.${name}, ${name})`).join(", ")}`,
	);
	return (place, stack, { image, job, sha256 = null, look }) => {
		const { id, width, height, bytes, format, file } = image;
		const { pick = null, stars = null, title = null, tags, collections } = image.mark ?? {};
		const { caption = null, usd = null, link = null } = image;
		putImage.run({
			...{ place, id, job: image.job, width, height, bytes, format, file, stack },
			...{ pick, stars, title, caption, usd, link, sha256 },
			position: image.index,
			saved_at: image.savedAt,
			trashed_at: image.trashedAt ?? null,
			missing: image.missing === true ? 1 : null,
			tags: listText(tags),
			collections: listText(collections),
			gateway: job.imported === true ? "" : (job.gateway ?? null),
			model: image.modelTitle,
			own_prompt: job.imported === true ? image.prompt : null,
			...lookColumns(look),
		});
	};
}

function listText(list: readonly string[] | undefined): string | null {
	return list === undefined ? null : JSON.stringify(list);
}

/** As the columns of {@link WORDS} have it. */
function wordsOf({ prompt, mark, caption, file }: ImageRecord): string {
	const { title, tags, collections } = mark ?? {};
	const lists = [listText(tags), listText(collections)];
	return JSON.stringify([prompt, title ?? null, caption ?? null, ...lists, file]);
}

function lookColumns(text: string | undefined) {
	const look = readLook(text);
	if (look === undefined) return { likeness_high: null, likeness_low: null, colours: null };
	const [likeness_high, likeness_low] = look.likeness;
	return { likeness_high, likeness_low, colours: packed(look.colours) };
}

/** Always of one length, so that many can be read as one. */
function packed(colours: readonly LookColour[]): Uint8Array {
	const bytes = new Uint8Array(4 * MAX_LOOK_COLOURS);
	colours.forEach(({ l, a, b, share }, at) => {
		bytes.set([l, a + 128, b + 128, share], 4 * at);
	});
	return bytes;
}
