import { z } from "zod";
import type { ImageId } from "../../contract/ids.ts";
import type {
	LibraryFacets,
	LibraryFilter,
	LibraryOutline,
	LibraryQuery,
} from "../../contract/library-query.ts";
import type { KeptCost } from "../../contract/lineage.ts";
import { labOf, nearness } from "./colour-nearness.ts";
import { type Database, parsedRow } from "./database.ts";
import { createGallery, type Gallery, hasStacks } from "./gallery.ts";
import { readKeptCosts } from "./kept-cost-rows.ts";
import { createFacetCounts } from "./library-facets.ts";
import { createLookShelf } from "./look-shelf.ts";
import { firstAtOrBehind, PlacesRow } from "./place-streams.ts";
import { createSpanShelf } from "./span-shelf.ts";

/** What can be asked of the index that may take a while: what is told, and what comes back. */
export type ReaderTable = {
	readonly outline: { readonly ask: LibraryQuery; readonly answer: LibraryOutline };
	/** A stretch of a gallery, as places. */
	readonly places: {
		readonly ask: { readonly query: LibraryQuery; readonly offset: number; readonly limit: number };
		readonly answer: Float64Array;
	};
	readonly rank: {
		readonly ask: { readonly query: LibraryQuery; readonly id: ImageId };
		readonly answer: number | null;
	};
	readonly ids: {
		readonly ask: { readonly query: LibraryQuery; readonly offset: number; readonly limit: number };
		readonly answer: readonly string[];
	};
	readonly facets: { readonly ask: null; readonly answer: LibraryFacets };
	readonly count: { readonly ask: LibraryFilter; readonly answer: number };
	readonly tags: {
		readonly ask: { readonly text: string; readonly limit: number };
		readonly answer: readonly { readonly name: string; readonly count: number }[];
	};
	readonly keptCosts: { readonly ask: LibraryFilter; readonly answer: readonly KeptCost[] };
	readonly nearness: {
		readonly ask: { readonly ids: readonly ImageId[]; readonly colours: readonly string[] };
		readonly answer: readonly (number | null)[];
	};
};
export type ReaderKind = keyof ReaderTable;

/** Questions over one connection to an index. Every answer is worked out in pieces with pauses between them. */
export type LibraryReader = {
	readonly [Kind in ReaderKind]: (
		ask: ReaderTable[Kind]["ask"],
	) => Generator<void, ReaderTable[Kind]["answer"]>;
} & {
	/** Writes what was worked out for the gallery's order into the index. */
	readonly store: () => void;
};

/** Galleries that are kept as far as they have been found. */
const KEPT = 4;

/** @param revision changes whenever the index has */
export function createLibraryReader(database: Database, revision: () => unknown): LibraryReader {
	const spans = createSpanShelf(database);
	const looks = createLookShelf(database);
	const counts = createFacetCounts(database);
	const details = createDetails(database);
	const galleries = new Map<string, Gallery>();
	let seen: unknown;
	/** What the spans in memory are as of. */
	let fresh: unknown;

	function* galleryOf({ filter, order, stacked = false }: LibraryQuery): Generator<void, Gallery> {
		const now = revision();
		if (seen !== now) {
			galleries.clear();
			seen = now;
		}
		const key = JSON.stringify([filter, order ?? { by: "newest" }, stacked]);
		const kept = galleries.get(key);
		if (kept === undefined && fresh !== now) {
			yield* spans.refresh();
			fresh = now;
		}
		const gallery = kept ?? createGallery({ database, spans, looks }, { filter, order, stacked });
		// The one asked for last stays longest.
		galleries.delete(key);
		galleries.set(key, gallery);
		for (const old of [...galleries.keys()].slice(0, -KEPT)) galleries.delete(old);
		return gallery;
	}
	return {
		outline: function* (query) {
			return yield* (yield* galleryOf(query)).outline();
		},
		places: function* ({ query, offset, limit }) {
			return yield* (yield* galleryOf(query)).places(offset, limit);
		},
		rank: function* ({ query, id }) {
			const gallery = yield* galleryOf(query);
			const places = details.places(id, hasStacks(query));
			return (yield* gallery.rank(places)) ?? null;
		},
		ids: function* ({ query, offset, limit }) {
			const places = yield* (yield* galleryOf(query)).places(offset, limit);
			if (!hasStacks(query)) return yield* details.ids(places);
			// Who chooses the rejected means no picked one of the same set.
			const single = yield* galleryOf({ filter: query.filter });
			const left = yield* single.places(0, Number.MAX_SAFE_INTEGER);
			const isLeft = (place: number) => left[firstAtOrBehind(left, place, -1)] === place;
			return yield* details.ids(places, isLeft);
		},
		facets: () => counts.facets(),
		count: function* (filter) {
			return yield* (yield* galleryOf({ filter })).total();
		},
		tags: ({ text, limit }) => counts.tags(text, limit),
		nearness: function* ({ ids, colours }) {
			const wanted = colours.map(labOf);
			return ids.map((id) => {
				const bytes = details.colours(id);
				return bytes === null ? null : nearness(bytes, wanted);
			});
		},
		keptCosts: function* (filter) {
			// One statement: whoever asks before it begins goes first.
			yield;
			return readKeptCosts(database, filter);
		},
		store: spans.store,
	};
}

const IdRow = z.object({ place: z.int(), id: z.string(), stack: z.string().nullable() });
const Colours = z.object({ colours: z.instanceof(Uint8Array).nullable() });
const ROWS_AT_ONCE = 1_000;

/** What single pictures are asked for. */
function createDetails(database: Database) {
	const alone = database.prepare("SELECT json_array(place) AS places FROM images WHERE id = ?");
	const withStack = database.prepare(
		`SELECT json_group_array(place) AS places FROM (
			SELECT others.place FROM images JOIN images AS others ON others.stack = images.stack
			WHERE images.id = ? ORDER BY others.cover IS NULL, others.place DESC)`,
	);
	const byPlace = database.prepare(
		"SELECT place, id, stack FROM images WHERE place IN (SELECT value FROM json_each(?))",
	);
	const inStacks = database.prepare(
		`SELECT place, id, stack FROM images WHERE stack IN (SELECT value FROM json_each(?))
			AND trashed_at IS NULL AND missing IS NULL ORDER BY job, position, place`,
	);
	const colours = database.prepare("SELECT colours FROM images WHERE id = ?");
	const rowsOf = (rows: readonly unknown[]) => rows.map((row) => parsedRow(IdRow, row, "index.db"));
	return {
		/** Where a picture stands, or any of its stack, its cover first. */
		places: (id: ImageId, stacked: boolean): readonly number[] => {
			const row = (stacked ? withStack : alone).get(id);
			return row === undefined ? [] : parsedRow(PlacesRow, row, "index.db").places;
		},
		/** @param isLeft given: each stands for those of its stack for which this holds */
		ids: function* (
			places: Float64Array,
			isLeft?: (place: number) => boolean,
		): Generator<void, string[]> {
			const ids: string[] = [];
			for (let at = 0; at < places.length; at += ROWS_AT_ONCE) {
				const asked = [...places.subarray(at, at + ROWS_AT_ONCE)];
				const rows = new Map(
					rowsOf(byPlace.all(JSON.stringify(asked))).map((row) => [row.place, row]),
				);
				const found = asked.flatMap((place) => rows.get(place) ?? []);
				const names = found.map(({ stack }) => stack);
				const stacks =
					isLeft === undefined
						? undefined
						: Map.groupBy(
								rowsOf(inStacks.all(JSON.stringify(names))).filter(({ place }) => isLeft(place)),
								({ stack }) => stack,
							);
				for (const row of found) {
					const all = stacks?.get(row.stack) ?? [row];
					for (const { id } of all) ids.push(id);
				}
				yield;
			}
			return ids;
		},
		colours: (id: ImageId): Uint8Array | null => {
			const row = colours.get(id);
			return row === undefined ? null : parsedRow(Colours, row, "index.db").colours;
		},
	};
}
