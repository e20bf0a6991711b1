import {
	array,
	assert,
	asyncProperty,
	boolean,
	constantFrom,
	integer,
	option,
	record,
} from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { LibraryFilter, LibraryQuery } from "../../../../src/contract/library-query.ts";
import type { IndexEntry } from "../../../../src/main/store/index-entry.ts";
import { type LibraryIndex, openIndex } from "../../../../src/main/store/index-repo.ts";
import {
	COLLECTION,
	coverOf,
	entryFor,
	expected,
	FIRST_JOB,
	NOON,
	type Sample,
	stackOf,
} from "./gallery-model.ts";

const opened: LibraryIndex[] = [];
afterEach(() => {
	for (const index of opened.splice(0)) index.close();
});
const newIndex = () => {
	const index = openIndex(":memory:", { folder: "/library", durable: false });
	opened.push(index);
	return index;
};

const maybe = <T>(...values: readonly T[]) =>
	option(constantFrom(...values), { nil: undefined, freq: 2 });
const samples = record({
	job: integer({ min: 0, max: 4 }),
	position: integer({ min: 0, max: 3 }),
	age: integer({ min: 0, max: 100 }),
	words: constantFrom("neon panda", "少女 neon", "crème brûlée", "harbour"),
	pick: maybe("picked" as const, "rejected" as const),
	stars: maybe(1 as const, 3 as const, 5 as const),
	tag: maybe("fog", "rain"),
	collected: boolean(),
	usd: maybe(0.03, 0.12),
	wide: boolean(),
	state: option(constantFrom("trashed" as const, "missing" as const), { nil: undefined, freq: 4 }),
	imported: boolean(),
});
const filters = record({
	text: constantFrom("", "neon", "少女", "neon panda"),
	gateways: maybe(["demo"], ["demo", ""], ["nowhere"]),
	models: maybe(["Model 0"]),
	from: maybe(NOON - 40 * 3_600_000),
	before: maybe(NOON - 20 * 3_600_000),
	ratio: maybe({ min: 1.5 }),
	side: maybe({ min: 1_000 }),
	picks: maybe(["picked" as const], ["none" as const], ["none" as const, "rejected" as const]),
	minStars: maybe(3),
	tags: maybe(["fog"], ["fog", "rain"]),
	collection: maybe(COLLECTION),
	job: maybe(FIRST_JOB),
	usd: maybe({ min: 0.1 }),
	origin: maybe("made" as const, "imported" as const),
	state: option(constantFrom("trashed" as const, "missing" as const), { nil: undefined, freq: 6 }),
});
/** A few parts of a filter at once: all of them leave nothing. */
const few = (filter: LibraryFilter, keep: number): LibraryFilter => {
	const keys = Object.keys(filter).filter((_, at) => (keep >> (at % 8)) & 1);
	return {
		text: "",
		...Object.fromEntries(Object.entries(filter).filter(([key]) => keys.includes(key))),
	};
};
const queries = record({
	filter: filters,
	keep: integer({ min: 0, max: 255 }),
	by: constantFrom("newest" as const, "oldest" as const, "stars" as const, "price" as const),
	stacked: boolean(),
}).map(
	({ filter, keep, by, stacked }): LibraryQuery => ({
		filter: few(filter, keep & (keep >> 1)),
		order: { by },
		stacked,
	}),
);
/** What becomes of the picture of a number. */
const steps = array(
	record({
		number: integer({ min: 0, max: 40 }),
		sample: samples,
		gone: constantFrom(false, false, false, true),
	}),
	{ minLength: 1, maxLength: 60 },
);

type Step = { readonly number: number; readonly sample: Sample; readonly gone: boolean };

function play(index: LibraryIndex, all: readonly Step[]): void {
	index.together(() => {
		for (const { number, sample, gone } of all) {
			const entry = entryFor(number, sample);
			if (gone) index.remove(entry.image.id);
			else index.put(entry);
		}
	});
}

/** What is there after all of it. */
function left(all: readonly Step[]): readonly IndexEntry[] {
	const there = new Map<number, IndexEntry>();
	for (const { number, sample, gone } of all) {
		if (gone) there.delete(number);
		else there.set(number, entryFor(number, sample));
	}
	return [...there.values()];
}

const placesOf = (index: LibraryIndex, query: LibraryQuery, offset = 0, limit = 200) =>
	index.ask("places", { query, offset, limit });

describe("a gallery", () => {
	test("shows what its filter leaves, in its order, stacked or not, after any changes", async () => {
		await assert(
			asyncProperty(steps, array(queries, { minLength: 1, maxLength: 4 }), async (all, asked) => {
				const index = newIndex();
				const half = Math.floor(all.length / 2);
				play(index, all.slice(0, half));
				for (const query of asked) await index.ask("outline", query);
				play(index, all.slice(half));
				const entries = left(all);
				for (const query of asked) {
					const wanted = expected(entries, query);
					const outline = await index.ask("outline", query);
					const shown = index.at(await placesOf(index, query), query.stacked === true);
					expect(shown.map(({ id }) => id)).toEqual(wanted.ids);
					expect([...outline.ratios]).toEqual(wanted.ratios);
					expect(outline.days.reduce((sum, { count }) => sum + count, 0)).toBe(wanted.ids.length);
					const chosen = await index.ask("ids", { query, offset: 0, limit: 200 });
					const single = expected(entries, { ...query, stacked: false });
					expect([...chosen].sort()).toEqual([...single.ids].sort());
					const [id] = wanted.ids.slice(-1);
					if (id !== undefined) {
						expect(await index.ask("rank", { query, id })).toBe(wanted.ids.length - 1);
					}
				}
			}),
			{ numRuns: 120 },
		);
	});

	test("is told from the spans in the index as from its rows, whatever happened and whoever asks", async () => {
		await assert(
			asyncProperty(steps, steps, async (early, late) => {
				const index = newIndex();
				play(index, early);
				await index.ask("outline", { filter: { text: "" } });
				play(index, late);
				const entries = left([...early, ...late]);
				for (const stacked of [false, true]) {
					const query = { filter: { text: "" }, stacked };
					const shown = index.at(await placesOf(index, query), stacked);
					expect(shown.map(({ id }) => id)).toEqual(expected(entries, query).ids);
				}
			}),
			{ numRuns: 60 },
		);
	});
});

describe("a stack", () => {
	test("shows its best kept picture and says how many it stands for", async () => {
		await assert(
			asyncProperty(steps, async (all) => {
				const index = newIndex();
				play(index, all);
				const entries = left(all);
				const query = { filter: { text: "" }, stacked: true };
				const shown = index.at(await placesOf(index, query), true);
				const kept = entries.filter(
					({ image }) => image.trashedAt === undefined && image.missing === undefined,
				);
				const wanted = new Map(
					[...Map.groupBy(kept, stackOf)].map(([stack, members]) => [
						coverOf(stack, entries)?.image.id,
						members.length === 1 ? undefined : members.length,
					]),
				);
				expect(new Map(shown.map(({ id, stack }) => [id, stack]))).toEqual(wanted);
				const ids = await index.ask("ids", { query, offset: 0, limit: 200 });
				expect([...ids].sort()).toEqual(kept.map(({ image }) => image.id).sort());
			}),
			{ numRuns: 60 },
		);
	});
});
