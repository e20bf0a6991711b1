import { z } from "zod";
import type { LibraryOrder } from "../../contract/library-query.ts";
import { LIKENESS_SIMILAR, likenessDistance } from "../../contract/picture-look.ts";
import { colourDistance, labOf, roughDistance } from "./colour-nearness.ts";
import { type Database, parsedRow } from "./database.ts";
import type { LookShelf } from "./look-shelf.ts";
import { nearDuplicates } from "./near-duplicates.ts";
import { firstAtOrBehind, placeCursor } from "./place-streams.ts";
import type { Shapes } from "./span-shelf.ts";

/** Orders that are no order of time. */
export type RankOrder = Exclude<LibraryOrder, { by: "newest" | "oldest" }>;

export type OrderPorts = { readonly database: Database; readonly looks: LookShelf };

/**
 * Pictures of a filter, newest first, in another order; some orders leave pictures out.
 * @returns indexes of `found`
 */
export function* inOrder(
	ports: OrderPorts,
	order: RankOrder,
	found: Shapes,
): Generator<void, ArrayLike<number>> {
	switch (order.by) {
		case "stars":
			return yield* byStars(ports.database, found.places);
		case "price":
			return yield* byPrice(ports.database, found.places);
		case "similar":
			return yield* bySimilarity(ports, order.image, found.places);
		case "colour":
			return yield* byColour(ports.looks, order.hex, found.places);
		case "duplicates":
			return yield* byDuplicates(ports.looks, found.places);
	}
}

const MOST_STARS = 5;

function* byStars(database: Database, places: Float64Array): Generator<void, ArrayLike<number>> {
	const stars = new Uint8Array(places.length);
	for (let count = MOST_STARS; count > 0; count -= 1) {
		const source = {
			from: "images INDEXED BY images_by_stars WHERE stars = ?",
			column: "place",
			values: [count],
		};
		const everything = { from: 0, to: Number.MAX_SAFE_INTEGER };
		const cursor = placeCursor(database, source, -1, everything);
		for (let at = 0; at < places.length; ) {
			const next = cursor.seek(places[at] ?? 0);
			if (next === undefined) break;
			at = firstAtOrBehind(places, next, -1, at);
			if (places[at] === next) {
				stars[at] = count;
				at += 1;
			}
		}
		yield;
	}
	return byBuckets(places.length, (index) => MOST_STARS - (stars[index] ?? 0));
}

const Prices = z.object({
	places: z
		.string()
		.transform((text): unknown => JSON.parse(text))
		.pipe(z.custom<readonly number[]>(Array.isArray)),
	prices: z
		.string()
		.transform((text): unknown => JSON.parse(text))
		.pipe(z.custom<readonly number[]>(Array.isArray)),
});
const ROWS_AT_ONCE = 4_000;

function* byPrice(database: Database, places: Float64Array): Generator<void, ArrayLike<number>> {
	const priced = database.prepare(
		`SELECT json_group_array(place) AS places, json_group_array(usd) AS prices
		 FROM images WHERE place >= CAST(? AS INTEGER) AND place <= CAST(? AS INTEGER)
			AND usd IS NOT NULL`,
	);
	const prices = new Float64Array(places.length).fill(-1);
	for (let at = 0; at < places.length; at += ROWS_AT_ONCE) {
		const end = Math.min(at + ROWS_AT_ONCE, places.length);
		const row = priced.get(places[end - 1] ?? 0, places[at] ?? 0);
		const known = parsedRow(Prices, row, "index.db");
		const usd = new Map(known.places.map((place, n) => [place, known.prices[n] ?? -1]));
		for (let index = at; index < end; index += 1) {
			prices[index] = usd.get(places[index] ?? 0) ?? -1;
		}
		yield;
	}
	// Many pictures, few prices.
	const steps = [...new Set(prices)].sort((a, b) => b - a);
	const rank = new Map(steps.map((price, n) => [price, n]));
	return byBuckets(places.length, (index) => rank.get(prices[index] ?? -1) ?? 0);
}

const Likeness = z.object({ likeness_high: z.int().nullable(), likeness_low: z.int().nullable() });

function* bySimilarity(
	{ database, looks }: OrderPorts,
	image: string,
	places: Float64Array,
): Generator<void, ArrayLike<number>> {
	const row = database
		.prepare("SELECT likeness_high, likeness_low FROM images WHERE id = ?")
		.get(image);
	if (row === undefined) return [];
	const { likeness_high, likeness_low } = parsedRow(Likeness, row, "index.db");
	if (likeness_high === null || likeness_low === null) return [];
	const { known, high, low } = yield* looks.of(places);
	const distances = Float64Array.from(places, (_, at) =>
		known[at] === 1
			? likenessDistance([likeness_high, likeness_low], [high[at] ?? 0, low[at] ?? 0])
			: Number.POSITIVE_INFINITY,
	);
	return byBuckets(places.length, (index) => distances[index] ?? 0, LIKENESS_SIMILAR);
}

/** So many, those that are nearest by a rough measure, are measured well. */
const MEASURED_WELL = 20_000;
/** Steps of a ΔE that make a difference in the order. */
const STEPS = 8;
const PICTURES_AT_ONCE = 2_000;

function* byColour(
	looks: LookShelf,
	hex: string,
	places: Float64Array,
): Generator<void, ArrayLike<number>> {
	const wanted = labOf(hex);
	const { colours } = yield* looks.of(places);
	const rough = Float64Array.from(places, (_, at) => roughDistance(colours, at, wanted));
	yield;
	// Pictures whose colours are not known are infinitely far, and left out.
	const order = byBuckets(places.length, (at) => Math.floor((rough[at] ?? 0) * STEPS), FARTHEST);
	const best: { readonly index: number; readonly distance: number }[] = [];
	for (let at = 0; at < Math.min(order.length, MEASURED_WELL); at += 1) {
		const index = order[at] ?? 0;
		best.push({ index, distance: colourDistance(colours, index, wanted) });
		if (at % PICTURES_AT_ONCE === 0) yield;
	}
	best.sort((a, b) => a.distance - b.distance || a.index - b.index);
	best.forEach(({ index }, at) => {
		order[at] = index;
	});
	return order;
}

/** No two colours are farther apart than this many steps, with the share's worth. */
const FARTHEST = 500 * STEPS;

function* byDuplicates(looks: LookShelf, places: Float64Array): Generator<void, ArrayLike<number>> {
	const { known, high, low } = yield* looks.of(places);
	const seen: number[] = [];
	known.forEach((isKnown, index) => {
		if (isKnown === 1) seen.push(index);
	});
	const groups = yield* nearDuplicates({
		high: Uint32Array.from(seen, (index) => high[index] ?? 0),
		low: Uint32Array.from(seen, (index) => low[index] ?? 0),
	});
	return groups.flatMap((group) => group.map((member) => seen[member] ?? 0));
}

/** Indexes by whole numbers, smallest first, else in their own order; those above `last` are left out. */
function byBuckets(
	count: number,
	bucketOf: (index: number) => number,
	last = Number.MAX_SAFE_INTEGER,
): Uint32Array {
	const sizes: number[] = [];
	let kept = 0;
	for (let index = 0; index < count; index += 1) {
		const bucket = bucketOf(index);
		if (bucket > last) continue;
		sizes[bucket] = (sizes[bucket] ?? 0) + 1;
		kept += 1;
	}
	const starts: number[] = [];
	let start = 0;
	for (let bucket = 0; bucket < sizes.length; bucket += 1) {
		starts[bucket] = start;
		start += sizes[bucket] ?? 0;
	}
	const order = new Uint32Array(kept);
	for (let index = 0; index < count; index += 1) {
		const bucket = bucketOf(index);
		if (bucket > last) continue;
		const at = starts[bucket] ?? 0;
		order[at] = index;
		starts[bucket] = at + 1;
	}
	return order;
}
