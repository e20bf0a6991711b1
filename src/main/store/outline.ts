import { z } from "zod";
import type { LibraryOutline } from "../../contract/library.ts";
import { type Database, parsedRow } from "./database.ts";
import { localDay } from "./local-day.ts";
import { ftsQuery } from "./search-text.ts";

/** Whole columns come out as JSON: three long values are parsed faster than 100,000 rows. */
const Numbers = z
	.string()
	.transform((text): unknown => JSON.parse(text))
	.pipe(z.array(z.number()));
const Columns = z.object({ places: Numbers, widths: Numbers, heights: Numbers });

const COLUMNS = `SELECT json_group_array(place) AS places, json_group_array(width) AS widths,
	json_group_array(height) AS heights`;

/** Places in a millisecond: today's times a thousand are still whole numbers that JavaScript can hold. */
export const PLACES_PER_MS = 1_000;

/** The order of the gallery for a text, newest first. */
export type Outlines = {
	readonly outline: (text: string) => LibraryOutline;
	/** Rowids in the order of the outline. */
	readonly places: (text: string) => readonly number[];
	/** A picture was added at `place`; `order` tells whether anything else changed. */
	readonly added: (place: number, order: "same" | "changed") => void;
};

/**
 * Remembers the places of the last text asked for, so that a page in the middle of the gallery costs
 * no more than one at its top.
 */
export function createOutlines(database: Database): Outlines {
	const everything = database.prepare(
		`${COLUMNS} FROM (SELECT place, width, height FROM images ORDER BY place DESC)`,
	);
	const found = database.prepare(
		`${COLUMNS} FROM (SELECT place, width, height FROM images
			WHERE place IN (SELECT rowid FROM images_text WHERE images_text MATCH ?)
			ORDER BY place DESC)`,
	);
	let remembered: { readonly query: string | undefined; readonly places: number[] } | undefined;

	const read = (query: string | undefined) => {
		const row = query === undefined ? everything.get() : found.get(query);
		const columns = parsedRow(Columns, row, "index.db");
		remembered = { query, places: columns.places };
		return columns;
	};
	return {
		outline: (text) => {
			const { places, widths, heights } = read(ftsQuery(text));
			return { ratios: widths.map((width, i) => ratio(width, heights[i])), days: byDay(places) };
		},
		places: (text) => {
			const query = ftsQuery(text);
			return remembered?.query === query && remembered !== undefined
				? remembered.places
				: read(query).places;
		},
		added: (place, order) => {
			const isNewest = place > (remembered?.places[0] ?? 0);
			if (order === "same" && isNewest && remembered?.query === undefined) {
				remembered?.places.unshift(place);
			} else {
				remembered = undefined;
			}
		},
	};
}

/** Four digits are a tenth of a pixel in a gallery row. */
function ratio(width: number, height = 1): number {
	return Math.round((width / height) * 10_000) / 10_000;
}

/** @param places newest first */
function byDay(places: readonly number[]): LibraryOutline["days"] {
	const days: { day: string; count: number }[] = [];
	let current = { name: "", from: 0, to: 0 };
	let row = { day: "", count: 0 };
	for (const place of places) {
		const savedAt = place / PLACES_PER_MS;
		if (savedAt < current.from || savedAt >= current.to) {
			current = localDay(savedAt);
			row = { day: current.name, count: 0 };
			days.push(row);
		}
		row.count += 1;
	}
	return days;
}
