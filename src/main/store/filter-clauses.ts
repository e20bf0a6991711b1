import { z } from "zod";
import type { LibraryFilter } from "../../contract/library-query.ts";
import { foldTag } from "../../contract/tag-name.ts";
import { type Database, parsedRow } from "./database.ts";
import type { PlaceRange, PlaceSource } from "./place-streams.ts";
import { PLACES_PER_MS } from "./places.ts";
import { ftsQuery } from "./search-text.ts";
import { createWordEndings } from "./word-endings.ts";

/** What must hold for a row of `images`, as SQL. */
export type Clause = { readonly sql: string; readonly values: readonly (string | number)[] };

/** A filter as the index understands it. */
export type FilterPlan = {
	/** Lists of places that must all name a picture; whoever is in all of them need not be asked again. */
	readonly sources: readonly PlaceSource[];
	/** What else must hold. */
	readonly clauses: readonly Clause[];
	readonly range: PlaceRange;
	/** The range leaves everything. */
	readonly isAllTime: boolean;
	/** True: pictures in the trash, or missing ones. False: those of the gallery. */
	readonly elsewhere: boolean;
};

/** The parts of a filter that hold or do not hold for a picture by itself. */
type Simple = Exclude<keyof LibraryFilter, "text" | "from" | "before" | "tags">;
type Conditions = {
	readonly [Key in Simple]: (value: NonNullable<LibraryFilter[Key]>) => Clause | undefined;
};

const anyOf = (column: string, values: readonly string[]): Clause => ({
	sql: `${column} IN (SELECT value FROM json_each(?))`,
	values: [JSON.stringify(values)],
});
const within = (
	column: string,
	{ min, max }: { min?: number | undefined; max?: number | undefined },
): Clause => ({
	sql: `${column} >= ? AND ${column} <= ?`,
	values: [min ?? 0, max ?? Number.MAX_SAFE_INTEGER],
});

const conditions: Conditions = {
	gateways: (ids) => anyOf("gateway", ids),
	models: (titles) => anyOf("model", titles),
	side: (span) => within("max(width, height)", span),
	// As it is written in sentences and chips, a hundredth is nothing one sees.
	ratio: (span) => within("round(1.0 * width / height, 2)", span),
	usd: (span) => within("usd", span),
	origin: (origin) => ({
		sql: origin === "imported" ? "gateway = ''" : "gateway IS NOT ''",
		values: [],
	}),
	picks: (picks) =>
		picks.includes("none")
			? {
					sql: "(pick IS NULL OR pick IN (SELECT value FROM json_each(?)))",
					values: [JSON.stringify(picks)],
				}
			: undefined,
	minStars: () => undefined,
	collection: () => undefined,
	reference: () => undefined,
	childrenOf: () => undefined,
	job: () => undefined,
	state: () => undefined,
};

type Sources = {
	readonly [Key in Simple]?: (value: NonNullable<LibraryFilter[Key]>) => PlaceSource | undefined;
};
const ofJobs = (jobs: string, values: readonly string[]): PlaceSource => ({
	from: `images INDEXED BY images_by_job WHERE job IN (${jobs})`,
	column: "place",
	values,
});

const sources: Sources = {
	picks: (picks) =>
		picks.includes("none")
			? undefined
			: {
					from: "images INDEXED BY images_by_pick WHERE pick IN (SELECT value FROM json_each(?))",
					column: "place",
					values: [JSON.stringify(picks)],
				},
	minStars: (stars) => ({
		from: "images INDEXED BY images_by_stars WHERE stars >= ?",
		column: "place",
		values: [stars],
	}),
	collection: (id) => ({
		from: "image_collections WHERE collection = ?",
		column: "place",
		values: [id],
	}),
	reference: (id) => ofJobs("SELECT job FROM job_references WHERE reference = ?", [id]),
	// By editing it, with it as a reference, or going on with its set after it.
	childrenOf: (id) =>
		ofJobs(
			`SELECT id FROM jobs WHERE parent = ?
			 UNION SELECT job FROM job_references
				WHERE reference = (SELECT sha256 FROM images WHERE id = ?) OR reference = ?
			 UNION SELECT later.id FROM images JOIN jobs ON jobs.id = images.job
				JOIN jobs AS later ON later.set_id = coalesce(jobs.set_id, jobs.id) AND later.id > jobs.id
				WHERE images.id = ?`,
			[id, id, id, id],
		),
	job: (id) => ofJobs("SELECT ? UNION SELECT id FROM jobs WHERE set_id = ?", [id, id]),
	state: (state) => ({
		from:
			state === "trashed"
				? "images INDEXED BY images_trashed WHERE trashed_at IS NOT NULL"
				: "images INDEXED BY images_missing WHERE missing IS NOT NULL AND trashed_at IS NULL",
		column: "place",
		values: [],
	}),
};

const TagRow = z.object({ id: z.int() });
/** No place is here. */
const NOWHERE: PlaceSource = { from: "images WHERE false", column: "place", values: [] };

/** What a filter asks of the index; which tags there are is looked up now. */
export function planFilter(database: Database, filter: LibraryFilter): FilterPlan {
	const tag = database.prepare("SELECT id FROM tags WHERE folded = ?");
	const tagged = (filter.tags ?? []).map((name): PlaceSource => {
		const row = tag.get(foldTag(name));
		if (row === undefined) return NOWHERE;
		const { id } = parsedRow(TagRow, row, "index.db");
		return { from: "image_tags WHERE tag = ?", column: "place", values: [id] };
	});
	const text = ftsQuery(filter.text, createWordEndings(database));
	const found: readonly PlaceSource[] =
		text === undefined
			? []
			: [{ from: "images_text WHERE images_text MATCH ?", column: "rowid", values: [text] }];
	return {
		// The text last: it is the one that most often names very many.
		sources: [...each(filter, sources), ...tagged, ...found],
		clauses: each(filter, conditions),
		range: {
			from: (filter.from ?? 0) * PLACES_PER_MS,
			to: Math.min((filter.before ?? END_MS) * PLACES_PER_MS, Number.MAX_SAFE_INTEGER),
		},
		isAllTime: filter.from === undefined && filter.before === undefined,
		elsewhere: filter.state !== undefined,
	};
}

/** Later than any place can be. */
const END_MS = Number.MAX_SAFE_INTEGER / PLACES_PER_MS;

/** What a table says to every part of the filter that is given. */
function each<Answer>(
	filter: LibraryFilter,
	table: { readonly [Key in Simple]?: (value: never) => Answer | undefined },
): readonly Answer[] {
	return Object.entries(table).flatMap(([key, build]) => {
		const value = filter[key as Simple];
		// The table pairs each part with the builder for it; the compiler cannot follow the pairing here.
		return value === undefined
			? []
			: ((build as (value: unknown) => Answer | undefined)(value) ?? []);
	});
}
