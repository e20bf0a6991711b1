import { z } from "zod";
import { type Database, parsedRow } from "./database.ts";

/** 1: oldest first; -1: newest first. */
export type Direction = 1 | -1;

/** Places from here to there: `from` included, `to` not. */
export type PlaceRange = { readonly from: number; readonly to: number };

/** Rows that are wanted, as SQL after `FROM`, and the column that says where they stand. */
export type PlaceSource = {
	readonly from: string;
	readonly column: string;
	readonly values: readonly (string | number)[];
};

/** Places in one direction, read as far as somebody asks. */
export type PlaceCursor = {
	/** The first place at or behind `target`, counted in its direction; undefined: there is none any more. */
	readonly seek: (target: number) => number | undefined;
};

/** A long value is parsed faster than many rows. */
export const PlacesRow = z.object({
	places: z
		.string()
		.transform((text): unknown => JSON.parse(text))
		.pipe(z.custom<readonly number[]>(Array.isArray)),
});

/** What is read at first is for one page, and then more and more. */
const FIRST_CHUNK = 512;
const GROWTH = 8;
const LARGEST_CHUNK = 32_768;

/** Reads the places of a source chunk by chunk. */
export function placeCursor(
	database: Database,
	source: PlaceSource,
	direction: Direction,
	range: PlaceRange,
): PlaceCursor {
	const { from, column, values } = source;
	const order = direction === -1 ? "DESC" : "ASC";
	const statement = database.prepare(
		`SELECT json_group_array(place) AS places FROM (
			SELECT ${column} AS place FROM ${from} AND ${column} >= CAST(? AS INTEGER)
				AND ${column} < CAST(? AS INTEGER)
			ORDER BY ${column} ${order} LIMIT ?)`,
	);
	let left = range;
	let chunk: readonly number[] = [];
	let at = 0;
	let limit = FIRST_CHUNK / GROWTH;
	let isOver = false;

	/** @param target what lies before it need not be read */
	const readMore = (target: number) => {
		// Whoever leaps asks for little at each place.
		limit = at * 2 < chunk.length ? FIRST_CHUNK : Math.min(limit * GROWTH, LARGEST_CHUNK);
		left =
			direction === -1
				? { from: left.from, to: Math.min(left.to, target + 1) }
				: { from: Math.max(left.from, target), to: left.to };
		const row = statement.get(...values, left.from, left.to, limit);
		chunk = parsedRow(PlacesRow, row, "index.db").places;
		at = 0;
		const last = chunk.at(-1);
		isOver = last === undefined || chunk.length < limit;
		if (last !== undefined) {
			left = direction === -1 ? { from: left.from, to: last } : { from: last + 1, to: left.to };
		}
	};
	return {
		seek: (target) => {
			for (;;) {
				const last = chunk.at(-1);
				if (last !== undefined && (target - last) * direction <= 0) {
					at = firstAtOrBehind(chunk, target, direction, at);
					return chunk[at];
				}
				if (isOver) return undefined;
				readMore(target);
			}
		},
	};
}

/**
 * The index of the first of sorted places that is at or behind a target; their number when all are before it.
 * @param start nothing before it is looked at
 */
export function firstAtOrBehind(
	places: ArrayLike<number>,
	target: number,
	direction: Direction,
	start = 0,
): number {
	const isBefore = (index: number) => ((places[index] ?? target) - target) * direction < 0;
	// Mostly it is the next one or close to it.
	let low = start;
	let step = 1;
	while (low + step < places.length && isBefore(low + step)) {
		low += step;
		step *= 2;
	}
	let high = Math.min(places.length, low + step);
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (isBefore(middle)) low = middle + 1;
		else high = middle;
	}
	return low;
}
